"""The text report of a run: what is printed when, and that a script cannot send the terminal anything."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from ssmdoc.report.run_text import SHOWN_BYTES, LiveText, write_summary
from ssmdoc.running.events import Event, Rebooting, StepEnded, StepOutput, StepStarted
from ssmdoc.running.result import CommandResult, Status, StepResult

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def result(status: Status, code: int = 0, stdout: str = "", stderr: str = "", output: str = "") -> StepResult:
    end = BEGIN + timedelta(seconds=1.5)
    return StepResult("greet", "aws:runShellScript", status, code, stdout, stderr, output, BEGIN, end)


def shown(*events: Event) -> str:
    target = StringIO()
    live = LiveText(target, 2)
    for event in events:
        live(event)
    return target.getvalue()


STARTED = StepStarted("greet", "aws:runShellScript", 1, 2)
HEAD = "step 1/2 greet (aws:runShellScript)\n"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [STARTED, StepOutput("greet", "stdout", b"one\ntw"), StepOutput("greet", "stdout", b"o")],
            HEAD + "  | one\n  | two\n  Success after 1.50 s\n",
            id="lines that come in pieces",
        ),
        pytest.param(
            [STARTED, StepOutput("greet", "stderr", b"warn\n"), StepOutput("greet", "stdout", b"out\n")],
            HEAD + "  ! warn\n  | out\n  Success after 1.50 s\n",
            id="both streams",
        ),
        pytest.param(
            [STARTED, StepOutput("greet", "stdout", b"\x1b[31mred\x07\ta\r\nb\rc\xff\n")],
            HEAD + "  | \\x1b[31mred\\x07\ta\n  | b\n  | c\ufffd\n  Success after 1.50 s\n",
            id="control characters",
        ),
        pytest.param(
            [
                STARTED,
                StepOutput("greet", "stdout", "é".encode()[:1]),
                StepOutput("greet", "stdout", "é\n".encode()[1:]),
            ],
            HEAD + "  | é\n  Success after 1.50 s\n",
            id="a character in two pieces",
        ),
        pytest.param(
            [STARTED, StepOutput("greet", "stdout", b"caf\xc3")],
            HEAD + "  | caf\ufffd\n  Success after 1.50 s\n",
            id="an end in the middle of a character",
        ),
        pytest.param(
            [STARTED, StepOutput("greet", "stdout", b"\xc3")],
            HEAD + "  | \ufffd\n  Success after 1.50 s\n",
            id="nothing but a part of a character",
        ),
        pytest.param(
            [STARTED, Rebooting("greet", 1)],
            HEAD + "  the step asks for a reboot (exit code 194): restart 1 of the node\n  Success after 1.50 s\n",
            id="reboot",
        ),
    ],
)
def test_live(events: list[Event], expected: str) -> None:
    assert shown(*events, StepEnded(result(Status.SUCCESS))) == expected


def test_only_so_much_is_shown() -> None:
    line = b"x" * 99 + b"\n"
    pieces = [StepOutput("greet", "stdout", line * 100) for _ in range(2 * SHOWN_BYTES // 10_000)]
    lines = shown(STARTED, *pieces, StepEnded(result(Status.SUCCESS))).splitlines()
    assert lines[-2:] == ["  | [the rest of the output is not shown]", "  Success after 1.50 s"]
    assert sum(map(len, lines)) < 1.2 * SHOWN_BYTES


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (result(Status.SKIPPED, output="because"), "  Skipped: because\n"),
        (result(Status.SUCCESS, 168), "  Success, code 168 after 1.50 s\n"),
        (
            result(Status.FAILED, 3, stderr="eerr\nfailed to run commands: exit status 3"),
            "  Failed, code 3 after 1.50 s: failed to run commands: exit status 3\n",
        ),
        (result(Status.FAILED, 1, output="Plugin with name x"), "  Failed, code 1 after 1.50 s: Plugin with name x\n"),
        (
            result(Status.FAILED, 1, stderr="Invalid format in plugin properties map[];\nerror json: cannot unmarshal"),
            "  Failed, code 1 after 1.50 s: Invalid format in plugin properties map[]; error json: cannot unmarshal\n",
        ),
        (result(Status.FAILED, 1, stderr="one\ntwo\n"), "  Failed, code 1 after 1.50 s: one\n"),
        (result(Status.FAILED, 1, stderr="\n"), "  Failed, code 1 after 1.50 s\n"),
        (result(Status.TIMED_OUT, 137), "  TimedOut, code 137 after 1.50 s\n"),
    ],
)
def test_ending(ended: StepResult, expected: str) -> None:
    assert shown(STARTED, StepEnded(ended)) == HEAD + expected


def test_a_step_that_never_started_is_named() -> None:
    skipped = StepEnded(result(Status.SKIPPED, output="because"))
    assert shown(skipped) == f"{HEAD}  Skipped: because\n"


def test_steps_are_counted_whether_they_start_or_not() -> None:
    skipped, again = StepEnded(result(Status.SKIPPED)), StepEnded(result(Status.SUCCESS_AND_REBOOT, 194))
    second = StepStarted("greet", "aws:runShellScript", 2, 2)
    events: list[Event] = [
        skipped,
        second,
        again,
        Rebooting("greet", 1),
        second,
        StepEnded(result(Status.SUCCESS)),
        skipped,
    ]
    lines = [line.split()[1] for line in shown(*events).splitlines() if line.startswith("step")]
    assert lines == ["1/2", "2/2", "2/2", "3/2"]


def test_summary() -> None:
    target = StringIO()
    steps = (result(Status.SUCCESS), result(Status.FAILED, 3))
    write_summary(target, CommandResult(Status.FAILED, steps=steps), where="docker, debian:12", elapsed=2)
    assert target.getvalue() == (
        "\n  greet  Success       0      1.50 s\n  greet  Failed        3      1.50 s\n"
        "Failed: 2 steps, docker, debian:12, 2.00 s\n"
    )


def test_summary_of_a_document_the_agent_refuses() -> None:
    target = StringIO()
    write_summary(target, CommandResult(Status.FAILED, trace="Unsupported schema format"), where="x", elapsed=0)
    assert target.getvalue() == "Unsupported schema format\nFailed: 0 steps, x, 0.00 s\n"
