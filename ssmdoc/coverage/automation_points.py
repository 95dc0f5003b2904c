"""The points of an Automation document."""

from collections.abc import Iterator

from ssmdoc.coverage.points import Mark, Point, What, key, line_of, step_points
from ssmdoc.graph.condition_text import condition_text
from ssmdoc.model.document import Document
from ssmdoc.model.jumps import choices
from ssmdoc.model.steps import BRANCH, LOOP, Step
from ssmdoc.source.tree import Node, Scalar, Sequence

_WAYS = (("onFailure", What.FAILURE), ("onCancel", What.CANCEL))


def automation_points(document: Document) -> Iterator[Point]:
    """The steps, and each way that one of them can go."""
    yield from step_points(document, document.steps)
    for step in document.steps:
        for way, what in _WAYS:
            written = step.node.get(way)
            if isinstance(written, Scalar) and written.text:
                text = f'{way}: {written.text} of "{key(step)}"'
                yield Point(Mark(what, key(step)), _line(document, written), text)
        if step.runs(BRANCH):
            yield from _branch(document, step)
        if step.runs(LOOP):
            yield from _loop(document, step)


def _branch(document: Document, step: Step) -> Iterator[Point]:
    for number, choice in enumerate(choices(step)):
        text = f'choice {number + 1} of "{key(step)}": {condition_text(choice)}'
        yield Point(Mark(What.CHOICE, key(step), number), _line(document, choice), text)
    default = step.input("Default")
    line = line_of(document, step) if default is None else _line(document, default)
    word = "no choice" if default is None else "Default"
    yield Point(Mark(What.DEFAULT, key(step)), line, f'{word} of "{key(step)}"')


def _loop(document: Document, step: Step) -> Iterator[Point]:
    """What is written decides how often a loop can go round; a condition is evaluated after the steps."""
    iterators = step.input("Iterators")
    counts = [What.ONE, What.MANY]
    if isinstance(iterators, Sequence):
        size = len(iterators.items)
        counts = [What.ZERO if size == 0 else What.ONE if size == 1 else What.MANY]
    elif iterators is not None:
        counts.insert(0, What.ZERO)
    most = step.input("MaxIterations")
    if isinstance(most, Scalar) and most.text == "1" and What.MANY in counts:
        counts = [What.ONE if isinstance(iterators, Sequence) else what for what in counts if what is not What.MANY]
        counts = counts or [What.ONE]
    place = iterators or step.input("LoopCondition")
    line = line_of(document, step) if place is None else _line(document, place)
    for what in counts:
        yield Point(Mark(what, key(step)), line, f'{what.value} of "{key(step)}"')


def _line(document: Document, node: Node) -> int:
    return document.source.position(node.start)[0]
