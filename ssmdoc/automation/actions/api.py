"""AWS calls of actions, and what their answers mean for the step."""

from collections.abc import Callable, Mapping
from datetime import datetime

from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.records import Ending, Failure, Stage, failed
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import ApiCall, ApiError, DoorError, Response, Unanswered
from ssmdoc.source.values import JsonValue

_PERMISSION = ("AccessDenied", "UnauthorizedOperation", "NotAuthorized", "Forbidden")
_THROTTLING = ("Throttl", "RequestLimitExceeded", "TooManyRequests", "SlowDown")


class ApiFailedError(Exception):
    """The API answered an error."""

    def __init__(self, call: ApiCall, error: ApiError) -> None:
        super().__init__(
            f"An error occurred ({error.code}) when calling the {call.operation} operation: {error.message}"
        )
        self.code, self.message, self.http_status = error.code, error.message, error.http_status

    @property
    def type(self) -> str:
        """The type of the failure (BOTO FailureDetails.FailureType)."""
        if any(word in self.code for word in _PERMISSION):
            return "Permission"
        return "Throttling" if any(word in self.code for word in _THROTTLING) else "Action"

    def ending(self, stage: Stage = Stage.INVOCATION) -> Ending:
        """How a step ends that this error stops."""
        return failed(str(self), stage, self.type)


class NoAnswerError(StoppedError):
    """Nobody answers, or nobody could be asked."""


def try_api(
    call: ActionCall, service: str, operation: str, parameters: Mapping[str, JsonValue], wanted: str = ""
) -> dict[str, JsonValue]:
    """Call an API, named as the service model does; the parsed response. Parameters that are None are left out.

    `wanted` is what reads the response, such as selectors: the mock that a user is offered shows these members.

    Raises:
        ApiFailedError: it answered an error.
        NoAnswerError: nobody answers.
        StoppedError: the step was cancelled or timed out meanwhile.
    """
    identity = call.world.identity
    given = {name: value for name, value in parameters.items() if value is not None}
    asked = ApiCall(service, operation, given, identity.region, identity.account, wanted)
    try:
        answer = call.world.aws.answer(asked)
    except DoorError as error:
        raise NoAnswerError(failed(str(error), type_="Internal")) from error
    match answer:
        case Unanswered(message, skeleton):
            raise NoAnswerError(Ending(Status.FAILED, failure=Failure(message, Stage.INVOCATION, "Internal", skeleton)))
        case ApiError():
            call.wait_for(answer.seconds)
            raise ApiFailedError(asked, answer)
        case Response():
            call.wait_for(answer.seconds)
            return answer.value


def call_api(
    call: ActionCall,
    service: str,
    operation: str,
    parameters: Mapping[str, JsonValue],
    stage: Stage = Stage.INVOCATION,
    wanted: str = "",
) -> dict[str, JsonValue]:
    """As `try_api`, where an error of the API fails the step.

    Raises:
        StoppedError: the step ends.
    """
    try:
        return try_api(call, service, operation, parameters, wanted)
    except ApiFailedError as error:
        raise StoppedError(error.ending(stage)) from error


def poll(call: ActionCall, look: Callable[[], Ending | None], every_seconds: float, until: datetime) -> Ending:
    """Look again and again until there is an ending.

    Raises:
        StoppedError: the step was cancelled or timed out before.
    """
    while True:
        ending = look()
        if ending is not None:
            return ending
        call.wait_for(every_seconds, until)
