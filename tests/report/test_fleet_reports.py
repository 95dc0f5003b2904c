"""A fleet as people see it: a table that changes on a terminal, lines elsewhere, a table at the end. And as JSON."""

import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from ssmdoc.report.fleet_json import FleetJson
from ssmdoc.report.fleet_text import FleetText, Summary, summary, write_command, write_table
from ssmdoc.running.aws_shapes import command, command_json
from ssmdoc.running.command_request import CommandRequest, NodeResult
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.events import CommandChanged, FleetEvent, NodeChanged, NodeStep, Waited
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.result import CommandResult, Status, StepResult

BEGIN = datetime(2020, 2, 19, 18, 18, 3, 419_500, UTC)
NODES = (FleetNode("i-00000001", "web"), FleetNode("i-00000002", "wéb\x1b[1m"), FleetNode("mi-00000000000000003"))


def step(status: Status, code: int = 0, stderr: str = "", output: str = "") -> StepResult:
    ended = BEGIN + timedelta(seconds=1)
    return StepResult("check", "aws:runShellScript", status, code, "", stderr, output, BEGIN, ended)


def failed(stderr: str) -> CommandResult:
    return CommandResult(Status.FAILED, "", (step(Status.SUCCESS), step(Status.FAILED, 3, stderr)))


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (None, Summary(Details.FAILED)),
        (CommandResult(Status.SUCCESS, "", (step(Status.SUCCESS),)), Summary(Details.FAILED)),
        (failed("oh\nno\n"), Summary(Details.FAILED, "check", 3, ("oh", "no"))),
        (failed("\n1\n2\n3\n4\n5"), Summary(Details.FAILED, "check", 3, ("1", "2", "3", "… 2 more"))),
        (failed("\x1b[2J"), Summary(Details.FAILED, "check", 3, ("\\x1b[2J",))),
        (failed("x" * 30_000), Summary(Details.FAILED, "check", 3, ("x" * 160 + "…",))),
        (CommandResult(Status.FAILED, "no such parameter"), Summary(Details.FAILED, why=("no such parameter",))),
        (
            CommandResult(Status.FAILED, "", (step(Status.FAILED, 1, output="not supported"),)),
            Summary(Details.FAILED, "check", 1, ("not supported",)),
        ),
        (
            CommandResult(Status.FAILED, "the node is gone", (step(Status.FAILED, -1, "the node is gone"),)),
            Summary(Details.FAILED, "check", -1, ("the node is gone",)),
        ),
    ],
)
def test_what_is_kept_of_a_node(result: CommandResult | None, expected: Summary) -> None:
    assert summary(Details.FAILED, result) == expected


def test_the_table_at_the_end() -> None:
    target = io.StringIO()
    summaries = [
        Summary(Details.SUCCESS),
        Summary(Details.EXECUTION_TIMED_OUT, "check", 137, ("why",)),
        Summary(Details.UNDELIVERABLE),
    ]
    write_table(target, NODES, summaries)
    tally = {Details.SUCCESS: 1, Details.EXECUTION_TIMED_OUT: 1, Details.UNDELIVERABLE: 1, Details.FAILED: 0}
    write_command(target, Details.EXECUTION_TIMED_OUT, tally, where="docker, x", elapsed=1.234)
    assert target.getvalue() == (
        "  web         i-00000001            Success\n"
        "  wéb\\x1b[1m  i-00000002            ExecutionTimedOut  step check, code 137\n"
        "      why\n"
        "              mi-00000000000000003  Undeliverable\n"
        "ExecutionTimedOut: 3 nodes (1 ExecutionTimedOut, 1 Success, 1 Undeliverable), docker, x, 1.23 s\n"
    )


def test_a_command_without_nodes() -> None:
    target = io.StringIO()
    write_table(target, [], [])
    write_command(target, Details.NO_INSTANCES_IN_TAG, {}, where="", elapsed=0)
    assert target.getvalue() == "NoInstancesInTag: 0 nodes, 0.00 s\n"


EVENTS: list[FleetEvent] = [
    CommandChanged(Details.PENDING, {Details.PENDING: 3}),
    NodeChanged(0, Details.IN_PROGRESS, None),
    CommandChanged(Details.IN_PROGRESS, {}),
    NodeStep(0, "check", 1, 2),
    NodeChanged(1, Details.IN_PROGRESS, None),
    Waited(),
    NodeChanged(0, Details.FAILED, failed("no")),
    NodeChanged(2, Details.TERMINATED, None),
    NodeChanged(1, Details.SUCCESS, None),
    CommandChanged(Details.FAILED, {}),
]


def test_lines_where_there_is_no_terminal() -> None:
    target = io.StringIO()
    shown = FleetText(target, NODES)
    for event in EVENTS:
        shown(event)
    shown.finish()
    assert target.getvalue() == (
        "1/3  web: Failed, step check, code 3\n2/3  mi-00000000000000003: Terminated\n3/3  wéb\\x1b[1m: Success\n"
    )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssmdoc.report.fleet_text.REDRAW_SECONDS", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "5")
    target = Terminal()
    shown = FleetText(target, NODES)
    for event in EVENTS:
        shown(event)
    frames = re.split("\x1b\\[[0-9]F\x1b\\[J", target.getvalue())
    assert frames == [
        "Pending: 0/3 nodes, 0 s\n",
        "Pending: 0/3 nodes, 0 s\n  web  InProgress\n",
        "InProgress: 0/3 nodes, 0 s\n  web  InProgress\n",
        "InProgress: 0/3 nodes, 0 s\n  web  InProgress  step 1/2 check\n",
        "InProgress: 0/3 nodes, 0 s\n  web  InProgress  step 1/2 check\n  … 1 more\n",
        "InProgress: 1/3 nodes, 1 failed, 0 s\n  wéb\\x1b[1m  InProgress\n",
        "InProgress: 2/3 nodes, 1 failed, 0 s\n  wéb\\x1b[1m  InProgress\n",
        "InProgress: 3/3 nodes, 1 failed, 0 s\n",
        "Failed: 3/3 nodes, 1 failed, 0 s\n",
    ]
    shown.finish()
    assert target.getvalue().endswith("Failed: 3/3 nodes, 1 failed, 0 s\n\x1b[1F\x1b[J")


def test_a_line_of_wide_letters_is_cut_where_the_terminal_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that went on in the next row would be in the way when the table is drawn again."""
    monkeypatch.setattr("ssmdoc.report.fleet_text.REDRAW_SECONDS", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "30")
    target = Terminal()
    shown = FleetText(target, [FleetNode("i-00000001", "日" * 40)])
    shown(NodeChanged(0, Details.IN_PROGRESS, None))
    assert target.getvalue() == f"Pending: 0/1 nodes, 0 s\n  {'日' * 13}\n"


def test_what_else_is_said_stands_above_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    target = Terminal()
    shown = FleetText(target, NODES)
    shown(EVENTS[0])
    shown.say("ssmdoc: one")
    shown.say("ssmdoc: two")
    shown(Waited())
    shown.say("ssmdoc: three")
    shown.finish()
    table, erased = "Pending: 0/3 nodes, 0 s\n", "\x1b[1F\x1b[J"
    assert target.getvalue() == f"{table}{erased}ssmdoc: one\nssmdoc: two\n{table}{erased}ssmdoc: three\n"


def test_what_else_is_said_without_a_terminal() -> None:
    target = io.StringIO()
    FleetText(target, NODES).say("ssmdoc: one")
    assert target.getvalue() == "ssmdoc: one\n"


def test_json_is_that_of_all_nodes_at_once() -> None:
    request = CommandRequest("11111111-2222-3333-4444-555555555555", "Doc", BEGIN, {"x": "é"})
    results = [
        NodeResult("i-00000001", failed("é\n"), "web", Details.FAILED),
        NodeResult("i-00000002", CommandResult(Status.CANCELLED), details=Details.TERMINATED),
    ]
    whole = command_json(request, results)
    ids = ["i-00000001", "i-00000002"]
    tally = {Details.FAILED: 1, Details.TERMINATED: 1}
    target = io.StringIO()
    report = FleetJson(request, 2)
    for number in (1, 0):
        report.add(number, results[number])
    report.write(target, command(request, ids, Details.FAILED, tally))
    report.close()
    assert json.loads(target.getvalue()) == whole
    assert target.getvalue() == f"{json.dumps(whole, indent=2)}\n"


def test_json_without_nodes() -> None:
    request = CommandRequest("11111111-2222-3333-4444-555555555555", "Doc", BEGIN, {})
    target = io.StringIO()
    report = FleetJson(request, 0)
    report.write(target, {"Status": "Success"})
    report.close()
    empty = {"Command": {"Status": "Success"}, "CommandInvocations": [], "Invocations": [], "Steps": []}
    assert target.getvalue() == f"{json.dumps(empty, indent=2)}\n"
