"""The request that Service, Api and the other inputs of a step mean.

Sources: UG25 automation-action-executeAwsApi.md, automation-action-assertAwsResourceProperty.md.
"""

from dataclasses import dataclass

from ssmdoc.automation.actions.api import call_api
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.records import Stage, failed
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.models import Operation, UnknownApiError, find_operation
from ssmdoc.aws.requests import InvalidRequestError, prepare
from ssmdoc.aws.webhook import WEBHOOK
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class Request:
    """A call that is ready to be made."""

    operation: Operation
    parameters: dict[str, JsonValue]

    def answer(self, call: ActionCall, wanted: str) -> dict[str, JsonValue]:
        """What the API answers; `wanted` is what reads the answer.

        Raises:
            StoppedError: the step ends.
        """
        return call_api(call, self.operation.service, self.operation.name, self.parameters, wanted=wanted)


def request_of(call: ActionCall, own: frozenset[str]) -> Request:
    """The request of a step; `own` are the inputs that are not for the API.

    Raises:
        StoppedError: there is no such API, it is not supported, or its model does not admit the inputs.
    """
    given = {name: value for name, value in call.inputs.items() if name not in own}
    try:
        operation = find_operation(call.text("Service"), call.text("Api"))
        if operation.service == WEBHOOK:
            raise UnknownApiError(f'there is no service "{WEBHOOK}"; a webhook is called by aws:invokeWebhook')
        if operation.streams:
            name = f"{operation.service} {operation.name}"
            reason = f"{name} is a streaming operation, which {call.step.action} does not support"
            raise StoppedError(failed(reason))
        return Request(operation, prepare(operation, given))
    except UnknownApiError as error:
        raise StoppedError(failed(str(error), Stage.INPUT_VALIDATION)) from error
    except InvalidRequestError as error:
        raise StoppedError(failed(str(error))) from error
    except DoorError as error:
        raise StoppedError(failed(str(error), type_="Internal")) from error
