"""Calls for tests, in few words."""

from ssmdoc.aws.call import ApiCall
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.requests import prepare
from ssmdoc.source.values import JsonValue

ACCOUNT = "111122223333"
REGION = "eu-west-1"


def call(api: str, parameters: dict[str, JsonValue] | None = None, region: str = REGION) -> ApiCall:
    """The call of `ec2 DescribeInstances` with these parameters."""
    operation = find_operation(*api.split())
    return ApiCall(operation.service, operation.name, prepare(operation, parameters or {}), region, ACCOUNT)
