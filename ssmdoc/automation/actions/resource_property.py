"""aws:assertAwsResourceProperty and aws:waitForAwsResourceProperty: a member of an answer has a wanted value.

Values are compared as texts, a Boolean as True or False. Of a list, which a deep scan gives, every item must be wanted;
AWS does not say what it does with one. A path that leads nowhere is not wanted: a node that is not registered yet has
no status, and the wait goes on.
Sources: UG25 automation-action-assertAwsResourceProperty.md, automation-action-waitForAwsResourceProperty.md; the
message of a failed assertion: github aws-solutions/automated-security-response-on-aws issue 27.
"""

from dataclasses import dataclass

from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.service_api import Request, request_of
from ssmdoc.automation.actions.working import DEFAULT_WAIT_SECONDS, wait_while
from ssmdoc.automation.records import Ending, Stage, failed, succeeded, timed_out
from ssmdoc.automation.status import Status
from ssmdoc.plan.automation.convert import shortened
from ssmdoc.plan.automation.select import NotFoundError, SelectorError, select
from ssmdoc.source.values import JsonValue

_OWN_INPUTS = frozenset(("Service", "Api", "PropertySelector", "DesiredValues"))
_POLLING = "Poll action status for completion"


@dataclass(frozen=True, slots=True)
class _Found:
    """What one call gave."""

    response: dict[str, JsonValue]
    is_desired: bool
    text: str
    """What is said when it is not desired."""


def assert_property(call: ActionCall) -> Ending:
    """Look once; another value fails the step."""
    found = _look(call, request_of(call, _OWN_INPUTS))
    return _success(call, found) if found.is_desired else failed(found.text, Stage.INVOCATION, "Verification")


def wait_for_property(call: ActionCall) -> Ending:
    """Look until the value is a wanted one, or the step has timed out; an error of the API fails the step."""
    request = request_of(call, _OWN_INPUTS)
    last = ""

    def look() -> Ending | None:
        nonlocal last
        found = _look(call, request)
        last = found.text
        return _success(call, found) if found.is_desired else None

    ending = wait_while(call, _POLLING, look, DEFAULT_WAIT_SECONDS)
    return timed_out(f"The step timed out. {last}", _POLLING) if ending.status is Status.TIMED_OUT else ending


def _success(call: ActionCall, found: _Found) -> Ending:
    return succeeded(found.response if call.step.outputs else None)


def _look(call: ActionCall, request: Request) -> _Found:
    """Call the API and compare.

    Raises:
        StoppedError: the step ends, for the call failed or the selector is no path.
    """
    selector, desired = call.text("PropertySelector"), _desired(call.inputs.get("DesiredValues"))
    response = request.answer(call, selector)
    wanted = f"Desired values: {desired}"
    try:
        value = select(selector, response)
    except NotFoundError:
        return _Found(response, is_desired=False, text=f'"{selector}" finds nothing in the API output. {wanted}')
    except SelectorError as error:
        raise StoppedError(failed(str(error), Stage.INPUT_VALIDATION)) from error
    values = value if isinstance(value, list) else [value]
    is_desired = bool(values) and all(_as_python(item) in desired for item in values)
    shown = shortened(_as_python(value))
    text = f"Property value '{shown}' from the API output is not in the desired values. {wanted}"
    return _Found(response, is_desired, text)


def _desired(value: JsonValue) -> list[str]:
    return [_as_python(item) for item in value] if isinstance(value, list) else [_as_python(value)]


def _as_python(value: JsonValue) -> str:
    """As Python prints a value, in which the service compares: True, None, 5."""
    return str(value)
