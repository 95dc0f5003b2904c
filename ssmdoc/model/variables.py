"""The steps that write variables of an Automation document."""

from collections.abc import Iterable, Iterator

from ssmdoc.model.steps import Step
from ssmdoc.source.tree import Scalar

PREFIX = "variable:"
"""What stands before the name of a variable, also where it is written (UG25 automation-action-update-variable.md)."""


def written(steps: Iterable[Step]) -> Iterator[tuple[Step, Scalar]]:
    """The steps of aws:updateVariable, each with its `Name`, which should be `variable:NAME`."""
    for step in steps:
        name = step.input("Name") if step.runs("aws:updateVariable") else None
        if isinstance(name, Scalar):
            yield step, name
