"""Results in AWS's shapes, checked member by member against botocore's model of the service."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ssmdoc.running.aws_shapes import command_json
from ssmdoc.running.aws_times import duration
from ssmdoc.running.command_request import CommandRequest, NodeResult, PlannedPlugin
from ssmdoc.running.fleet.details import UNDER_WAY, Details
from ssmdoc.running.fleet.nodes import Target
from ssmdoc.running.fleet.outputs import Notifications, Outputs
from ssmdoc.running.result import CommandResult, Status, StepResult
from tests.running.service_model import wrong_shapes

ID = "11111111-2222-3333-4444-555555555555"
NODE, OTHER = "i-0123456789abcdef0", "i-0123456789abcdef1"
BEGIN = datetime(2020, 2, 19, 18, 18, 3, 419_500, UTC)
REQUEST = CommandRequest(ID, "Doc-Name", BEGIN, {"s": "x", "l": ["a", "b"], "n": 5, "m": {"k": [True]}})

ARN = "arn:aws:sns:us-east-1:123456789012:commands"
OUTPUTS = CommandRequest(
    ID,
    "Doc-Name",
    BEGIN,
    {},
    targets=(Target("tag:Role", ("web",)),),
    outputs=Outputs("my-bucket", "runs/", "", Notifications(ARN, ("All",), "Invocation")),
    region="eu-west-1",
)


def step(status: Status, code: int = 0, **texts: str) -> StepResult:
    fields = {"stdout": "", "stderr": "", "output": ""} | texts
    return StepResult(
        "name", "aws:runShellScript", status, code, **fields, started=BEGIN, ended=BEGIN + timedelta(milliseconds=91)
    )


STEPS = (
    step(Status.SUCCESS, stdout="o" * 24_000, stderr="e" * 24_000, output="x" * 2_502),
    step(Status.FAILED, 3),
    step(Status.TIMED_OUT, 137),
    step(Status.CANCELLED, 1),
    step(Status.SKIPPED, output="why"),
    step(Status.SUCCESS_AND_REBOOT, 194),
)


@pytest.mark.parametrize(
    "results",
    [
        pytest.param([CommandResult(Status.FAILED, "", STEPS)], id="every status of a step"),
        pytest.param([CommandResult(Status.FAILED, "t" * 3_000)], id="a document-level failure"),
        pytest.param([CommandResult(status) for status in (Status.SUCCESS, Status.TIMED_OUT)], id="two nodes"),
    ],
)
def test_shapes(results: Sequence[CommandResult]) -> None:
    assert wrong_shapes(command_json(REQUEST, [NodeResult(NODE, result, "web") for result in results])) == []


@pytest.mark.parametrize("details", sorted(set(Details) - UNDER_WAY))
def test_shapes_of_nodes_that_were_not_reached(details: Details) -> None:
    node = NodeResult(
        NODE, CommandResult(Status.CANCELLED), "web", details, (PlannedPlugin("step", "aws:runShellScript"),)
    )
    assert wrong_shapes(command_json(OUTPUTS, [node])) == []


def test_where_output_goes_and_who_is_told() -> None:
    result = CommandResult(Status.SUCCESS, "", (step(Status.SUCCESS, stdout="o"),))
    found: Mapping[str, Any] = command_json(OUTPUTS, [NodeResult(NODE, result)])
    assert wrong_shapes(found) == []
    configurations = {
        "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "/aws/ssm/Doc-Name", "CloudWatchOutputEnabled": True},
        "NotificationConfig": {
            "NotificationArn": ARN,
            "NotificationEvents": ["All"],
            "NotificationType": "Invocation",
        },
    }
    folder = f"runs/{ID}/{NODE}/awsrunShellScript"
    url = f"https://s3.eu-west-1.amazonaws.com/my-bucket/{folder}/name"
    command, (invocation,), (answer,) = found["Command"], found["CommandInvocations"], found["Invocations"]
    assert (
        command.items()
        >= {
            **configurations,
            "OutputS3BucketName": "my-bucket",
            "OutputS3KeyPrefix": "runs/",
            "InstanceIds": [],
            "Targets": [{"Key": "tag:Role", "Values": ["web"]}],
        }.items()
    )
    assert invocation.items() >= {**configurations, "StandardOutputUrl": f"{url}/stdout"}.items()
    assert (
        invocation["CommandPlugins"][0].items()
        >= {
            "OutputS3BucketName": "my-bucket",
            "OutputS3KeyPrefix": folder,
            "StandardErrorUrl": f"{url}/stderr",
        }.items()
    )
    assert answer["StandardOutputUrl"] == f"{url}/stdout"


def test_a_node_that_was_not_reached() -> None:
    node = NodeResult(
        NODE,
        CommandResult(Status.CANCELLED),
        details=Details.UNDELIVERABLE,
        plugins=(PlannedPlugin("step", "aws:runShellScript"),),
    )
    found: Mapping[str, Any] = command_json(REQUEST, [node])
    both = {"Status": "Failed", "StatusDetails": "Undeliverable"}
    (invocation,), (answer,) = found["CommandInvocations"], found["Invocations"]
    assert invocation.items() >= both.items()
    assert invocation["CommandPlugins"] == [
        {
            **both,
            "Name": "step",
            "ResponseCode": -1,
            "Output": "",
            "StandardOutputUrl": "",
            "StandardErrorUrl": "",
        }
    ]
    assert answer.items() >= {**both, "PluginName": "step", "ResponseCode": -1, "ExecutionEndDateTime": ""}.items()
    assert found["Steps"] == []


def test_the_whole_of_one_step() -> None:
    result = CommandResult(Status.TIMED_OUT, "", (step(Status.TIMED_OUT, 137, stdout="o", stderr="e", output="oe"),))
    both = {"CommandId": ID, "Comment": "", "DocumentName": "Doc-Name", "DocumentVersion": "$DEFAULT"}
    status = {"Status": "TimedOut", "StatusDetails": "ExecutionTimedOut"}
    urls = {"StandardOutputUrl": "", "StandardErrorUrl": ""}
    assert command_json(REQUEST, [NodeResult(NODE, result)]) == {
        "Command": {
            **both,
            **status,
            "ExpiresAfter": 1582143483.42,
            "Parameters": {"s": ["x"], "l": ["a", "b"], "n": ["5"], "m": ['{"k":[true]}']},
            "InstanceIds": [NODE],
            "Targets": [],
            "RequestedDateTime": 1582136283.42,
            "MaxConcurrency": "50",
            "MaxErrors": "0",
            "TargetCount": 1,
            "CompletedCount": 1,
            "ErrorCount": 1,
            "DeliveryTimedOutCount": 0,
            "TimeoutSeconds": 3600,
        },
        "CommandInvocations": [
            {
                **both,
                **status,
                **urls,
                "InstanceId": NODE,
                "InstanceName": "",
                "RequestedDateTime": 1582136283.42,
                "TraceOutput": "",
                "CommandPlugins": [
                    {
                        **status,
                        **urls,
                        "Name": "name",
                        "ResponseCode": 137,
                        "ResponseStartDateTime": 1582136283.42,
                        "ResponseFinishDateTime": 1582136283.51,
                        "Output": "oe",
                    }
                ],
            }
        ],
        "Invocations": [
            {
                **both,
                **status,
                **urls,
                "InstanceId": NODE,
                "PluginName": "name",
                "ResponseCode": 137,
                "ExecutionStartDateTime": "2020-02-19T18:18:03.419Z",
                "ExecutionElapsedTime": "PT0.091S",
                "ExecutionEndDateTime": "2020-02-19T18:18:03.510Z",
                "StandardOutputContent": "o",
                "StandardErrorContent": "e",
            }
        ],
        "Steps": [
            {
                "Name": "name",
                "Action": "aws:runShellScript",
                "InstanceId": NODE,
                "Status": "TimedOut",
                "ResponseCode": 137,
                "Output": "oe",
                "StandardOutput": "o",
                "StandardError": "e",
            }
        ],
    }


@pytest.mark.parametrize(
    ("statuses", "max_errors", "expected"),
    [
        ("S", "0", ("Success", "Success", 0)),
        ("C", "0", ("Cancelled", "Cancelled", 0)),
        ("SF", "0", ("Failed", "Failed", 1)),
        ("SF", "1", ("Failed", "Incomplete", 1)),
        ("SSTF", "50%", ("Failed", "Incomplete", 2)),
        ("STTF", "50%", ("Failed", "Failed", 3)),
        ("SC", "0", ("Cancelled", "Cancelled", 0)),
    ],
)
def test_status_over_nodes(statuses: str, max_errors: str, expected: tuple[str, str, int]) -> None:
    named = {"S": Status.SUCCESS, "F": Status.FAILED, "T": Status.TIMED_OUT, "C": Status.CANCELLED}
    request = CommandRequest(ID, "Doc", BEGIN, {}, max_errors=max_errors)
    found = command_json(request, [NodeResult(NODE, CommandResult(named[letter])) for letter in statuses])["Command"]
    assert isinstance(found, dict)
    assert (found["Status"], found["StatusDetails"], found["ErrorCount"]) == expected


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "PT0S"),
        (91, "PT0.091S"),
        (60_000, "PT1M"),
        (61_500, "PT1M1.5S"),
        (3_600_271, "PT1H0.271S"),
        (7_200_000, "PT2H"),
    ],
)
def test_duration(milliseconds: int, text: str) -> None:
    assert duration(timedelta(milliseconds=milliseconds)) == text
