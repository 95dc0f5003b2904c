"""What of a document can be covered: steps, the ways that they can go, lines of scripts; each with its place."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS
from ssmdoc.model.steps import Step


class What(Enum):
    """What a point is about; the values stand in reports."""

    STEP = "step"
    CHOICE = "choice"
    """A choice of a branch held."""
    DEFAULT = "default"
    """No choice of a branch held."""
    FAILURE = "onFailure"
    """The step failed, and what is written for that came into force."""
    CANCEL = "onCancel"
    SUCCESS = "onSuccess"
    """The step succeeded and ended the document (Command documents)."""
    MET = "precondition met"
    UNMET = "precondition not met"
    ZERO = "no iteration"
    ONE = "one iteration"
    MANY = "several iterations"
    LINE = "line"
    """A line of a script ran."""


BRANCHES = frozenset(What) - {What.STEP, What.LINE}
"""The points that reports call branches."""


class Mark(NamedTuple):
    """What identifies a point; a run gives marks too, with how often."""

    what: What
    step: str
    number: int = 0
    """Of a choice, counted from 0; of a line, its place in the scripts of the step, counted from 1."""


class Point(NamedTuple):
    """Something that a test can come to."""

    mark: Mark
    line: int
    """Of the document, counted from 1."""
    text: str
    """What it is, in words: `choice 2 of "decide": lookUp.State = "stopped"`."""


class Note(NamedTuple):
    """Why something of a document is not counted."""

    line: int
    text: str


class Points(NamedTuple):
    """All of one document, in the order of its lines."""

    points: tuple[Point, ...]
    notes: tuple[Note, ...] = ()


def points(document: Document) -> Points:
    """What can be covered; nothing of documents without steps."""
    from ssmdoc.coverage.script_points import script_points

    if document.kind in COMMAND_KINDS:
        from ssmdoc.coverage.command_points import command_points, left_out

        reasons = left_out(document)
        found = list(command_points(document, reasons))
    elif document.flow is not None:
        from ssmdoc.coverage.automation_points import automation_points

        reasons, found = {}, list(automation_points(document))
    else:
        return Points(())
    notes = [Note(line_of(document, step), text) for step, text in reasons.items()]
    counted = [step for step in document.steps if step not in reasons]
    lines, more = script_points(document, counted)
    return Points(
        tuple(sorted({point.mark: point for point in (*found, *lines)}.values(), key=lambda point: point.line)),
        tuple(sorted((*notes, *more))),
    )


def key(step: Step) -> str:
    """The name by which a run tells of a step: in documents of schema 1.x that of its plugin."""
    named = step.name or step.action
    return named.text if named else ""


def line_of(document: Document, step: Step) -> int:
    """The line on which a step begins."""
    first = step.name or step.action
    return document.source.position(first.start if first else step.node.start)[0]


def step_points(document: Document, steps: Sequence[Step]) -> Iterator[Point]:
    """A point for each step."""
    for step in steps:
        yield Point(Mark(What.STEP, key(step)), line_of(document, step), f'step "{key(step)}"')
