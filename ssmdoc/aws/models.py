"""The services and operations of AWS by the names that documents use, from botocore's models.

The models are read from botocore's own files: no session, no credentials, nothing of the user's configuration.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ssmdoc.aws.installed import need
from ssmdoc.aws.webhook import WEBHOOK, webhook_model
from ssmdoc.catalogue.nearest import nearest, offer

if TYPE_CHECKING:
    from botocore.loaders import Loader
    from botocore.model import OperationModel, ServiceModel, StructureShape

_OTHER_NAMES = {
    "applicationautoscaling": "application-autoscaling",
    "awslambda": "lambda",
    "cloudwatchlogs": "logs",
    "cloudwatchevents": "events",
    "cognito": "cognito-idp",
    "elasticloadbalancing": "elb",
    "elasticloadbalancingv2": "elbv2",
    "eventbridge": "events",
    "opensearchservice": "opensearch",
    "securitytokenservice": "sts",
    "simpleemailservice": "ses",
    "simplenotificationservice": "sns",
    "simplequeueservice": "sqs",
    "sfn": "stepfunctions",
    "states": "stepfunctions",
    "systemsmanager": "ssm",
}
"""What people call a service that boto3 calls otherwise: only for the hint in a message."""

_READ_ONLY = (
    *("Describe", "Get", "List", "Head", "BatchGet", "BatchDescribe", "Lookup", "Search", "Query", "Scan"),
    *("FilterLogEvents", "SelectObjectContent", "SelectResourceConfig", "SimulatePrincipalPolicy"),
    *("SimulateCustomPolicy", "TestMetricFilter", "ValidateTemplate", "CheckCapacity", "EstimateTemplateCost"),
)
_NOT_READ_ONLY = frozenset(
    {
        # each makes something
        ("cognito-identity", "GetId"),
        ("iot", "GetRegistrationCode"),
    }
)
_GIVES_CREDENTIALS = re.compile(
    r"(Get|Describe)\w*(Credentials|Token|InstanceAccess|DataAccess|ResourceApiKey)\w*"
    r"|Get\w*(Embed|Presigned|Signed|Login|Authentication|Upload|Download)U(rl|RL)\w*"
).fullmatch
"""Of names that begin like those of calls that read. What these give would end up in results; that some give nothing of
the kind, such as GetTokenBalance, does no harm."""


class UnknownApiError(Exception):
    """There is no such service or API; the text names the nearest one."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a service, by the names of botocore's models: `ec2`, `DescribeInstances`."""

    service: str
    name: str
    model: "OperationModel"

    @property
    def input(self) -> "StructureShape | None":
        """The shape of the request; None when it has no members."""
        return self.model.input_shape

    @property
    def output(self) -> "StructureShape | None":
        """The shape of the answer; None when it is empty."""
        return self.model.output_shape

    @property
    def streams(self) -> bool:
        """Whether the answer is a stream, which aws:executeAwsApi cannot have.

        Source: UG25:automation-action-executeAwsApi.md.
        """
        return self.model.has_streaming_output or self.model.has_event_stream_output

    @property
    def reads_only(self) -> bool:
        """Whether calling it changes nothing and gives no credentials, as far as its name tells."""
        return (
            self.name.startswith(_READ_ONLY)
            and (self.service, self.name) not in _NOT_READ_ONLY
            and not _GIVES_CREDENTIALS(self.name)
        )


@cache
def find_operation(service: str, api: str) -> Operation:
    """The operation that `Service` and `Api` of a document mean.

    A service is written as boto3 has it, in any letter case, with blanks at its ends; an API in any letter case, as
    DescribeInstances, describeInstances or describe_instances.

    Raises:
        UnknownApiError: there is none.
        DoorError: botocore is not installed.
    """
    name = find_service(service)
    operations = _operations(name)
    found = operations.get(_folded(api))
    if found is None:
        near = offer(nearest(api.strip(), list(operations.values())))
        raise UnknownApiError(f'the service "{name}" has no API "{api}"{near}')
    return Operation(name, found, service_model(name).operation_model(found))


@cache
def find_service(service: str) -> str:
    """The name of a service as botocore has it; raises as `find_operation`."""
    wanted = service.strip().lower()
    names = _services()
    if wanted in names or wanted == WEBHOOK:
        return wanted
    known = _OTHER_NAMES.get(_folded(wanted))
    near = offer(known or nearest(wanted, names))
    raise UnknownApiError(
        f'there is no service "{service}"{near or "; it must be named as in boto3, such as ec2 or ssm"}'
    )


@cache
def service_model(service: str) -> "ServiceModel":
    """The model of a service, by its name in botocore."""
    from botocore.model import ServiceModel

    if service == WEBHOOK:
        return webhook_model()
    return ServiceModel(_loader().load_service_model(service, "service-2"), service)


@cache
def page_tokens(service: str) -> dict[str, frozenset[str]]:
    """The members of answers that say how to ask for the next page, by operation."""
    from botocore.exceptions import DataNotFoundError, UnknownServiceError

    try:
        operations = _loader().load_service_model(service, "paginators-1")["pagination"]
    except (DataNotFoundError, UnknownServiceError):
        return {}
    return {name: frozenset(_names(paging["output_token"])) for name, paging in operations.items()}


def _names(tokens: str | list[str]) -> list[str]:
    """Top members out of `NextMarker`, `[KeyMarker, UploadIdMarker]`, `NextMarker || Contents[-1].Key`."""
    listed = [tokens] if isinstance(tokens, str) else tokens
    parts = [part.strip() for token in listed for part in token.split("||")]
    return [part for part in parts if part.isidentifier()]


@cache
def _loader() -> "Loader":
    need("botocore", "aws")
    from botocore.loaders import Loader

    return Loader(extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)


@cache
def _services() -> tuple[str, ...]:
    return tuple(_loader().list_available_services("service-2"))


@cache
def _operations(service: str) -> dict[str, str]:
    return {_folded(name): name for name in service_model(service).operation_names}


def _folded(name: str) -> str:
    return name.strip().replace("_", "").replace("-", "").replace(" ", "").lower()
