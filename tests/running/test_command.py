"""The step loop on a node that answers from a list; what scripts really do is in test_conformance_fixtures.py."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, PlannedStep
from ssmdoc.running.command import run_command
from ssmdoc.running.events import Event as RunEvent
from ssmdoc.running.events import Rebooting, StepEnded, StepOutput, StepStarted
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.running.sandbox.protocol import Outcome, SandboxError
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, RecordedNode, ended

SHELL = "aws:runShellScript"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def plan(*inputs: JsonValue, action: str = SHELL) -> CommandPlan:
    return CommandPlan("2.2", tuple(PlannedStep(f"step{n}", action, value) for n, value in enumerate(inputs)))


def run(
    planned: CommandPlan | DocumentFailure, node: RecordedNode, cancel: Event | None = None
) -> tuple[CommandResult, list[RunEvent]]:
    events: list[RunEvent] = []
    seconds = iter(range(1000))
    result = run_command(
        planned,
        node,
        IDENTITY,
        on_event=events.append,
        cancel=cancel or Event(),
        clock=lambda: BEGIN + timedelta(seconds=next(seconds)),
    )
    return result, events


def summary(result: CommandResult) -> list[tuple[str, str, int, str]]:
    return [(step.name, step.status.value, step.code, step.output) for step in result.steps]


def test_events_and_times() -> None:
    node = RecordedNode([ended(0, b"hi\n"), ended(3)])
    result, events = run(plan({}, {}), node)
    first = StepResult("step0", SHELL, Status.SUCCESS, 0, "hi\n", "", "hi\n", BEGIN, BEGIN + timedelta(seconds=1))
    second = StepResult(
        "step1",
        SHELL,
        Status.FAILED,
        3,
        "",
        "failed to run commands: exit status 3",
        "\n----------ERROR-------\nfailed to run commands: exit status 3",
        BEGIN + timedelta(seconds=2),
        BEGIN + timedelta(seconds=3),
    )
    assert result == CommandResult(Status.FAILED, "", (first, second))
    assert events == [
        StepStarted("step0", SHELL, 1, 2),
        StepOutput("step0", "stdout", b"hi\n"),
        StepEnded(first),
        StepStarted("step1", SHELL, 2, 2),
        StepEnded(second),
    ]


def test_a_refused_document_runs_nothing() -> None:
    assert run(DocumentFailure("why"), RecordedNode([])) == (CommandResult(Status.FAILED, "why"), [])


@pytest.mark.parametrize(
    ("modifiers", "outcome", "first", "second"),
    [
        ({"onFailure": "successAndExit"}, ended(4), ("Success", 168), ("Skipped", 0)),
        ({"onFailure": "Exit"}, ended(4), ("Failed", 4), ("Success", 0)),
        ({"onfailure": "exit"}, ended(4), ("Failed", 4), ("Success", 0)),
        ({"onFailure": "exit"}, ended(137), ("TimedOut", 137), ("Success", 0)),
        ({"onFailure": "exit"}, ended(168), ("Success", 168), ("Skipped", 0)),
        ({"onSuccess": "exit"}, ended(0), ("Success", 0), ("Skipped", 0)),
        ({"onSuccess": "exit"}, ended(1), ("Failed", 1), ("Success", 0)),
        ({"onSuccess": True}, ended(0), ("Success", 0), ("Success", 0)),
    ],
)
def test_control_flow(
    modifiers: dict[str, JsonValue], outcome: Outcome, first: tuple[str, int], second: tuple[str, int]
) -> None:
    result, _ = run(plan(modifiers, {}), RecordedNode([outcome, ended()]))
    assert [(step.status.value, step.code) for step in result.steps] == [first, second]


def test_a_node_that_vanishes_fails_the_command() -> None:
    node = RecordedNode([ended(), SandboxError("the container is gone")])
    result, events = run(plan({}, {}, {}), node)
    assert (result.status, result.trace) == (Status.FAILED, "the container is gone")
    assert [(s.name, s.status, s.code, s.stderr) for s in result.steps] == [
        ("step0", Status.SUCCESS, 0, ""),
        ("step1", Status.FAILED, -1, "the container is gone"),
        ("step2", Status.CANCELLED, -1, ""),
    ]
    assert result.steps[2].output == "not run, because the node was lost"
    assert [event for event in events if isinstance(event, StepEnded)] == [StepEnded(step) for step in result.steps]
    assert result.steps[1].ended > result.steps[1].started


def test_a_restart_runs_the_step_again_and_forgets_what_timed_out() -> None:
    node = RecordedNode([replace(ended(None), timed_out=True), ended(194, b"a\n"), ended(0, b"b\n"), ended()])
    result, events = run(plan({}, {}, {}), node)
    assert node.restarts == 1
    assert result.status is Status.SUCCESS
    assert summary(result) == [
        ("step0", "TimedOut", 137, ""),
        ("step1", "Success", 0, "a\nb\n"),
        ("step2", "Success", 0, ""),
    ]
    assert [type(event).__name__ for event in events if not isinstance(event, StepOutput)] == [
        *("StepStarted", "StepEnded"),
        *("StepStarted", "StepEnded", "Rebooting", "StepStarted", "StepEnded"),
        *("StepStarted", "StepEnded"),
    ]
    assert Rebooting("step1", 1) in events


def test_restarts_are_bounded() -> None:
    node = RecordedNode([ended(194)] * 16)
    result, _ = run(plan({}, {}), node)
    assert node.restarts == 15
    assert (result.status, result.trace) == (
        Status.FAILED,
        'step "step0" asked for a restart 16 times; the SSM agent then drops the command and never answers',
    )
    assert summary(result) == [("step0", "SuccessAndReboot", 194, "")]


def test_cancel_ends_the_running_step_and_all_later_ones() -> None:
    cancel = Event()

    def cancelled() -> Outcome:
        cancel.set()
        return replace(ended(None, b"part\n"), cancelled=True)

    result, _ = run(plan({}, {"finallyStep": True}), RecordedNode([cancelled]), cancel)
    assert result.status is Status.CANCELLED
    assert summary(result) == [("step0", "Cancelled", 137, "part\n"), ("step1", "Cancelled", 1, "")]


def test_a_cancel_does_not_reach_software_inventory() -> None:
    cancel = Event()
    cancel.set()
    steps = (PlannedStep("gather", "aws:softwareInventory", {}), PlannedStep("later", SHELL, {}))
    result, _ = run(CommandPlan("2.2", steps), RecordedNode([]), cancel)
    assert result.status is Status.FAILED
    assert [(step.status, step.code, step.stderr) for step in result.steps] == [
        (Status.FAILED, 1, "aws:softwareInventory plugin can only be invoked via ssm-associate"),
        (Status.CANCELLED, 1, ""),
    ]


@pytest.mark.parametrize(
    ("inputs", "outcomes", "expected"),
    [
        ([], [], ("Failed", 1, "", "the inputs are an empty list: the SSM agent never ends such a step")),
        (
            [{"id": "a"}, {"id": "b", "onFailure": "exit"}, "text"],
            [ended(5, b"one\n"), ended(137)],
            (
                "TimedOut",
                5,
                "one\n\none\n\none\n",
                "failed to run commands: exit status 5\nfailed to run commands: exit status 5\n"
                "failed to run commands: exit status 5Invalid format in plugin properties text;\n"
                "error json: cannot unmarshal string into Go value of type runscript.RunScriptPluginInput",
            ),
        ),
    ],
)
def test_a_list_of_inputs(inputs: JsonValue, outcomes: Sequence[Outcome], expected: tuple[str, int, str, str]) -> None:
    result, _ = run(plan(inputs), RecordedNode(outcomes))
    assert [(s.status.value, s.code, s.stdout, s.stderr) for s in result.steps] == [expected]


def test_a_block_of_schema_1_needs_an_id_that_is_a_text() -> None:
    planned = CommandPlan("1.2", (PlannedStep(SHELL, SHELL, {"id": 5.0}),))
    result, _ = run(planned, RecordedNode([]))
    message = (
        "Invalid format in plugin properties map[id:5];\n"
        "error json: cannot unmarshal number into Go struct field .ID of type string"
    )
    assert [(s.status, s.code, s.stderr) for s in result.steps] == [(Status.FAILED, 1, message)]
