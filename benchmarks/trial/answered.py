"""Scripts and commands that are not run: what their step reads of them is made up."""

from collections.abc import Mapping

from benchmarks.trial.paths import with_value
from ssmdoc.automation.actions.call import Action, ActionCall
from ssmdoc.automation.records import Ending, succeeded
from ssmdoc.init_test.samples import like
from ssmdoc.source.values import JsonValue

_BY_TYPE: Mapping[str, JsonValue] = {
    "StringList": ["example"],
    "Integer": 1,
    "Boolean": True,
    "StringMap": {"Key": "value"},
    "MapList": [{"Key": "value"}],
}


def script(call: ActionCall) -> Ending:
    """aws:executeScript with a Payload that has what the declared outputs select."""
    response: JsonValue = {"Payload": {}}
    for output in call.step.outputs:
        made_up = _BY_TYPE.get(output.type, like(output.name))
        response = with_value(response, output.selector, made_up)
    return succeeded(response, response if isinstance(response, dict) else {})


def command(call: ActionCall) -> Ending:
    """aws:runCommand of which one node says that all went well."""
    outputs: dict[str, JsonValue] = {"CommandId": call.record_id, "Status": "Success", "ResponseCode": 0, "Output": "x"}
    return succeeded(outputs, outputs)


ANSWERED: Mapping[str, Action] = {"aws:executeScript": script, "aws:runCommand": command}
