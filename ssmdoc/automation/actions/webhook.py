"""aws:invokeWebhook: an integration, which is a parameter of Parameter Store, says where to post what.

The integration is read as ssm GetParameter, unless the parameters that the run was given have it. The request itself
is never made: it is asked for as `Post` of the service `webhook`, which only mocks answer. Whatever status is answered,
the step succeeds and has it as ResponseCode; AWS does not say what it does with an error.
Sources: UG25 invoke-webhook.md, creating-webhook-integrations.md.
"""

import json

from ssmdoc.automation.actions.answer_parts import part, text
from ssmdoc.automation.actions.api import call_api
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.working import ended_well
from ssmdoc.automation.records import Ending, Stage, failed
from ssmdoc.aws.webhook import POST, WEBHOOK
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue

FOLDER = "/d9d01087-4a3f-49e0-b0b4-d568d7826553/ssm/integrations/webhook/"
"""Where integrations are in Parameter Store."""


def invoke_webhook(call: ActionCall) -> Ending:
    """Post the body of the step, or that of the integration, to its address."""
    name = call.text("IntegrationName")
    integration = _integration(call, name)
    url = _field(integration, "url")
    if not isinstance(url, str) or not url.lower().startswith("https://"):
        return _refused(name, "its URL must begin with https://")
    body, headers = call.inputs.get("Body"), _field(integration, "headers")
    if body is None:
        body = _field(integration, "payload")
    request: dict[str, JsonValue] = {
        "Url": url,
        "Headers": {key: as_text(value) for key, value in headers.items()} if isinstance(headers, dict) else None,
        "Body": None if body is None else as_text(body),
    }
    answer = call_api(call, WEBHOOK, POST, request)
    code = part(answer, "StatusCode")
    return ended_well(call, {"Response": text(answer, "Body"), "ResponseCode": "" if code is None else as_text(code)})


def _integration(call: ActionCall, name: str) -> dict[str, JsonValue]:
    """The integration of a name.

    Raises:
        StoppedError: there is none, or it is not what an integration must be.
    """
    stored = call.world.store.get(FOLDER + name)
    value = stored.value if stored else _parameter(call, FOLDER + name)
    try:
        integration: JsonValue = json.loads(value)
    except (ValueError, RecursionError):
        integration = None
    if not isinstance(integration, dict):
        raise StoppedError(_refused(name, "its value must be a JSON object with a url"))
    return integration


def _parameter(call: ActionCall, name: str) -> str:
    answer = call_api(call, "ssm", "GetParameter", {"Name": name, "WithDecryption": True}, wanted="Value")
    return text(answer, "Parameter", "Value")


def _field(integration: dict[str, JsonValue], name: str) -> JsonValue:
    """A field in any letter case: the guide writes both URL and url."""
    return next((value for key, value in integration.items() if key.lower() == name), None)


def _refused(name: str, why: str) -> Ending:
    return failed(f'the integration "{name}" cannot be used: {why}', Stage.INPUT_VALIDATION)
