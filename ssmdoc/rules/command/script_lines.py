"""The lines of the scripts of a Command document, for rules that look into them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.steps import Step
from ssmdoc.source.tree import Scalar, Sequence

SHELL = "aws:runShellScript"
POWERSHELL = "aws:runPowerShellScript"


class Line(NamedTuple):
    """A line of a script: the scalar that holds it, where it begins there, and its text."""

    scalar: Scalar
    start: int
    text: str


def line_lists(step: Step, *plugins: str) -> Iterator[Sequence]:
    """The lists in `runCommand` of a step that runs one of some plugins, one for each map of inputs.

    A `runCommand` that is no list is none, for the agent refuses it.
    """
    if step.action is not None and step.action.text in plugins:
        for lines in step.agent_inputs("runCommand"):
            if isinstance(lines, Sequence):
                yield lines


def scripts(step: Step, *plugins: str, containing: re.Pattern[str] | None = None) -> Iterator[list[Line]]:
    """The scripts of a step that runs one of some plugins, split into lines; with `containing` those with a match."""
    for lines in line_lists(step, *plugins):
        texts = [item for item in lines.items if isinstance(item, Scalar)]
        if containing is None or any(containing.search(item.text) for item in texts):
            yield [line for item in texts for line in _lines(item)]


def _lines(scalar: Scalar) -> Iterator[Line]:
    start = 0
    for text in scalar.text.split("\n"):
        yield Line(scalar, start, text)
        start += len(text) + 1
