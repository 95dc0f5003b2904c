"""The places of a document in which SSM replaces references."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.kind import Kind
from ssmdoc.model.steps import LOOP, Step
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence

REPLACED_KEYS = {
    Kind.AUTOMATION: ("assumeRole",),
    Kind.CHANGE_TEMPLATE: ("assumeRole",),
    Kind.SESSION: ("inputs", "properties"),
}
"""Top-level keys whose values hold references, by kind. Source: UG23 automation-variables.md, AGENT docparser.go."""


class Where(NamedTuple):
    """What a text belongs to: an input of a step (or `settings`, `precondition`), or a top-level key without a step."""

    step: Step | None
    key: str


def places(kind: Kind | None, root: Node | None, steps: tuple[Step, ...]) -> dict[Scalar, Where]:
    """The scalars in which SSM replaces references, in no certain order: all but keys, names and descriptions.

    Of one that aliases put in several places the first counts.
    Source: agent-semantics 1.7, AGENT docparser/parameters/parameters.go; UG25 automation-variables.md.
    """
    found: dict[Scalar, Where] = {}
    seen: set[Node] = set()
    for node, where in _replaced(kind, root, steps):
        _collect(node, where, found, seen)
    return found


def _replaced(kind: Kind | None, root: Node | None, steps: tuple[Step, ...]) -> Iterator[tuple[Node, Where]]:
    """The parts of the document in which SSM replaces references."""
    if kind in REPLACED_KEYS and isinstance(root, Mapping):
        for key in REPLACED_KEYS[kind]:
            node = root.get(key)
            if node is not None:
                yield node, Where(None, key)
    for step in steps:
        if step.settings is not None:
            yield step.settings, Where(step, "settings")
        yield from _inputs(step)
        if step.precondition:
            yield step.precondition.value, Where(step, "precondition")


def _inputs(step: Step) -> Iterator[tuple[Node, Where]]:
    """The values of a step's inputs; the steps of a loop are steps of their own."""
    for inputs in step.inputs.items if isinstance(step.inputs, Sequence) else (step.inputs,):
        if not isinstance(inputs, Mapping):
            if inputs is not None:
                yield inputs, Where(step, "inputs")
            continue
        for entry in inputs.entries:
            key = entry.key.text if isinstance(entry.key, Scalar) else ""
            if key != "Steps" or not step.runs(LOOP):
                yield entry.value, Where(step, key)


def _collect(node: Node, where: Where, found: dict[Scalar, Where], seen: set[Node]) -> None:
    """Add the scalars below a node, values only; each list and map is looked into once, however many aliases it has."""
    waiting = [node]
    while waiting:
        below = waiting.pop()
        if isinstance(below, Scalar):
            found.setdefault(below, where)
        elif below not in seen:
            seen.add(below)
            waiting += below.items if isinstance(below, Sequence) else [entry.value for entry in below.entries]
