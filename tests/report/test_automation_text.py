"""A runbook for people: the lines of its steps while it runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from ssmdoc.automation.events import (
    CancelRequested,
    ChildEvent,
    Event,
    StepEnded,
    StepLog,
    StepRetried,
    StepStarted,
    StepWaiting,
    VariableUpdated,
)
from ssmdoc.automation.records import Failure, Parent, Record
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.runbook import Step
from ssmdoc.report.automation_text import LiveAutomation
from tests.automation.actions.performing import START

SLEEP = Record("1", Step("nap", "aws:sleep", {}, max_attempts=3), Status.IN_PROGRESS, started=START)
TRACEBACK = """Traceback (most recent call last):
  File "script.py", line 2, in main
    check(events)
  File "script.py", line 7, in check
    raise ValueError("no name\\nin it")

ValueError - no name
in it"""
COMMAND = "Command 11 returns unexpected invocation result: \n{Status=[Failed], ResponseCode=[3], Output=[a\nb]}"


def ended(
    status: Status, reason: str = "", *, action: str = "aws:sleep", seconds: float = 1, line: int | None = None
) -> Record:
    failure = Failure(reason, line=line) if reason else None
    step = replace(SLEEP.step, action=action)
    return replace(SLEEP, step=step, status=status, ended=START + timedelta(seconds=seconds), failure=failure)


def lines(events: Sequence[Event]) -> list[str]:
    target = StringIO()
    live = LiveAutomation(target)
    for event in events:
        live(event)
    live.close()
    return target.getvalue().splitlines()


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (StepStarted(SLEEP), ["step nap (aws:sleep)"]),
        (StepStarted(replace(SLEEP, attempt=2)), ["step nap (aws:sleep), attempt 2 of 3"]),
        (StepStarted(replace(SLEEP, parent=Parent("0", "each", 4))), ["step each[4] > nap (aws:sleep)"]),
        (ChildEvent(SLEEP, StepStarted(SLEEP)), ["    step nap (aws:sleep)"]),
        (StepWaiting(SLEEP), ["  Waiting"]),
        (StepLog(SLEEP, "one\ntwo\x1b[2J\n"), ["  | one", r"  | two\x1b[2J"]),
        (StepRetried(ended(Status.FAILED, "it broke")), ["  attempt 1 of 3 Failed after 1.00 s: it broke"]),
        (StepEnded(ended(Status.SUCCESS, seconds=7_265)), ["  Success after 2 h 1 min 5 s"]),
        (
            StepEnded(replace(ended(Status.SUCCESS), next_step="tell", notes=("Python 3.13 ran it",))),
            ["  Success after 1.00 s: goes on with tell", "  Python 3.13 ran it"],
        ),
        (StepEnded(ended(Status.SUCCESS, action="aws:loop")), ["  step nap Success after 1.00 s"]),
        (VariableUpdated("count", 3), ["  variable:count = 3"]),
        (CancelRequested(START), ["  cancel requested"]),
    ],
)
def test_events(event: Event, shown: list[str]) -> None:
    assert lines([event]) == shown


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (ended(Status.FAILED, "first\nsecond"), "first"),
        (ended(Status.FAILED, "invalid:\n  no A\n  unknown B"), "invalid: no A; unknown B"),
        (ended(Status.FAILED, TRACEBACK, line=12), "line 12: ValueError - no name"),
        (
            ended(Status.FAILED, f"The automation 22 of child ended Failed: {TRACEBACK}"),
            "The automation 22 of child ended Failed: ValueError - no name",
        ),
        (
            replace(
                ended(Status.FAILED, COMMAND, action="aws:runCommand"),
                outputs={"Status": "Failed", "ResponseCode": "3", "Output": "a\nb\n", "CommandId": "11"},
            ),
            "Command 11 returns unexpected invocation result: Status Failed, ResponseCode 3: b",
        ),
        (
            replace(
                ended(Status.FAILED, COMMAND, action="aws:runCommand"),
                outputs={"Status": "Failed", "CommandId": "11"},
            ),
            "Command 11 returns unexpected invocation result: Status Failed",
        ),
        (ended(Status.FAILED, "no such document", action="aws:runCommand"), "no such document"),
    ],
)
def test_a_failure_in_one_line(record: Record, shown: str) -> None:
    assert lines([StepEnded(record)]) == [f"  Failed after 1.00 s: {shown}"]


def test_a_mock_to_paste_stands_below() -> None:
    record = ended(Status.FAILED, "nothing answers")
    record = replace(record, failure=Failure("nothing answers", hint="- service: s3\n  api: ListBuckets\n"))
    assert lines([StepEnded(record)])[1:] == ["    - service: s3", "      api: ListBuckets"]
