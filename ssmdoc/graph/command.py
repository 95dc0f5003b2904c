"""The graph of a Command document: a straight line, and the ways out of it.

Source: agent-semantics 11.1, AGENT runpluginutil.go for onFailure, onSuccess and finallyStep;
UG25 documents-schemas-features.md for preconditions.
"""

from collections.abc import Iterator

from ssmdoc.graph.condition_text import variable_text
from ssmdoc.graph.graph import Graph, Line, Link, Node, Shape
from ssmdoc.graph.links import merged
from ssmdoc.graph.words import plain
from ssmdoc.model.steps import Step
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_EXITS = {("onFailure", "exit"): Line.FAILURE, ("onFailure", "successAndExit"): Line.FAILURE}
_EXITS |= {("onSuccess", "exit"): Line.FLOW}


def command_graph(steps: tuple[Step, ...]) -> Graph:
    """The steps in their order; a step that fails leads to the next one too, unless its inputs say otherwise."""
    start, end = len(steps), len(steps) + 1
    last = start - 1 if steps and _word(steps[-1], "finallyStep").lower() == "true" else end
    links = [Link(start, 0 if steps else end)]
    for place, step in enumerate(steps):
        following = place + 1 if place + 1 < start else end
        leaves = last if place < last else end
        exits = [
            Link(place, leaves, line, (f"{key}: {word}",))
            for (key, word), line in _EXITS.items()
            if _word(step, key) == word
        ]
        on_success = any(link.line is Line.FLOW for link in exits)
        links.append(Link(place, following, labels=("otherwise",) if on_success else ()))
        links += exits
    return Graph((*_nodes(steps), Node(Shape.START, "start"), Node(Shape.END, "end")), merged(links), start)


def _nodes(steps: tuple[Step, ...]) -> Iterator[Node]:
    for place, step in enumerate(steps):
        name = plain(step.name.text) if step.name else ""
        action = plain(step.action.text, 60) if step.action else "(no action)"
        finally_step = place == len(steps) - 1 and _word(step, "finallyStep").lower() == "true"
        notes = (*_preconditions(step), *(("finallyStep",) if finally_step else ()))
        yield Node(Shape.STEP, name or action, action if name else "", notes)


def _word(step: Step, name: str) -> str:
    """A control flow word in the inputs, which are looked up by exact name there; else empty."""
    for inputs in step.input_maps():
        value = inputs.get(name)
        if isinstance(value, Scalar):
            return value.text
    return ""


def _preconditions(step: Step) -> Iterator[str]:
    condition = step.precondition.value if step.precondition else None
    for key, operands in condition.named() if isinstance(condition, Mapping) else ():
        if isinstance(operands, Sequence):
            sides = [variable_text(item.text) for item in operands.items if isinstance(item, Scalar)]
            sign = "=" if key.text == "StringEquals" else plain(key.text, 30)
            yield f"only if {f' {sign} '.join(sides[:2])}"
