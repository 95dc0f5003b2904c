"""Services and operations as documents write them."""

import pytest

from ssmdoc.aws.models import UnknownApiError, find_operation


@pytest.mark.parametrize(
    ("service", "api", "expected"),
    [
        ("ec2", "DescribeInstances", "ec2 DescribeInstances"),
        ("EC2", "describeInstances", "ec2 DescribeInstances"),
        ("logs ", "describe_log_groups", "logs DescribeLogGroups"),
        ("SQS", "SENDMESSAGE", "sqs SendMessage"),
        ("Codedeploy", "getDeployment", "codedeploy GetDeployment"),
        ("ec2", "deleteLaunchTemplate", "ec2 DeleteLaunchTemplate"),
        ("rds", "describe_db_instances", "rds DescribeDBInstances"),
        ("application-autoscaling", " DescribeScalableTargets ", "application-autoscaling DescribeScalableTargets"),
    ],
)
def test_names_in_any_spelling(service: str, api: str, expected: str) -> None:
    operation = find_operation(service, api)
    assert f"{operation.service} {operation.name}" == expected


@pytest.mark.parametrize(
    ("service", "api", "message"),
    [
        ("ec3", "DescribeInstances", 'there is no service "ec3", did you mean "ec2"?'),
        ("EventBridge", "PutRule", 'there is no service "EventBridge", did you mean "events"?'),
        ("", "x", 'there is no service ""; it must be named as in boto3, such as ec2 or ssm'),
        (
            "nothing like it",
            "x",
            'there is no service "nothing like it"; it must be named as in boto3, such as ec2 or ssm',
        ),
        (
            "ec2",
            "DescribeInstance",
            'the service "ec2" has no API "DescribeInstance", did you mean "DescribeInstances"?',
        ),
        ("ec2", "", 'the service "ec2" has no API ""'),
    ],
)
def test_unknown_names(service: str, api: str, message: str) -> None:
    with pytest.raises(UnknownApiError) as raised:
        find_operation(service, api)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("service", "api", "reads_only"),
    [
        ("ec2", "DescribeInstances", True),
        ("s3", "HeadBucket", True),
        ("dynamodb", "BatchGetItem", True),
        ("dynamodb", "Query", True),
        ("logs", "FilterLogEvents", True),
        ("ec2", "StopInstances", False),
        ("sqs", "ReceiveMessage", False),
        ("logs", "StartQuery", False),
        ("sts", "GetSessionToken", False),
        ("sts", "AssumeRole", False),
        ("redshift", "GetClusterCredentials", False),
        ("lakeformation", "GetTemporaryGlueTableCredentials", False),
        ("s3control", "GetDataAccess", False),
        ("ecr", "GetAuthorizationToken", False),
        ("gamelift", "GetInstanceAccess", False),
        ("quicksight", "GetDashboardEmbedUrl", False),
        ("cognito-identity", "GetId", False),
        ("sqs", "GetQueueUrl", True),
        ("secretsmanager", "GetSecretValue", True),
        ("lambda", "Invoke", False),
    ],
)
def test_which_operations_only_read(service: str, api: str, reads_only: bool) -> None:
    assert find_operation(service, api).reads_only is reads_only


def test_streams() -> None:
    assert find_operation("s3", "GetObject").streams
    assert find_operation("s3", "SelectObjectContent").streams
    assert not find_operation("s3", "ListBuckets").streams
