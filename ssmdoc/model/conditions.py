"""The conditions of branches and loops: comparisons, combined by And, Or and Not."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ssmdoc.catalogue.conditions import COMBINATORS, NEXT_STEP, VARIABLE
from ssmdoc.model.jumps import choices
from ssmdoc.model.steps import BRANCH, LOOP, Step
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

_NO_OPERATIONS = frozenset((VARIABLE, NEXT_STEP, *COMBINATORS))


class Comparison(NamedTuple):
    """A condition that compares: its variable, and the entries that are operations, of which there should be one."""

    node: Mapping
    variable: Scalar | None
    operations: tuple[Entry, ...]


def conditions(step: Step) -> Iterator[Mapping]:
    """The conditions of a step: the choices of a branch, the condition of a loop."""
    if step.runs(BRANCH):
        yield from choices(step)
    elif step.runs(LOOP):
        condition = step.input("LoopCondition")
        if isinstance(condition, Mapping):
            yield condition


def parts(condition: Mapping) -> Iterator[Mapping]:
    """A condition and all conditions combined in it, each once."""
    return _parts(condition, set())


def all_parts(steps: Iterable[Step]) -> Iterator[Mapping]:
    """The conditions of all steps and what is combined in them, each once, however many aliases it has."""
    seen: set[int] = set()
    for step in steps:
        for condition in conditions(step):
            yield from _parts(condition, seen)


def _parts(condition: Mapping, seen: set[int]) -> Iterator[Mapping]:
    waiting: list[Node] = [condition]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        match node:
            case Sequence(items=items):
                waiting += reversed(items)
            case Mapping():
                yield node
                waiting += [below for key, below in node.named() if key.text in COMBINATORS]


def comparisons(condition: Mapping) -> Iterator[Comparison]:
    """The comparisons in a condition."""
    yield from filter(None, map(comparison, parts(condition)))


def comparison(part: Mapping) -> Comparison | None:
    """The comparison that one part of a condition is; None of one that only combines others."""
    operations = tuple(
        entry for entry in part.entries if isinstance(entry.key, Scalar) and entry.key.text not in _NO_OPERATIONS
    )
    variable = part.get(VARIABLE)
    if not operations and variable is None:
        return None
    return Comparison(part, variable if isinstance(variable, Scalar) else None, operations)
