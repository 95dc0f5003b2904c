"""Types of references against their places: inputs, comparisons, variables, and texts."""

import pytest

from tests.rules.findings import found_by

TYPES = ("String", "StringList", "Integer", "Boolean", "StringMap", "MapList")
DECLARED = "parameters:\n" + "".join(f"  P{name}: {{type: {name}}}\n" for name in TYPES)
MORE = """
  One: {type: StringList, maxItems: 1}
  Instance: {type: AWS::EC2::Instance::Id}
  Instances: {type: List<AWS::EC2::Instance::Id>}
  Odd: {type: string}
variables:
  VString: {type: String}
  VInteger: {type: Integer}
  VStringList: {type: StringList}
  VMapList: {type: MapList}
"""
STEPS = """
mainSteps:
- name: run
  action: aws:runInstances
  inputs: {ImageId: ami-1}
- name: api
  action: aws:executeAwsApi
  inputs: {Service: ec2, Api: DescribeInstances}
  outputs: [{Name: List, Selector: $.x, Type: StringList}, {Name: Free, Selector: $.x}]
"""
AUTOMATION = f'schemaVersion: "0.3"\n{DECLARED}{MORE}{STEPS}'


def findings(rule: str, text: str) -> list[str]:
    return [found.message for found in found_by(rule, text)]


def of_input(action: str, name: str, value: str) -> list[str]:
    text = f"{AUTOMATION}- {{name: use, action: '{action}', inputs: {{{name}: {value}}}}}\n"
    return findings("reference-of-wrong-type", text)


@pytest.mark.parametrize(
    ("action", "name", "fitting"),
    [
        ("aws:createImage", "InstanceId", ("String", "Integer", "Boolean")),
        ("aws:createImage", "NoReboot", ("String", "Boolean")),
        ("aws:approve", "MinRequiredApprovals", ("String", "Integer")),
        ("aws:approve", "Approvers", ("String", "StringList", "Integer", "Boolean")),
        ("aws:runCommand", "Parameters", ("StringMap",)),
        ("aws:runCommand", "Targets", ("MapList",)),
        ("aws:createImage", "BlockDeviceMappings", ("StringMap", "MapList")),
        ("aws:loop", "Iterators", ("String", "StringList", "Integer", "Boolean", "MapList")),
        ("aws:updateVariable", "Value", TYPES),
        ("aws:executeAwsApi", "Anything", TYPES),
        ("aws:unknown", "Anything", TYPES),
    ],
)
def test_inputs_of_actions(action: str, name: str, fitting: tuple[str, ...]) -> None:
    assert tuple(type_ for type_ in TYPES if not of_input(action, name, f"'{{{{ P{type_} }}}}'")) == fitting


@pytest.mark.parametrize(
    ("value", "messages"),
    [
        ("'{{ Instance }}'", []),
        ("'{{ Odd }}'", []),
        ("'{{ One }}'", []),
        ("'{{ run.InstanceIds }}'", []),
        ("'{{ api.Free }}'", []),
        ("'{{ global:DATE }}'", []),
        ("'x {{ PStringList }}'", []),
        ("['{{ PStringMap }}']", []),
        ("{a: '{{ PStringMap }}'}", []),
        ("'{{ Instances }}'", ["InstanceId needs a String, a StringList fits only if it has one item"]),
        ("'{{ api.List }}'", ["InstanceId needs a String, a StringList fits only if it has one item"]),
        ("'{{ variable:VStringList }}'", ["InstanceId needs a String, a StringList fits only if it has one item"]),
        ("'{{ PMapList }}'", ["InstanceId needs a String, not a MapList"]),
        ("'<< PMapList >>'", ["InstanceId needs a String, not a MapList"]),
    ],
)
def test_text_input(value: str, messages: list[str]) -> None:
    assert of_input("aws:createImage", "InstanceId", value) == messages


def test_input_of_several_types() -> None:
    assert of_input("aws:executeScript", "InputPayload", "'{{ PMapList }}'") == [
        "InputPayload needs a StringMap or a String, not a MapList"
    ]
    assert of_input("aws:runInstances", "MinInstanceCount", "'{{ PStringMap }}'") == [
        "MinInstanceCount needs an Integer or a String, not a StringMap"
    ]


def compared(variable: str, operation: str, operand: str) -> list[str]:
    condition = f"{{NextStep: run, Variable: '{variable}', {operation}: {operand}}}"
    return findings(
        "mismatched-comparison",
        f"{AUTOMATION}- {{name: use, action: 'aws:branch', inputs: {{Choices: [{{Or: [{condition}]}}]}}}}\n",
    )


@pytest.mark.parametrize(
    ("operation", "operand", "fitting"),
    [
        ("StringEquals", "a", ("String",)),
        ("EqualsIgnoreCase", "a", ("String", "Boolean")),
        ("EqualsIgnoreCase", "'True'", ("String",)),
        ("StartsWith", "a", ("String",)),
        ("Contains", "a", ("String", "StringList")),
        ("NumericEquals", "1", ("Integer",)),
        ("NumericLesserOrEquals", "1.5", ("Integer",)),
        ("NumericEquals", "'1'", TYPES),
        ("BooleanEquals", "true", ("Boolean",)),
        ("BooleanEquals", "'true'", ("Boolean",)),
        ("Unknown", "a", TYPES),
    ],
)
def test_comparisons(operation: str, operand: str, fitting: tuple[str, ...]) -> None:
    silent = tuple(type_ for type_ in TYPES if not compared(f"{{{{ P{type_} }}}}", operation, operand))
    if operation == "EqualsIgnoreCase" and operand == "a":
        # a Boolean that is compared with other text is for impossible-comparison
        assert silent == fitting
    elif operation == "StringEquals":
        assert silent == (*fitting, "Boolean")
    else:
        assert silent == fitting


@pytest.mark.parametrize(
    ("variable", "operation", "messages"),
    [
        ("{{ api.Free }}", "NumericEquals: 1", []),
        ("{{ run.InstanceIds }}", "StringEquals: a", ["StringEquals", "run.InstanceIds", "a StringList"]),
        ("{{ variable:VInteger }}", "StringEquals: a", ["StringEquals", "variable:VInteger", "an Integer"]),
        ("{{ global:DATE }}", "StringEquals: a", []),
        ("{{ Odd }}", "NumericEquals: 1", []),
        ("a {{ PInteger }}", "StringEquals: a", []),
        ("PInteger", "StringEquals: a", []),
    ],
)
def test_compared_variable(variable: str, operation: str, messages: list[str]) -> None:
    name, _, operand = operation.partition(": ")
    found = compared(variable, name, operand)
    expected = [f'{messages[0]} compares a String, but "{messages[1]}" is {messages[2]}'] if messages else []
    assert found == expected


@pytest.mark.parametrize(
    ("name", "value", "messages"),
    [
        ("VString", "a", []),
        ("VString", "'5'", []),
        ("VString", "'a {{ PInteger }}'", []),
        ("VString", "'{{ PString }}'", []),
        ("VString", "'{{ api.Free }}'", []),
        ("VString", "'{{ Other }}'", []),
        ("VString", "~", []),
        ("VString", "5", ['variable "VString" is a String, the value an Integer']),
        ("VString", "true", ['variable "VString" is a String, the value a Boolean']),
        ("VString", "{a: b}", ['variable "VString" is a String, the value a StringMap']),
        ("VString", "['{{ PString }}']", ['variable "VString" is a String, the value a StringList']),
        ("VString", "'{{ PStringList }}'", ['variable "VString" is a String, the value a StringList']),
        ("VInteger", "5", []),
        ("VInteger", "'5'", ['variable "VInteger" is an Integer, the value a String']),
        ("VStringList", "[a]", []),
        ("VStringList", "[]", []),
        ("VStringList", "['{{ PString }}']", []),
        ("VMapList", "['{{ PStringMap }}']", []),
        ("VMapList", "[{a: b}]", []),
        ("VMapList", "[a]", ['variable "VMapList" is a MapList, the value a StringList']),
        ("Unknown", "5", []),
    ],
)
def test_variables(name: str, value: str, messages: list[str]) -> None:
    step = f"- {{name: use, action: 'aws:updateVariable', inputs: {{Name: 'variable:{name}', Value: {value}}}}}\n"
    assert findings("variable-of-wrong-type", AUTOMATION + step) == messages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ PStringList }}", False),
        ("a {{ PStringList }} b", False),
        ("a={{ PStringList }}", False),
        ("'{{ PStringList }}'", False),
        ("{{ PString }}-x", False),
        ("/a/{{ PStringList }}", True),
        ("{{ PStringList }}-x", True),
        ("x{{ PMapList }}", True),
        ("{{ PStringMap }}.y", True),
    ],
)
def test_list_in_text(text: str, found: bool) -> None:
    step = f"- {{name: use, action: 'aws:createImage', inputs: {{InstanceId: i-1, ImageName: \"{text}\"}}}}\n"
    assert bool(findings("list-in-text", AUTOMATION + step)) is found
