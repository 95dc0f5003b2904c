"""The lines of the scripts of a Command document, for rules that look into them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.steps import Step
from ssmdoc.rules.places import get_ignoring_case
from ssmdoc.source.tree import Scalar, Sequence

SHELL = "aws:runShellScript"
POWERSHELL = "aws:runPowerShellScript"


class Line(NamedTuple):
    """A line of a script: the scalar that holds it, where it begins there, and its text."""

    scalar: Scalar
    start: int
    text: str


def scripts(step: Step, *plugins: str, containing: re.Pattern[str] | None = None) -> Iterator[list[Line]]:
    """The scripts of a step that runs one of some plugins: the items of `runCommand`, split into lines.

    One for each map of inputs; a `runCommand` that is no list is none, for the agent refuses it. With `containing`
    only scripts that hold a match.
    """
    if step.action is None or step.action.text not in plugins:
        return
    for inputs in step.input_maps():
        items = get_ignoring_case(inputs, "runCommand")
        if isinstance(items, Sequence):
            texts = [item for item in items.items if isinstance(item, Scalar)]
            if containing is None or any(containing.search(item.text) for item in texts):
                yield [line for item in texts for line in _lines(item)]


def _lines(scalar: Scalar) -> Iterator[Line]:
    start = 0
    for text in scalar.text.split("\n"):
        yield Line(scalar, start, text)
        start += len(text) + 1
