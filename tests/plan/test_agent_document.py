"""What the agent says to documents whose values have another type than it takes; the field is named as Go names it."""

import pytest

from ssmdoc.plan.agent_document import Declaration, DocumentError, Step, decode
from ssmdoc.source.values import JsonValue

INTERNAL = "encountered error while parsing input - internal error json: "


def document(**parts: JsonValue) -> JsonValue:
    return {"schemaVersion": "2.2", **parts}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            document(parameters={"p": {"allowedValues": [1, True]}}),
            "cannot unmarshal number into Go struct field Parameter.DocumentContent.parameters.allowedValues"
            " of type string",
        ),
        (
            document(mainSteps=[{"precondition": {"StringEquals": ["platformType", 5]}}]),
            "cannot unmarshal number into Go struct field InstancePluginConfig.DocumentContent.mainSteps.precondition"
            " of type string",
        ),
        (
            document(description=["x"]),
            "cannot unmarshal array into Go struct field DocumentContent.DocumentContent.description of type string",
        ),
        (
            document(mainSteps={"a": 1}),
            "cannot unmarshal object into Go struct field DocumentContent.DocumentContent.mainSteps"
            " of type []*contracts.InstancePluginConfig",
        ),
        (
            document(mainSteps=["echo"]),
            "cannot unmarshal string into Go struct field DocumentContent.DocumentContent.mainSteps"
            " of type contracts.InstancePluginConfig",
        ),
        (
            document(mainSteps=[{"maxAttempts": 1.5}]),
            "cannot unmarshal number 1.5 into Go struct field"
            " InstancePluginConfig.DocumentContent.mainSteps.maxAttempts of type int",
        ),
        (
            document(mainSteps=[{"TIMEOUTSECONDS": 2**63}]),
            "cannot unmarshal number 9223372036854775808 into Go struct field"
            " InstancePluginConfig.DocumentContent.mainSteps.timeoutSeconds of type int",
        ),
        (
            document(parameters={"p": {"minChars": "x"}}, description=5),
            'invalid number literal, trying to unmarshal "\\"x\\"" into Number',
        ),
        (
            document(description=5, mainSteps=[{"name": 5}]),
            "cannot unmarshal number into Go struct field DocumentContent.DocumentContent.description of type string",
        ),
        (
            ["a"],
            "cannot unmarshal array into Go struct field SendCommandPayload.DocumentContent"
            " of type contracts.DocumentContent",
        ),
    ],
)
def test_refused_types(value: JsonValue, message: str) -> None:
    with pytest.raises(DocumentError) as error:
        decode(value)
    assert str(error.value) == INTERNAL + message


def test_keys_count_without_regard_to_case() -> None:
    value: JsonValue = {
        "SCHEMAVERSION": "2.2",
        "Parameters": {"Name": {"TYPE": "Integer", "Default": 5, "minChars": "3", "displayType": []}},
        "mainsteps": [{"Action": "a", "NAME": "n", "INPUTS": {"Key": 1}, "other": 1}, None],
        "unknown": [1],
    }
    decoded = decode(value)
    assert decoded.parameters == {"Name": Declaration("Integer", 5.0, "", min_chars="3")}
    assert decoded.main_steps == (Step("n", "a", {"Key": 1.0}, None, {}), None)
