"""Steps by name, and what is said when there is none of a name."""

from collections.abc import Iterable, Sequence

from ssmdoc.automation.records import Record
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.spec.outcome import Difference


def missing_step(name: str, steps: Sequence[str]) -> Difference:
    """There is no step of this name."""
    near = nearest(name, steps)
    actual = f"no such step; did you mean {near}?" if near else f"no such step; there are: {', '.join(steps) or 'none'}"
    return Difference(name, "step", "is", "a result", actual, ("steps", name))


def path_name(record: Record) -> str:
    """A step as a path has it: `loop[2].step` for one of a loop."""
    parent = record.parent
    return f"{parent.name}[{parent.iteration}].{record.step.name}" if parent else record.step.name


def find_record(name: str, records: Iterable[Record]) -> Record | None:
    """The last time that a step ran, or that of an iteration: `loop[2].step`."""
    found = [record for record in records if name in (record.step.name, path_name(record))]
    return found[-1] if found else None
