"""What is in no library and not built in, such as most documents of AWS: Systems Manager runs it, where a door answers.

A step then makes the calls that the service makes for it, and looks until what it started has ended.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from ssmdoc.automation.actions.api import ApiFailedError, NoAnswerError
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.working import checked_call, wait_while
from ssmdoc.automation.records import Ending, Stage
from ssmdoc.automation.status import Status
from ssmdoc.source.values import JsonValue

SSM = "ssm"


def start(call: ActionCall, operation: str, parameters: Mapping[str, JsonValue], missing: str) -> dict[str, JsonValue]:
    """Ask to run a document that is not here.

    Args:
        call: the step.
        operation: SendCommand or StartAutomationExecution.
        parameters: its request; those that are None are left out.
        missing: what is said before what else could be done, when nobody answers.

    Raises:
        StoppedError: it was not started.
    """
    try:
        return checked_call(call, SSM, operation, parameters)
    except NoAnswerError as error:
        failure = error.ending.failure
        if failure is None:
            raise
        said = replace(failure, reason=f"{missing}; {failure.reason}")
        raise StoppedError(replace(error.ending, failure=said)) from error
    except ApiFailedError as error:
        raise StoppedError(error.ending()) from error


def wait(
    call: ActionCall,
    doing: str,
    look: Callable[[], Ending | None],
    stop: tuple[str, Mapping[str, JsonValue]],
    seconds: float,
) -> Ending:
    """Look until what was started has ended; stop it by this operation when the step is cancelled or out of time.

    `seconds` is how long a step waits that does not say it itself.
    """
    try:
        ending = wait_while(call, doing, look, seconds)
    except StoppedError as stopped:
        ending = stopped.ending
    except ApiFailedError as error:
        ending = error.ending(Stage.POST_VERIFICATION)
    if ending.status is Status.CANCELLED or (ending.failure is not None and ending.failure.is_timeout):
        operation, parameters = stop
        with suppress(ApiFailedError, StoppedError):
            checked_call(call, SSM, operation, parameters)
    return ending
