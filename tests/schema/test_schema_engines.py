"""Both engines say the same of any document."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.model.kind import Kind
from ssmdoc.schema.check import SCHEMAS, check
from ssmdoc.schema.engine import ENGINES, compiled
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

SAMPLES: dict[Kind, Any] = {
    Kind.COMMAND_2: {
        "schemaVersion": "2.2",
        "description": "x",
        "parameters": {"A": {"type": "String", "default": "a", "allowedValues": ["a"], "maxChars": "5"}},
        "mainSteps": [
            {"action": "aws:runShellScript", "name": "a", "inputs": {"runCommand": ["x"], "timeoutSeconds": "60"}},
            {
                "action": "aws:downloadContent",
                "name": "b",
                "precondition": {"StringEquals": ["platformType", "Linux"]},
                "inputs": {"sourceType": "S3", "sourceInfo": {"path": "p"}, "onFailure": "exit"},
            },
        ],
    },
    Kind.COMMAND_1: {
        "schemaVersion": "1.2",
        "parameters": {"A": {"type": "StringList"}},
        "runtimeConfig": {
            "aws:runShellScript": {"properties": [{"id": "0", "runCommand": "{{ A }}", "timeoutSeconds": 60}]},
            "aws:other": {"properties": {"x": 1}, "settings": {}},
        },
    },
    Kind.AUTOMATION: {
        "schemaVersion": "0.3",
        "assumeRole": "{{ A }}",
        "parameters": {"A": {"type": "AWS::IAM::Role::Arn", "default": "", "minChars": 1}},
        "variables": {"n": {"type": "Integer", "default": 1}},
        "files": {"a.zip": {"checksums": {"sha256": "0"}}},
        "mainSteps": [
            {
                "name": "a",
                "action": "aws:executeScript",
                "isEnd": "true",
                "maxAttempts": "2",
                "onFailure": "step:c",
                "inputs": {"Runtime": "python3.11", "Handler": "h", "Script": "x", "InputPayload": {"x": 1}},
                "outputs": [{"Name": "x", "Selector": "$.Payload.x", "Type": "String"}],
            },
            {
                "name": "b",
                "action": "aws:loop",
                "inputs": {
                    "Iterators": ["a"],
                    "Steps": [
                        {
                            "name": "c",
                            "action": "aws:branch",
                            "inputs": {
                                "Choices": [
                                    {"NextStep": "d", "Variable": "{{ a.x }}", "StringEquals": "x"},
                                    {
                                        "NextStep": "d",
                                        "And": [
                                            {"Not": {"Variable": "x", "NumericEquals": 1}},
                                            {"Variable": "x", "BooleanEquals": "true"},
                                        ],
                                    },
                                ]
                            },
                        },
                        {"name": "d", "action": "aws:sleep", "inputs": {"Duration": "PT1M"}},
                    ],
                },
            },
            {"name": "e", "action": "aws:executeAwsApi", "inputs": {"Service": "ec2", "Api": "x", "Filters": []}},
            {
                "name": "f",
                "action": "aws:runCommand",
                "inputs": {"DocumentName": "x", "Targets": [{"Key": "k", "Values": ["v"]}], "TimeoutSeconds": 60},
            },
        ],
        "outputs": ["a.x"],
    },
    Kind.CHANGE_TEMPLATE: {
        "schemaVersion": "0.3",
        "templateInformation": "x",
        "emergencyChange": False,
        "autoApprovable": "false",
        "executableRunBooks": [{"name": "x", "version": "1"}],
        "mainSteps": [
            {
                "name": "a",
                "action": "aws:approve",
                "timeoutSeconds": 60,
                "inputs": {"EnhancedApprovals": {"Approvers": [{"approver": "x", "type": "IamUser"}]}},
            }
        ],
    },
    Kind.SESSION: {
        "schemaVersion": "1.0",
        "sessionType": "InteractiveCommands",
        "parameters": {"A": {"type": "String", "default": "/var/log"}},
        "properties": {"linux": {"commands": "ls {{ A }}", "runAsElevated": True}},
    },
    Kind.PACKAGE: {
        "schemaVersion": "2.0",
        "version": "1.0",
        "packages": {"amazon": {"_any": {"x86_64": {"file": "a.zip"}}}},
        "files": {"a.zip": {"checksums": {"sha256": "0" * 64}}},
    },
}

WORDS = [
    "runCommand",
    "runcommand",
    "input",
    "type",
    "name",
    "5\n",
    "{{ A }}",
    "aws:runShellScript",
    "aws:approve",
    "inputs",
    "Choices",
    "exit",
    "",
    "é",
    "0",
    "+1",
    "a/b~1",
]
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    st.text(max_size=3),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys or indices."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found += [(value, key), *places(value[key])]
    return found


@st.composite
def documents(draw: st.DrawFn, kind: Kind) -> Any:
    """A sample with a few values replaced, keys removed and keys added."""
    document = copy.deepcopy(SAMPLES[kind])
    for _ in range(draw(st.integers(1, 3))):
        spots = places(document)
        if not spots:
            break
        container, key = spots[draw(st.integers(0, len(spots) - 1))]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "remove":
                del container[key]
            case "add" if isinstance(container, dict):
                container[draw(st.sampled_from(WORDS))] = draw(values)
            case _:
                container[key] = draw(values)
    return document


def tree(value: Any, offset: int = 0) -> Node:
    """A tree that has the given value, every node at a place of its own."""
    counter = iter(range(offset, 10**6))

    def build(part: Any) -> Node:
        start = next(counter)
        match part:
            case dict():
                entries = [Entry(build(key), build(item)) for key, item in part.items()]
                return Mapping(start, next(counter), entries)
            case list():
                return Sequence(start, next(counter), [build(item) for item in part])
            case str():
                return Scalar(start, next(counter), part, Style.DOUBLE)
            case None | True | False:
                return Scalar(start, next(counter), {None: "null", True: "true", False: "false"}[part], Style.PLAIN)
            case _:
                return Scalar(start, next(counter), repr(part), Style.PLAIN)

    return build(value)


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
def test_same_findings(kind: Kind, data: st.DataObject) -> None:
    root = tree(data.draw(documents(kind)))
    rust, python = (list(check(kind, root, engine=engine)) for engine in ENGINES)
    assert rust == python


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
def test_valid_means_no_violations(kind: Kind, data: st.DataObject) -> None:
    document = data.draw(documents(kind))
    for engine in ENGINES:
        validator = compiled(SCHEMAS[kind], engine)
        assert validator.is_valid(document) == (not list(validator.violations(document)))


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("engine", ENGINES)
def test_samples_are_valid(kind: Kind, engine: str) -> None:
    assert list(check(kind, tree(SAMPLES[kind]), engine=engine)) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_end_of_pattern_is_end_of_text(engine: str) -> None:
    text = '{"schemaVersion": "2.2", "parameters": {"A\\n": {"type": "String"}}, "mainSteps": ['
    text += '{"action": "x", "name": "b\\n"}]}'
    root = read(Source("x.json", text)).root
    assert root
    found = [
        (diagnostic.rule, text[slice(*diagnostic.span)]) for diagnostic in check(Kind.COMMAND_2, root, engine=engine)
    ]
    assert found == [("invalid-value", '"A\\n"'), ("invalid-value", '"b\\n"')]
