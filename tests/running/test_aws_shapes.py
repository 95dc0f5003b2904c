"""Results in AWS's shapes, checked member by member against botocore's model of the service."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import botocore.session  # type: ignore[import-untyped]
import pytest

from ssmdoc.running.aws_shapes import CommandRequest, NodeResult, command_json, duration
from ssmdoc.running.result import CommandResult, Status, StepResult

ID = "11111111-2222-3333-4444-555555555555"
NODE, OTHER = "i-0123456789abcdef0", "i-0123456789abcdef1"
BEGIN = datetime(2020, 2, 19, 18, 18, 3, 419_500, UTC)
REQUEST = CommandRequest(ID, "Doc-Name", BEGIN, {"s": "x", "l": ["a", "b"], "n": 5, "m": {"k": [True]}})


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


def deviations(value: Any, shape: Any, path: str) -> Iterator[str]:
    """Where a value is not of a shape of the service model."""
    match shape.type_name:
        case "structure":
            for name, member in value.items():
                if name in shape.members:
                    yield from deviations(member, shape.members[name], f"{path}.{name}")
                else:
                    yield f"{path}.{name}: unknown member"
        case "list":
            for item in value:
                yield from deviations(item, shape.member, f"{path}[]")
        case "map":
            for item in value.values():
                yield from deviations(item, shape.value, f"{path}{{}}")
        case "string":
            yield from text_deviations(value, shape, path)
        case "integer":
            if type(value) is not int:
                yield f"{path}: {value!r} is no integer"
        case "timestamp":
            if type(value) is not float:
                yield f"{path}: {value!r} is no time"
        case other:
            yield f"{path}: {other} is not expected"


def text_deviations(value: Any, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{path}: {value!r} is no text"
    elif shape.enum and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"
    elif len(value) > shape.metadata.get("max", len(value)):
        yield f"{path}: {len(value)} characters"
    elif (pattern := shape.metadata.get("pattern")) and "Execution" not in path and not re.search(pattern, value):
        # the times AWS gives do not match the pattern of AWS's own model
        yield f"{path}: {value!r} does not match {pattern}"


@pytest.fixture(scope="module")
def outputs() -> Mapping[str, Any]:
    model = botocore.session.get_session().get_service_model("ssm")
    return {
        "Command": model.operation_model("SendCommand").output_shape.members["Command"],
        "CommandInvocations": model.operation_model("ListCommandInvocations").output_shape.members[
            "CommandInvocations"
        ],
        "Invocations": model.operation_model("GetCommandInvocation").output_shape,
    }


@pytest.mark.parametrize(
    "results",
    [
        pytest.param([CommandResult(Status.FAILED, "", STEPS)], id="every status of a step"),
        pytest.param([CommandResult(Status.FAILED, "t" * 3_000)], id="a document-level failure"),
        pytest.param([CommandResult(status) for status in (Status.SUCCESS, Status.TIMED_OUT)], id="two nodes"),
    ],
)
def test_shapes(outputs: Mapping[str, Any], results: Sequence[CommandResult]) -> None:
    found = command_json(REQUEST, [NodeResult(NODE, result, "web") for result in results])
    invocations = found.pop("Invocations")
    assert isinstance(invocations, list)
    del found["Steps"]
    wrong = [line for name, value in found.items() for line in deviations(value, outputs[name], name)]
    wrong += [line for value in invocations for line in deviations(value, outputs["Invocations"], "Invocations[]")]
    assert wrong == []


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
