"""Requests: what is converted, and what boto3 would say of the rest."""

import pytest

from ssmdoc.aws.models import find_operation
from ssmdoc.aws.requests import InvalidRequestError, prepare
from ssmdoc.source.values import JsonValue


@pytest.mark.parametrize(
    ("api", "given", "expected"),
    [
        ("ec2 DescribeInstances", {"MaxResults": "5"}, {"MaxResults": 5}),
        ("ec2 DescribeInstances", {"MaxResults": 5.0}, {"MaxResults": 5}),
        ("ec2 DescribeInstances", {"MaxResults": [5]}, {"MaxResults": 5}),
        ("ec2 DescribeInstances", {"DryRun": "True"}, {"DryRun": True}),
        ("ec2 DescribeInstances", {"InstanceIds": "i-1"}, {"InstanceIds": ["i-1"]}),
        ("ec2 DescribeInstances", {"InstanceIds": [["i-1", "i-2"]]}, {"InstanceIds": ["i-1", "i-2"]}),
        (
            "ec2 DescribeInstances",
            {"Filters": [{"Name": "n", "Values": [1, True, "x"]}]},
            {"Filters": [{"Name": "n", "Values": ["1", "true", "x"]}]},
        ),
        (
            "ec2 DescribeFlowLogs",
            {"Filters": [{"Name": "n", "Values": "v"}]},
            {"Filter": [{"Name": "n", "Values": ["v"]}]},
        ),
        (
            "ec2 DescribeFlowLogs",
            {"Filter": [{"Name": "n", "Values": ["v"]}]},
            {"Filter": [{"Name": "n", "Values": ["v"]}]},
        ),
        (
            "logs PutRetentionPolicy",
            {"logGroupName": "g", "retentionInDays": "7"},
            {"logGroupName": "g", "retentionInDays": 7},
        ),
        ("lambda TagResource", {"Resource": "r", "Tags": {"a": 1}}, {"Resource": "r", "Tags": {"a": "1"}}),
        ("sts GetCallerIdentity", {}, {}),
        # boto3 makes the token by itself
        ("imagebuilder StartImagePipelineExecution", {"imagePipelineArn": "a"}, {"imagePipelineArn": "a"}),
        (
            "cloudwatch PutMetricAlarm",
            {"AlarmName": "a", "EvaluationPeriods": "1", "ComparisonOperator": "x", "Threshold": "2.5"},
            {"AlarmName": "a", "EvaluationPeriods": 1, "ComparisonOperator": "x", "Threshold": 2.5},
        ),
    ],
)
def test_conversions(api: str, given: dict[str, JsonValue], expected: dict[str, JsonValue]) -> None:
    assert prepare(find_operation(*api.split()), given) == expected


@pytest.mark.parametrize(
    ("api", "given", "problems"),
    [
        (
            "ec2 StartInstances",
            {"Instances": ["i-1"]},
            'Missing required parameter in input: "InstanceIds"\n'
            'Unknown parameter in input: "Instances", must be one of: InstanceIds, AdditionalInfo, DryRun',
        ),
        (
            "ec2 StopInstances",
            {"InstanceIds": ["i-1"], "Force": "perhaps"},
            "Invalid type for parameter Force, value: perhaps, type: <class 'str'>, valid types: <class 'bool'>",
        ),
        (
            "ec2 StopInstances",
            {"InstanceIds": ["i-1"], "force": True},
            'Unknown parameter in input: "force", must be one of: '
            "InstanceIds, Hibernate, SkipOsShutdown, DryRun, Force",
        ),
        (
            "ec2 StopInstances",
            {"InstanceIds": None},
            "Invalid type for parameter InstanceIds, value: None, type: <class 'NoneType'>, "
            "valid types: <class 'list'>, <class 'tuple'>",
        ),
        (
            "ssm GetCommandInvocation",
            {"CommandId": "short", "InstanceId": "i-12345678"},
            "Invalid length for parameter CommandId, value: 5, valid min length: 36",
        ),
    ],
)
def test_what_boto3_says(api: str, given: dict[str, JsonValue], problems: str) -> None:
    with pytest.raises(InvalidRequestError) as raised:
        prepare(find_operation(*api.split()), given)
    assert str(raised.value) == f"Parameter validation failed:\n{problems}"


def test_a_request_that_is_nested_too_deeply() -> None:
    value: JsonValue = "x"
    for _ in range(5_000):
        value = {"L": [value]}
    with pytest.raises(InvalidRequestError) as raised:
        prepare(find_operation("dynamodb", "PutItem"), {"TableName": "t", "Item": {"k": value}})
    assert str(raised.value) == "Parameter validation failed:\nThe request is nested too deeply"
