"""Calls and waits of the actions that do one kind of work, with the service's words for what the step was doing.

The sentences are AWS's, and so are "launching the instance(s)", "verifying launched instance(s) are ready to be used"
(UG25:automation-troubleshooting.md) and "creating the image" (github
aws-samples/aws-systemsmanagerautomation-with-asglifecyclehooks issue 2); what the other actions are said to do follows
these. AWS does not say how often it looks, nor how long the actions wait that document no time of their own.
"""

from collections.abc import Callable, Mapping

from ssmdoc.automation.actions.answer_parts import text
from ssmdoc.automation.actions.api import ApiFailedError, NoAnswerError, try_api
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.records import Ending, Failure, Stage, failed, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.requests import InvalidRequestError, prepare
from ssmdoc.source.values import JsonValue

POLL_SECONDS = 5.0
"""From one look to the next."""
DEFAULT_WAIT_SECONDS = 3_600
"""How long a step without timeoutSeconds waits: the time that aws:changeInstanceState documents."""

_SDK_NAMES = {
    "cloudformation": "AmazonCloudFormation",
    "ec2": "AmazonEC2",
    "lambda": "AWSLambda",
    "ssm": "AWSSimpleSystemsManagement",
    "stepfunctions": "AWSStepFunctions",
}
"""What the SDK for Java, with which the service calls these APIs, names the services in its errors."""

_READ = {
    "CreateStack": "StackId",
    "DescribeExecution": "status output",
    "DescribeImages": "State",
    "DescribeInstanceStatus": "InstanceId InstanceState Name InstanceStatus SystemStatus Status",
    "DescribeStacks": "StackStatus",
    "DescribeTags": "ResourceId Key Value",
    "GetAutomationExecution": "AutomationExecutionStatus Outputs",
    "GetCommandInvocation": "Status StandardOutputContent",
    "Invoke": "StatusCode Payload",
    "ListCommands": "Commands Status",
    "RunInstances": "InstanceId",
    "SendCommand": "Command CommandId",
    "StartAutomationExecution": "AutomationExecutionId",
    "StartExecution": "executionArn",
}
"""What the actions read of answers; the mock of a call that nobody answers shows these members."""


def call_while(
    call: ActionCall,
    doing: str,
    service: str,
    operation: str,
    parameters: Mapping[str, JsonValue],
    wanted: str | None = None,
) -> dict[str, JsonValue]:
    """Call an API; when it answers an error the step fails, and it is said what the step was doing.

    Raises:
        StoppedError: the step ends.
    """
    try:
        return checked_call(call, service, operation, parameters, wanted)
    except ApiFailedError as error:
        raise StoppedError(api_failed(error, doing, service, operation)) from error


def checked_call(
    call: ActionCall,
    service: str,
    operation: str,
    parameters: Mapping[str, JsonValue],
    wanted: str | None = None,
) -> dict[str, JsonValue]:
    """Call an API with parameters in the types of its model; those that are None are left out.

    `wanted` is what is read of the answer, if it is not what is always read of this one.

    Raises:
        ApiFailedError: it answered an error.
        NoAnswerError: nobody answers, or the model is not there.
        StoppedError: the parameters do not fit the model, or the step was cancelled or timed out.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    try:
        request = prepare(find_operation(service, operation), given)
    except InvalidRequestError as error:
        raise StoppedError(failed(f"{operation}: {error}", Stage.INPUT_VALIDATION)) from error
    except DoorError as error:
        raise NoAnswerError(failed(str(error), type_="Internal")) from error
    return try_api(call, service, operation, request, _READ.get(operation, "") if wanted is None else wanted)


def id_in(answer: JsonValue, operation: str, name: str) -> str:
    """The id of what an API has made, or another text that is always in its answer.

    Raises:
        StoppedError: a mock left it out.
    """
    found = text(answer, name)
    if not found:
        raise StoppedError(failed(f"the answer of {operation} has no {name}", type_="Internal"))
    return found


def api_failed(error: ApiFailedError, doing: str, service: str, operation: str) -> Ending:
    """How a step ends that an error of an API stops."""
    details = f"Service: {_SDK_NAMES[service]}; Status Code: {error.http_status}; Error Code: {error.code}"
    reason = (
        f"Get Exception from {operation} API of {service} Service. "
        f"Exception Message from {operation} API: [{error.message} ({details})]"
    )
    return Ending(Status.FAILED, failure=Failure(reason, Stage.INVOCATION, error.type, doing=doing))


def wait_while(
    call: ActionCall, doing: str, look: Callable[[], Ending | None], seconds: float = DEFAULT_WAIT_SECONDS
) -> Ending:
    """Look again and again until there is an ending, or the step has timed out or is cancelled.

    `seconds` is how long a step waits that does not say it itself.
    """
    until = call.until(seconds)
    while True:
        ending = look()
        if ending is not None:
            return ending
        stopped = call.pass_time(POLL_SECONDS, until)
        if stopped is not None:
            return timed_out(doing=doing) if stopped.status is Status.TIMED_OUT else stopped


def unexpected(doing: str, reason: str) -> Ending:
    """How a step ends that found something else than what it waited for."""
    failure = Failure(reason, Stage.POST_VERIFICATION, "Verification", doing=doing)
    return Ending(Status.FAILED, failure=failure)


def ended_well(call: ActionCall, outputs: Mapping[str, JsonValue]) -> Ending:
    """An action that did what it should, with its outputs.

    AWS's examples show no OutputPayload for these actions; a step that declares outputs selects them from the others.
    """
    return succeeded(dict(outputs) if call.step.outputs else None, outputs)
