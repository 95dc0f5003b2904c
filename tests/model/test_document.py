"""A document from a tree: the parts of good ones, and no exception for any shape."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.model.document import Document, build
from ssmdoc.rules import RULES
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Scalar


def document(text: str) -> Document:
    source = Source("x.yaml", text)
    return build(source, read(source).root)


COMMAND_2 = """
schemaVersion: "2.2"
description: "{{ NotHere }}"
parameters:
  Path: {type: String, default: /tmp}
  Mode: {type: StringList}
mainSteps:
  - action: aws:runShellScript
    name: "{{ NotHere }}"
    precondition: {StringEquals: ["{{ Path }}", /tmp]}
    inputs:
      "{{ NotHere }}": 1
      runCommand: ["ls {{ Path }}", "cat <<EOF>>x", "<< Mode >> << ssm:a >> << step.Out >>"]
"""

COMMAND_1 = """
schemaVersion: "1.2"
parameters:
  commands: {type: StringList}
runtimeConfig:
  aws:runShellScript:
    settings: {startType: "{{ start }}"}
    properties: [{id: 0.aws:runShellScript, runCommand: "{{ commands }}"}]
  aws:psModule: {properties: "{{ properties }}"}
"""


def references(found: Document) -> list[tuple[str, ...]]:
    return [reference.names for site in found.sites for reference in site.references]


def test_command_2() -> None:
    found = document(COMMAND_2)
    assert [(item.name.text, item.type) for item in found.parameters] == [("Path", "String"), ("Mode", "StringList")]
    assert [(step.name and step.name.text, step.action and step.action.text) for step in found.steps] == [
        ("{{ NotHere }}", "aws:runShellScript")
    ]
    assert references(found) == [("Path",), ("Path",), ("Mode",), ("a",)]


def test_command_1() -> None:
    found = document(COMMAND_1)
    assert [(step.name, step.action and step.action.text) for step in found.steps] == [
        (None, "aws:runShellScript"),
        (None, "aws:psModule"),
    ]
    assert references(found) == [("start",), ("commands",), ("properties",)]
    assert [len(list(step.input_maps())) for step in found.steps] == [1, 0]


KEYS = ["schemaVersion", "parameters", "type", "default", "allowedValues", "allowedPattern", "interpolationType", "P"]
KEYS += ["mainSteps", "action", "name", "precondition", "StringEquals", "onFailure", "runtimeConfig"]
KEYS += ["aws:runShellScript", "inputs", "runCommand", "timeoutSeconds"]
TEXTS = [
    "2.2",
    "1.2",
    "String",
    "StringList",
    "Integer",
    "{{ P }}",
    "{{ P",
    "platformType",
    "exit",
    "",
    "a b",
    "^(a+)$",
    "7",
]
TREES = st.recursive(
    st.sampled_from(TEXTS) | st.integers(-9, 9) | st.booleans() | st.none(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(KEYS), below, max_size=5),
    max_leaves=20,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=6))
def test_any_shape_gives_a_document_and_findings_inside_it(value: dict[str, object]) -> None:
    import json

    text = json.dumps(value)
    found = document(text)
    for rule in RULES.values():
        for finding in rule.run(found):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
    assert all(isinstance(scalar, Scalar) for scalar in found.places)


AUTOMATION = """
schemaVersion: "0.3"
assumeRole: "{{ Role }}"
shared: &shared {Role: {type: String}, P: {type: Integer}}
parameters:
  <<: *shared
  P: {type: String}
variables: {V: {type: String}}
mainSteps:
- name: first
  action: aws:loop
  inputs:
    Iterators: "{{ P }}"
    Steps:
    - {name: inner, action: aws:sleep, inputs: {Duration: "{{ first.CurrentIteratorValue }} << inner.Out >>"}}
- name: second
  action: aws:sleep
  inputs: &inputs {Duration: "<< variable:V >> << variable:W >> << global:DATE >> << global:X >> << other.Out >>"}
- name: third
  action: aws:sleep
  inputs: *inputs
"""


def test_automation() -> None:
    found = document(AUTOMATION)
    assert references(found) == [
        ("Role",),
        ("P",),
        ("first", "CurrentIteratorValue"),
        ("inner", "Out"),
        ("V",),
        ("DATE",),
    ]
    steps = {step.name.text: step for step in found.steps if step.name}
    places = [(where.step, where.key) for where in found.places.values()]
    assert places == [
        (None, "assumeRole"),
        (steps["first"], "Iterators"),
        (steps["inner"], "Duration"),
        (steps["second"], "Duration"),
    ]
    assert {name: parameter.type for name, parameter in found.parameters_by_name.items() if name != "<<"} == {
        "Role": "String",
        "P": "String",
    }


AUTOMATION_KEYS = ["schemaVersion", "assumeRole", "parameters", "variables", "mainSteps", "outputs", "P", "s", "<<"]
AUTOMATION_KEYS += ["name", "action", "inputs", "outputs", "Name", "Selector", "Type", "type", "default", "nextStep"]
AUTOMATION_KEYS += ["onFailure", "onCancel", "isEnd", "Choices", "NextStep", "Variable", "And", "StringEquals"]
AUTOMATION_KEYS += ["Default", "Steps", "Iterators", "LoopCondition", "Value", "InstanceId", "{{ P }}"]
AUTOMATION_TEXTS = ["0.3", "String", "StringList", "{{ P }}", "{{ s.O }}", "{{ s.O", "<< s.O >>", "{{ variable:P }}"]
AUTOMATION_TEXTS += [
    "variable:P",
    "s",
    "t",
    "step:s",
    "aws:loop",
    "aws:branch",
    "aws:updateVariable",
    "aws:createImage",
]
AUTOMATION_TEXTS += ["{{ global:X }}", "{{ s.CurrentIteratorValue }}", "a{{ P }}", "{{ ssm:a:b }}", "", "5"]
AUTOMATION_TREES = st.recursive(
    st.sampled_from(AUTOMATION_TEXTS) | st.integers(-9, 9) | st.booleans() | st.none(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.sampled_from(AUTOMATION_KEYS), below, max_size=6),
    max_leaves=20,
)
INPUTS = st.dictionaries(st.sampled_from(AUTOMATION_KEYS), AUTOMATION_TREES, max_size=4)
STEPS = st.fixed_dictionaries(
    {"name": st.sampled_from(["s", "t", "u", ""]), "action": st.sampled_from(AUTOMATION_TEXTS)},
    optional=dict.fromkeys(("nextStep", "onFailure", "onCancel", "isEnd", "outputs"), AUTOMATION_TREES)
    | {"inputs": INPUTS | AUTOMATION_TREES},
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(AUTOMATION_KEYS), AUTOMATION_TREES, max_size=6), st.lists(STEPS, max_size=5))
def test_any_shape_of_automation_gives_findings_inside_it(value: dict[str, object], steps: list[object]) -> None:
    import json

    text = json.dumps(value | {"schemaVersion": "0.3", "mainSteps": steps})
    found = document(text)
    for rule in RULES.values():
        for finding in rule.run(found):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
