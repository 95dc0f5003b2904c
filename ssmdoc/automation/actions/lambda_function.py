"""aws:invokeLambdaFunction.

The output Payload of a function that returned a text is that text without its quotes, as AWS's own runbooks use it.
That an error of the function fails the step is not documented.
Sources: UG25 automation-action-lamb.md; GR25 (300 seconds, 200 KB); the names of the outputs: github
cdklabs/cdk-ssm-documents issue 55.
"""

import json
from dataclasses import replace

from ssmdoc.automation.actions.answer_parts import text
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.working import call_while, unexpected
from ssmdoc.automation.records import Ending, succeeded
from ssmdoc.catalogue.limits import MAX_LAMBDA_BYTES, MAX_LAMBDA_SECONDS
from ssmdoc.plan.automation.convert import as_text, shortened
from ssmdoc.source.values import JsonValue

_INVOKING = "invoking the Lambda function"
_VERIFYING = "verifying the Lambda function has succeeded"
_INPUTS = ("FunctionName", "Qualifier", "InvocationType", "LogType", "ClientContext")
"""Invoke knows them by the same names."""


def invoke_lambda_function(call: ActionCall) -> Ending:
    """Call a function; InputPayload is what it gets, else Payload."""
    request = {name: call.inputs.get(name) for name in _INPUTS}
    given = call.inputs.get("InputPayload")
    payload = call.inputs.get("Payload") if given is None else given
    request["Payload"] = None if payload is None else as_text(payload)
    answer = call_while(call.within(MAX_LAMBDA_SECONDS), _INVOKING, "lambda", "Invoke", request)
    returned, error = text(answer, "Payload"), text(answer, "FunctionError")
    response = _response(call, answer)
    outputs = {name: as_text(value) for name, value in response.items()}
    size = len(returned.encode(errors="replace"))
    if error:
        reason = f"The function {call.text('FunctionName')} failed ({error}): {shortened(returned, 1_000)}"
    elif size > MAX_LAMBDA_BYTES:
        reason = f"The function {call.text('FunctionName')} returned {size:,} bytes, more than {MAX_LAMBDA_BYTES:,}"
    else:
        return succeeded(response, outputs)
    return replace(unexpected(_VERIFYING, reason), outputs=outputs)


def _response(call: ActionCall, answer: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """What the outputs are of; only a call that waits for the function has a Payload."""
    payload: JsonValue = None
    if call.text("InvocationType", "RequestResponse") == "RequestResponse":
        payload = _unquoted(text(answer, "Payload"))
    response = {name: answer.get(name) for name in ("StatusCode", "FunctionError", "LogResult")} | {"Payload": payload}
    return {name: value for name, value in response.items() if value not in (None, "")}


def _unquoted(payload: str) -> str:
    """The text that a JSON text is; any other JSON as it is."""
    try:
        value: JsonValue = json.loads(payload)
    except (ValueError, RecursionError):
        return payload
    return value if isinstance(value, str) else payload
