"""aws:executeAutomation: children, targets, accounts and Regions, with everything outside faked but documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.events import ChildEvent
from ssmdoc.automation.events import Event as RunEvent
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.world import NoNodes, World
from ssmdoc.aws.call import Answer
from ssmdoc.invoke.library import first_error
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.running.library import Library
from ssmdoc.source.values import JsonValue
from tests.automation.actions.performing import IDENTITY, START, UNANSWERED, ListedDoor, cancelling, error, ok

START_FAILS = (
    "An error occurred (InvalidAutomationExecutionParametersException) when calling the StartAutomationExecution "
    "operation: "
)
NOT_FOUND = (
    "An error occurred (AutomationDefinitionNotFoundException) when calling the StartAutomationExecution operation: "
)
CHILDREN = {
    "two-outputs": """
schemaVersion: "0.3"
parameters: {Name: {type: String, allowedValues: [a, b]}, List: {type: StringList, default: [x, y]}}
mainSteps:
  - name: look
    action: aws:executeAwsApi
    inputs:
      {Service: s3, Api: ListObjectsV2, Bucket: "{{ Name }}", Prefix: "{{ global:REGION }} {{ global:ACCOUNT_ID }}"}
    outputs:
      - {Name: One, Selector: $.One, Type: String}
      - {Name: Many, Selector: $.Many, Type: StringList}
outputs: [look.Many, look.One]
""",
    "silent": """
schemaVersion: "0.3"
parameters: {Time: {type: String, default: PT1S}}
mainSteps: [{name: rest, action: aws:sleep, inputs: {Duration: "{{ Time }}"}}]
""",
    "again": """
schemaVersion: "0.3"
mainSteps: [{name: down, action: aws:executeAutomation, inputs: {DocumentName: again}}]
""",
    "broken": 'schemaVersion: "0.3"\nmainSteps: [{name: rest, action: aws:slep, inputs: {}}]\n',
    "command": 'schemaVersion: "2.2"\nmainSteps: [{name: a, action: aws:runShellScript, inputs: {runCommand: [a]}}]\n',
}


FLEET = (
    FleetNode("i-0123456789abcdef1", tags={"Role": "a"}),
    FleetNode("i-0123456789abcdef2", tags={"Role": "b"}),
)
OWN = IDENTITY.execution_id


class Fleet(NoNodes):
    fleet: Sequence[FleetNode] | None = FLEET


@dataclass
class Ran:
    """A runbook whose one step, `child`, ran another; what is outside answers from a list."""

    execution: Execution
    world: World
    door: ListedDoor
    events: list[RunEvent] = field(default_factory=list)

    @property
    def end(self) -> tuple[str, str, Mapping[str, JsonValue]]:
        """How the step ended, why, and its outputs."""
        (record,) = self.execution.records
        outputs = {name: value for name, value in record.outputs.items() if name != "OutputPayload"}
        return record.status.value, record.failure.reason if record.failure else "", outputs

    @property
    def tree(self) -> list[tuple[str, ...]]:
        """Each execution that was started: whose child, its id, its status, and its steps with theirs."""
        return [
            (
                str(kept["ParentAutomationExecutionId"]),
                str(kept["AutomationExecutionId"]),
                str(kept["AutomationExecutionStatus"]),
                *(f"{step['StepName']} {step['StepStatus']}" for step in _maps(kept["StepExecutions"])),
            )
            for kept in self.world.started.executions
        ]

    @property
    def seconds(self) -> float:
        return (self.execution.ended - self.execution.started).total_seconds()


def _maps(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def ran(
    folder: Path,
    inputs: Mapping[str, JsonValue],
    *answers: Answer | Callable[[], Answer],
    timeout: int | None = None,
    attempts: int = 1,
    nodes: NoNodes | None = None,
    cancel: Event | None = None,
) -> Ran:
    for name, text in CHILDREN.items():
        (folder / f"{name}.yaml").write_text(text)
    ids = count(1)
    door = ListedDoor([*answers] or [UNANSWERED])
    world = World(
        IDENTITY,
        VirtualClock(START),
        door,
        nodes or NoNodes(),
        library=Library((folder,)),
        check=first_error,
        new_id=lambda: f"id-{next(ids)}",
    )
    step = Step("child", "aws:executeAutomation", inputs, timeout_seconds=timeout, max_attempts=attempts)
    events: list[RunEvent] = []
    execution = run_automation(Runbook((step,), {}, {}, {}), {}, world, events.append, cancel or Event())
    return Ran(execution, world, door, events)


ANSWER = ok(One="1", Many=["m", "n"])


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("two-outputs", {"Name": "a"}),
        ("two-outputs", {"Name": ["a"], "List": ["x"]}),
        ("two-outputs:3", {"Name": "b", "List": "x"}),
        ("arn:aws:ssm:eu-west-1:111111111111:document/two-outputs", {"Name": "a"}),
    ],
)
def test_a_child_gives_the_values_of_its_outputs(
    tmp_path: Path, name: str, parameters: Mapping[str, JsonValue]
) -> None:
    found = ran(tmp_path, {"DocumentName": name, "RuntimeParameters": {**parameters}}, ANSWER)
    outputs = {"ExecutionId": "id-2", "Status": "Success", "Output": ["m", "n", "1"]}
    assert found.end == ("Success", "", outputs)
    assert found.tree == [(OWN, "id-2", "Success", "look Success")]
    (kept,) = found.world.started.executions
    version = "3" if name.endswith(":3") else "1"
    assert (kept["DocumentName"], kept["DocumentVersion"]) == ("two-outputs", version)
    assert found.door.calls[0].parameters["Prefix"] == "eu-west-1 123456789012"


def test_what_happens_in_a_child_is_told_with_the_step(tmp_path: Path) -> None:
    found = ran(tmp_path, {"DocumentName": "silent"})
    inner = [
        (event.record.step.name, type(event.event).__name__) for event in found.events if isinstance(event, ChildEvent)
    ]
    assert inner == [("child", "StepStarted"), ("child", "StepEnded"), ("child", "ExecutionEnded")]
    assert found.end == ("Success", "", {"ExecutionId": "id-2", "Status": "Success"})
    assert found.seconds == 1


def test_a_failed_child_fails_the_step(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {"DocumentName": "two-outputs", "RuntimeParameters": {"Name": "a"}}
    found = ran(tmp_path, inputs, error("NoSuchBucket"))
    status, reason, outputs = found.end
    assert (status, outputs["Status"]) == ("Failed", "Failed")
    assert reason == (
        "The automation id-2 of two-outputs ended Failed: "
        "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: it broke"
    )


def test_each_attempt_is_an_execution(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {"DocumentName": "two-outputs", "RuntimeParameters": {"Name": "a"}}
    found = ran(tmp_path, inputs, error("Busy"), ANSWER, attempts=3)
    assert [(parent, status) for parent, _, status, *_ in found.tree] == [(OWN, "Failed"), (OWN, "Success")]
    assert found.end[0] == "Success"


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        (
            {"DocumentName": "two-outputs", "RuntimeParameters": {"Name": "z", "Nam": "a"}},
            START_FAILS + 'Parameter "Nam" is not declared. Did you mean "Name"? '
            'Parameter "Name" has value "z" not found in [a, b].',
        ),
        ({"DocumentName": "two-outputs"}, START_FAILS + "Missing required parameter: Name in user inputs."),
        (
            {"DocumentName": "two-outputs", "TargetParameterName": "name", "Targets": [{"Key": "ParameterValues"}]},
            START_FAILS + 'TargetParameterName "name" is no parameter of two-outputs',
        ),
        (
            {"DocumentName": "two-outputs", "Targets": [{"Key": "ParameterValues", "Values": ["a"]}]},
            START_FAILS + "Targets needs a TargetParameterName",
        ),
        (
            {"DocumentName": "two-outputs", "TargetParameterName": "Name", "Targets": [{"Key": "a"}, {"Key": "b"}]},
            START_FAILS + "Only one resource group or tag can be specified at a time",
        ),
        (
            {
                "DocumentName": "two-outputs",
                "TargetParameterName": "Name",
                "Targets": [{"Key": "tag:Role", "Values": ["a"]}],
            },
            START_FAILS + "tag:Role: there are no nodes to choose from; say which there are with --fleet FILE",
        ),
        (
            {
                "DocumentName": "two-outputs",
                "TargetParameterName": "Name",
                "Targets": [{"Key": "ResourceGroup", "Values": ["a"]}],
            },
            START_FAILS + "the targets ResourceGroup cannot be known here; name them with the key ParameterValues",
        ),
        (
            {
                "DocumentName": "silent",
                "TargetLocations": [{"Accounts": ["ou-1234-12345678"], "Regions": ["eu-west-1"]}],
            },
            START_FAILS + '"ou-1234-12345678" is no account; those of an organizational unit are not known here',
        ),
        (
            {
                "DocumentName": "silent",
                "TargetLocations": [{"Accounts": ["123456789012"] * 51, "Regions": ["eu-west-1"]}],
            },
            "An error occurred (ValidationException) when calling the StartAutomationExecution operation: "
            "Accounts has 51 items, at most 50 are allowed",
        ),
        (
            {
                "DocumentName": "two-outputs",
                "TargetParameterName": "Name",
                "Targets": [{"Key": "ParameterValues", "Values": ["a"] * 51}],
            },
            "An error occurred (ValidationException) when calling the StartAutomationExecution operation: "
            "Values has 51 items, at most 50 are allowed",
        ),
    ],
)
def test_what_the_service_does_not_start(tmp_path: Path, inputs: Mapping[str, JsonValue], reason: str) -> None:
    found = ran(tmp_path, inputs)
    assert (found.end, found.tree) == (("Failed", reason, {}), [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "nowhere",
            "Document with name nowhere does not exist; documents come from the folders of --library DIR, here ",
        ),
        ("command", "/command.yaml: this is no Automation document"),
        ("broken", "/broken.yaml:2:34: "),
    ],
)
def test_documents_that_are_none(tmp_path: Path, name: str, reason: str) -> None:
    status, found, _ = ran(tmp_path, {"DocumentName": name}).end
    assert status == "Failed"
    assert found.startswith(NOT_FOUND)
    assert reason in found


def test_a_document_that_runs_itself_ends_at_the_limit(tmp_path: Path) -> None:
    found = ran(tmp_path, {"DocumentName": "again"})
    assert [status for _, _, status, *_ in found.tree] == ["Failed"] * 5
    status, reason, _ = found.end
    assert status == "Failed"
    assert reason.endswith(START_FAILS + "again would run 6 levels below the first automation, at most 5 are allowed")


def test_the_time_of_the_step_is_that_of_the_child(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {"DocumentName": "silent", "RuntimeParameters": {"Time": "P1D"}}
    found = ran(tmp_path, inputs, timeout=3600)
    outputs = {"ExecutionId": "id-2", "Status": "Cancelled"}
    assert found.end == ("TimedOut", "The step timed out", outputs)
    assert found.tree == [(OWN, "id-2", "Cancelled", "rest Cancelled")]
    assert found.seconds == 3600


def test_a_cancel_reaches_the_child(tmp_path: Path) -> None:
    cancel = Event()
    inputs: dict[str, JsonValue] = {"DocumentName": "two-outputs", "RuntimeParameters": {"Name": "a"}}
    found = ran(tmp_path, inputs, cancelling(cancel, ok()), cancel=cancel)
    assert (found.end[0], found.execution.status.value) == ("Cancelled", "Cancelled")
    assert [status for _, _, status, *_ in found.tree] == ["Cancelled"]


def test_a_child_for_each_target_until_there_are_too_many_errors(tmp_path: Path) -> None:
    targets: JsonValue = [{"Key": "ParameterValues", "Values": ["a", "b", "a", "b"]}]
    inputs: dict[str, JsonValue] = {
        "DocumentName": "two-outputs",
        "TargetParameterName": "Name",
        "Targets": targets,
        "MaxErrors": "1",
    }
    found = ran(tmp_path, inputs, error("One"), ANSWER, error("Two"))
    assert found.tree == [
        (OWN, "id-2", "Failed", "a Failed", "b Success", "a Failed", "b Cancelled"),
        ("id-2", "id-4", "Failed", "look Failed"),
        ("id-2", "id-7", "Success", "look Success"),
        ("id-2", "id-10", "Failed", "look Failed"),
    ]
    reason = "The automation id-2 of two-outputs ended Failed: 2 of 4 automations failed, MaxErrors allows 1: a, a"
    assert found.end == ("Failed", reason, {"ExecutionId": "id-2", "Status": "Failed"})
    around = found.world.started.executions[0]
    assert {name: around[name] for name in ("Targets", "TargetParameterName", "MaxConcurrency", "MaxErrors")} == {
        "Targets": targets,
        "TargetParameterName": "Name",
        "MaxConcurrency": "10",
        "MaxErrors": "1",
    }
    assert around["ResolvedTargets"] == {"ParameterValues": ["a", "b", "a", "b"], "Truncated": False}


def test_targets_of_a_fleet(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {
        "DocumentName": "silent",
        "TargetParameterName": "Time",
        "Targets": [{"Key": "tag-key", "Values": ["Role"]}],
        "MaxErrors": "100%",
    }
    found = ran(tmp_path, inputs, nodes=Fleet())
    assert found.tree[0][3:] == ("i-0123456789abcdef1 Failed", "i-0123456789abcdef2 Failed")


def test_a_child_for_each_map_of_values(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {
        "DocumentName": "two-outputs",
        "TargetMaps": [{"Name": ["a"]}, {"Name": ["b"], "List": ["p", "q"]}],
    }
    found = ran(tmp_path, inputs, ANSWER)
    assert found.tree == [
        (OWN, "id-2", "Success", "a Success", "b, p, q Success"),
        ("id-2", "id-4", "Success", "look Success"),
        ("id-2", "id-7", "Success", "look Success"),
    ]
    assert found.end == ("Success", "", {"ExecutionId": "id-2", "Status": "Success"})


def test_a_child_in_each_account_and_region(tmp_path: Path) -> None:
    inputs: dict[str, JsonValue] = {
        "DocumentName": "two-outputs",
        "RuntimeParameters": {"Name": "a"},
        "TargetLocations": [
            {
                "Accounts": ["111111111111", "222222222222", "333333333333"],
                "ExcludeAccounts": ["222222222222"],
                "Regions": ["eu-west-1", "us-west-2"],
            }
        ],
    }
    found = ran(tmp_path, inputs, ANSWER)
    assert [call.parameters["Prefix"] for call in found.door.calls] == [
        "eu-west-1 111111111111",
        "us-west-2 111111111111",
        "eu-west-1 333333333333",
        "us-west-2 333333333333",
    ]
    assert [(call.region, call.account) for call in found.door.calls][:2] == [
        ("eu-west-1", "111111111111"),
        ("us-west-2", "111111111111"),
    ]
    assert found.tree[0][:3] == (OWN, "id-2", "Success")
    assert {parent for parent, *_ in found.tree[1:]} == {"id-2"}
    assert found.end == ("Success", "", {"ExecutionId": "id-2", "Status": "Success"})
