"""Answers that are made up are of the shapes of the model, and parsed answers become JSON."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO

import pytest
from botocore.validate import ParamValidator

from ssmdoc.aws.answers import to_json, with_metadata
from ssmdoc.aws.models import Operation, find_operation, service_model
from ssmdoc.aws.samples import sample_response, short_response

QUEUE = "arn:aws:sqs:us-east-1:123456789012:example"


@pytest.mark.parametrize("service", ["ssm", "s3", "iam", "lambda", "dynamodb", "cloudformation", "stepfunctions"])
def test_samples_are_of_the_shape_of_the_output(service: str) -> None:
    model = service_model(service)
    for name in model.operation_names:
        operation = Operation(service, name, model.operation_model(name))
        if operation.output is not None and not operation.model.has_event_stream_output:
            report = ParamValidator().validate(sample_response(operation), operation.output)
            assert not report.has_errors(), (name, report.generate_report())
            short_report = ParamValidator().validate(short_response(operation), operation.output).generate_report()
            wrong = [line for line in short_report.splitlines() if not line.startswith("Missing required")]
            assert not wrong, (name, wrong)


def test_a_sample_is_the_last_page() -> None:
    assert "NextToken" not in sample_response(find_operation("ec2", "DescribeInstances"))
    assert "Marker" not in sample_response(find_operation("rds", "DescribeDBInstances"))
    assert "LastEvaluatedKey" not in sample_response(find_operation("dynamodb", "Scan"))


@pytest.mark.parametrize(
    ("api", "wanted", "expected"),
    [
        (
            "ec2 DescribeInstances",
            "$.Reservations[0].Instances[0].State.Name",
            {"Reservations": [{"Instances": [{"State": {"Name": "running"}}]}]},
        ),
        (
            "ec2 DescribeInstances",
            "",
            {
                "Reservations": [
                    {
                        "ReservationId": "r-0123456789abcdef0",
                        "OwnerId": "123456789012",
                        "Groups": [{"GroupId": "sg-0123456789abcdef0", "GroupName": "example-groupname"}],
                        "Instances": [
                            {
                                "OutpostArn": "arn:aws:ec2:us-east-1:123456789012:example",
                                "RootDeviceName": "example-rootdevicename",
                                "InstanceId": "i-0123456789abcdef0",
                                "State": {"Code": 1, "Name": "running"},
                            }
                        ],
                    }
                ]
            },
        ),
        (
            "autoscaling DescribeAutoScalingGroups",
            "$..InstanceId",
            {"AutoScalingGroups": [{"Instances": [{"InstanceId": "i-0123456789abcdef0"}]}]},
        ),
        ("sqs GetQueueAttributes", "$.Attributes.QueueArn", {"Attributes": {"QueueArn": QUEUE}}),
        ("cloudformation DeleteStack", "", {}),
    ],
)
def test_short_answers(api: str, wanted: str, expected: object) -> None:
    assert short_response(find_operation(*api.split()), wanted) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), "2026-01-02T03:04:05.678Z"),
        (datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T01:00:00.000Z"),
        (datetime(2026, 1, 2), "2026-01-02T00:00:00.000Z"),
        (b"text", "text"),
        (b"\xff\x00", "/wA="),
        (BytesIO(b"a body"), "a body"),
        (Decimal("1.5"), 1.5),
        ({"a": [1, None, True, 2.5, {"b": (b"x",)}]}, {"a": [1, None, True, 2.5, {"b": ["x"]}]}),
        (iter([{"Payload": b"x"}]), [{"Payload": "x"}]),
    ],
)
def test_values_become_json(value: object, expected: object) -> None:
    assert to_json(value) == expected


def test_metadata_are_always_there() -> None:
    made = with_metadata({"A": 1}, "seed")
    assert made == with_metadata({"A": 1}, "seed")
    assert made["ResponseMetadata"] == {
        "RequestId": "815b6a67-9450-55f4-b152-99850cdf8f00",
        "HTTPStatusCode": 200,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }
    kept = with_metadata({"ResponseMetadata": {"HTTPStatusCode": 204}}, "seed")["ResponseMetadata"]
    assert isinstance(kept, dict)
    assert kept["HTTPStatusCode"] == 204
    assert len(kept) == 4
