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
    assert all(isinstance(scalar, Scalar) for scalar in found.scalars)
