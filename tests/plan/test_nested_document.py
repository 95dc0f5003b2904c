"""Documents that others run: their texts, and all checks of their parameters."""

import contextlib
import json
from collections.abc import Mapping

import pytest

from ssmdoc.plan.agent_document import DocumentError
from ssmdoc.plan.nested_document import plan_document, read_parameters
from ssmdoc.plan.parameter_store import INTERNAL_ERROR, StoredParameter
from ssmdoc.source.values import JsonValue

STEP: JsonValue = {"action": "aws:runShellScript", "name": "s", "inputs": {"runCommand": ["echo {{ p }}"]}}

YAML = "schemaVersion: '2.2'\nmainSteps: [{action: a, name: b}]\n"


def document(version: JsonValue = "2.2", **declarations: JsonValue) -> str:
    return json.dumps({"schemaVersion": version, "parameters": declarations, "mainSteps": [STEP]})


def error_of(text: str, values: Mapping[str, JsonValue]) -> str:
    with pytest.raises(DocumentError) as error:
        plan_document(text, values, {})
    return str(error.value)


def command_of(text: str, values: Mapping[str, JsonValue]) -> JsonValue:
    inputs = plan_document(text, values, {}).steps[0].inputs
    assert isinstance(inputs, dict)
    return inputs["runCommand"]


def thrown(validator: str, problem: str, name: str = "p") -> str:
    return (
        f"all errors during param validation errors: error thrown in '{validator}ParamValidator' "
        f"while validating parameter /{name}/: {problem}"
    )


def test_a_yaml_document_takes_a_number_for_a_text() -> None:
    text = "schemaVersion: 2.2\nmainSteps:\n- {action: aws:runShellScript, name: 1, inputs: {runCommand: [a]}}\n"
    assert plan_document(text, {}, {}).steps[0].name == "1"


def test_a_json_document_with_a_wrong_type_is_read_as_yaml() -> None:
    assert command_of(document(2.2, p={"default": "x"}), {}) == ["echo x"]


def test_keys_of_yaml_count_by_case() -> None:
    assert error_of("SchemaVersion: '2.2'\n", {}).startswith("Document with schema version  is not supported")


@pytest.mark.parametrize(
    ("declaration", "value", "problem"),
    [
        ({"minChars": 2}, "é", None),
        ({"minChars": "2"}, "a", ("MinMaxChar", "parameter value /a/ is less than the min char limit /2/")),
        ({"minChars": -1, "maxChars": 2.5}, "abc", None),
        ({"maxChars": 2}, ["ab", "abc"], ("MinMaxChar", "parameter value /abc/ is exceeding the max chars /2/")),
        ({"maxChars": 5}, {"a": "b"}, ("MinMaxChar", 'parameter value /{"a":"b"}/ is exceeding the max chars /5/')),
        ({"maxChars": 5}, 7, ("MinMaxChar", "invalid parameter type String with parameter value 7")),
        ({"maxItems": 0}, ["a"], None),
        (
            {"type": "StringList", "maxItems": 0},
            ["a"],
            ("MinMaxItem", "parameter value list length /0/ has exceeded the max item count"),
        ),
        (
            {"type": "StringMap", "minItems": 2},
            {"a": "b"},
            ("MinMaxItem", "parameter value list length /1/ is less the min item count"),
        ),
        ({"type": "StringMap", "minItems": 2}, "text", None),
        (
            {"allowedValues": ["a", "b"]},
            ["a", "c"],
            ("AllowedValue", "parameter value /c/ is not in the allowed list [a b]"),
        ),
        ({"allowedValues": ['{"a":"b"}']}, {"a": "b"}, None),
        ({"type": "Integer", "default": 5}, 5, None),
        ({"type": "Integer", "default": 1000000}, 1000000, None),
        ({"type": "Integer", "default": 5}, True, ("AllowedValue", "could not convert /true/ to float64 for Integer")),
        (
            {"type": "Integer"},
            2**31 - 1,
            ("AllowedValue", "out-of-boundary error for parameter value /2.147483647e+09/ for type Integer "),
        ),
        (
            {"type": "Boolean", "default": "true"},
            True,
            ("AllowedValue", "parameter value /true/ not equal to default for Boolean"),
        ),
    ],
)
def test_validators(declaration: dict[str, JsonValue], value: JsonValue, problem: tuple[str, str] | None) -> None:
    text = document(p={"type": "String", **declaration})
    if problem is None:
        plan_document(text, {"p": value}, {})
    else:
        assert error_of(text, {"p": value}) == thrown(*problem)


def test_a_missing_value_is_checked_too() -> None:
    problem = "invalid parameter type String with parameter value <nil>"
    assert error_of(document(p={"type": "String", "minChars": 1}), {}) == thrown("MinMaxChar", problem)


def test_a_large_integer_of_yaml_never_equals_its_default() -> None:
    text = (
        "schemaVersion: '2.2'\nparameters: {n: {type: Integer, default: 1000000}}\nmainSteps: [{action: a, name: b}]\n"
    )
    problem = "parameter value /1e+06/ not equal to default /1000000/ for Integer"
    assert error_of(text, {}) == thrown("AllowedValue", problem, "n")


def test_a_map_as_default_in_yaml_cannot_be_read() -> None:
    text = (
        "schemaVersion: '2.2'\nparameters: {m: {type: StringMap, default: {a: b}}}\nmainSteps: [{action: a, name: b}]\n"
    )
    assert error_of(text, {}) == INTERNAL_ERROR


def test_values_from_parameter_store_are_not_checked() -> None:
    text = document(p={"type": "String", "allowedValues": ["a"]})
    store = {"stored": StoredParameter("b")}
    assert plan_document(text, {"p": "{{ssm:stored}}"}, store).steps[0].inputs == {"runCommand": ["echo b"]}


@pytest.mark.parametrize(
    ("given", "values"),
    [
        (None, {}),
        ("", {}),
        ("null", {}),
        ({"a": None, "b": 1.0}, {"b": 1.0}),
        ('{"a": null, "b": [1]}', {"b": [1.0]}),
        ("a: ~\nb: 7", {"b": 7}),
    ],
)
def test_parameters(given: JsonValue, values: Mapping[str, JsonValue]) -> None:
    assert read_parameters(given) == values


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["a"], "parameter type specified to run document is unknown"),
        (True, "parameter type specified to run document is unknown"),
        (
            "[a]",
            "Unmarshalling document parameters failed. Please make sure the parameters are specified in the right "
            "formatJSON format error - invalid character 'a' looking for beginning of value, YAML format error - "
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]interface {}.",
        ),
    ],
)
def test_parameters_that_cannot_be_read(given: JsonValue, message: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_parameters(given)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "text", ["[" * 900 + "]" * 900, '{"mainSteps": ' + "[" * 199 + "]" * 199 + "}", "- " * 5000, "9" * 5000]
)
def test_no_text_makes_it_raise_anything_else(text: str) -> None:
    with pytest.raises(DocumentError):
        plan_document(text, {}, {})
    with contextlib.suppress(DocumentError):
        plan_document(document(), read_parameters(text), {})
