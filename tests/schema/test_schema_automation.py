"""What the schema of Automation documents takes, and what it says of the rest."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.model.kind import Kind, document_kind
from ssmdoc.schema.check import check, check_schema
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence
from tests.schema.automation_samples import NAMED, REQUIRED, document, full, minimal

OK = Path(__file__).parents[2] / "fixtures" / "lint" / "ok"
RUNBOOKS = sorted(
    path
    for path in OK.iterdir()
    if path.name.startswith(("automation_", "change_template")) and "<<:" not in path.read_text(encoding="utf-8")
)
HEAD = 'schemaVersion: "0.3"\nmainSteps:\n'


def found(text: str, kind: Kind = Kind.AUTOMATION) -> list[str]:
    """The findings as `word severity: message`, where word is what the span covers."""
    root = read(Source("x.yaml", text)).root
    assert root
    return [f"{text[slice(*one.span)]} {one.severity.value}: {one.message}" for one in check(kind, root)]


def messages(value: Any) -> list[str]:
    text = json.dumps(value)
    return [line.partition(": ")[2] for line in found(text)]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=list(ACTIONS))
@pytest.mark.parametrize("inputs", [minimal, full])
def test_accepts(action: Any, inputs: Any) -> None:
    value = document(action.name, inputs(action))
    assert messages(value) == []
    root = read(Source("x.json", json.dumps(value))).root
    assert root
    assert list(check_schema("ssm-document", root)) == []


@pytest.mark.parametrize(("action", "name"), REQUIRED)
def test_missing_input(action: str, name: str) -> None:
    inputs = full(ACTIONS[action])
    del inputs[name]
    expected = f'missing key "{name}" in the inputs of {action}'
    (finding,) = found(json.dumps(document(action, inputs)))
    first = json.dumps(next(iter(inputs))) if inputs else "{}"
    assert finding == f"{first} error: {expected}"


@pytest.mark.parametrize(("action", "name"), NAMED)
def test_misspelt_input(action: str, name: str) -> None:
    wrong = name[:-1] + name[-1] * 2
    inputs = {wrong if key == name else key: value for key, value in full(ACTIONS[action]).items()}
    expected = f'unknown key "{wrong}" in the inputs of {action}, did you mean "{name}"?'
    (finding,) = found(json.dumps(document(action, inputs)))
    assert finding.startswith(f'"{wrong}" ')
    assert finding.endswith(f": {expected}")


def closed_keys(root: Node) -> Iterator[Scalar]:
    """The keys of a runbook that belong to the language, not to a parameter, an API or a script."""
    assert isinstance(root, Mapping)
    for key, entry in named(root):
        yield key
        match key.text, entry.value:
            case "parameters" | "variables", Mapping() as declared:
                for _, one in named(declared):
                    yield from keys_of(one.value)
            case "executableRunBooks", Sequence() as books:
                for book in books.items:
                    yield from keys_of(book)
            case "mainSteps", Sequence() as steps:
                yield from step_keys(steps)


def step_keys(steps: Sequence) -> Iterator[Scalar]:
    for step in steps.items:
        yield from keys_of(step)
        assert isinstance(step, Mapping)
        action = step.get("action")
        assert isinstance(action, Scalar)
        for output in items(step.get("outputs")):
            yield from keys_of(output)
        inputs = step.get("inputs")
        if not isinstance(inputs, Mapping) or ACTIONS[action.text].takes_any_inputs:
            continue
        known = {given.name for given in ACTIONS[action.text].inputs}
        yield from (key for key, _ in named(inputs) if key.text in known)
        for choice in items(inputs.get("Choices")):
            yield from condition_keys(choice)
        for condition in (inputs.get("LoopCondition"),):
            yield from condition_keys(condition)
        for part in ("Tags", "TargetLocations") if action.text != "aws:runInstances" else ():
            for item in items(inputs.get(part)):
                yield from keys_of(item)
        inner = inputs.get("Steps")
        if isinstance(inner, Sequence):
            yield from step_keys(inner)


def condition_keys(condition: Node | None) -> Iterator[Scalar]:
    if isinstance(condition, Mapping):
        yield from keys_of(condition)
        for name in ("And", "Or"):
            for inner in items(condition.get(name)):
                yield from condition_keys(inner)
        yield from condition_keys(condition.get("Not"))


def keys_of(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        yield from (key for key, _ in named(node))


def named(mapping: Mapping) -> Iterator[tuple[Scalar, Entry]]:
    for entry in mapping.entries:
        assert isinstance(entry.key, Scalar)
        yield entry.key, entry


def items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.name)
def test_every_misspelt_key_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = read(Source(path.name, text)).root
    assert root
    kind = document_kind(root)
    assert kind in (Kind.AUTOMATION, Kind.CHANGE_TEMPLATE)
    assert list(check(kind, root)) == []
    for key in closed_keys(root):
        wrong = key.text[:-1] + key.text[-1] * 2
        changed = text[: key.start] + text[key.start : key.end].replace(key.text, wrong) + text[key.end :]
        changed_root = read(Source(path.name, changed)).root
        assert changed_root
        there = [one.message for one in check(kind, changed_root) if one.span.start == key.start]
        assert any(f'unknown key "{wrong}"' in one for one in there), (key.text, there)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param(
            "  - {name: a, action: aws:sleep, inputs: {Duration: PT1S}, isEnd: 'true', isCritical: 'False', "
            "maxAttempts: '3', timeoutSeconds: '600', onFailure: Continue, onCancel: 'step:x', nextStep: b}\n",
            [],
            id="numbers and flags as text",
        ),
        pytest.param(
            "  - {name: a, action: aws:sleep, inputs: {Duration: PT1S}, isEnd: '{{ x }}', timeoutSeconds: '<< x >>'}\n",
            [],
            id="references",
        ),
        pytest.param("  - {name: a, action: aws:pause}\n", [], id="a pause needs no inputs"),
        pytest.param("  - {name: a, action: aws:pause, inputs: {Message: x}}\n", [], id="a pause takes any input"),
        pytest.param(
            "  - {name: a, action: aws:putServerUpgradeMetrics, inputs: {x: 1}}\n", [], id="actions that AWS keeps"
        ),
        pytest.param(
            "  - {name: 7, action: aws:sleep, inputs: {Duration: 5}, nextStep: 8}\n",
            [
                '7 warning: "name" must be text, not the number 7; put it in quotes',
                '5 warning: "Duration" must be text, not the number 5; put it in quotes',
                '8 warning: "nextStep" must be the name of a step, not the number 8; put it in quotes',
            ],
            id="numbers in place of text",
        ),
        pytest.param(
            "  - {name: a, action: aws:changeInstanceState, inputs: {InstanceIds: i-1, DesiredState: Running}}\n",
            [
                'i-1 warning: "InstanceIds" must be a list, not "i-1"',
                'Running warning: "DesiredState" must be "running" or "stopped" or "terminated", not "Running", '
                'did you mean "running"?',
            ],
            id="one text in place of a list, other letter case",
        ),
        pytest.param(
            "  - {name: a, action: aws:executeScript, inputs: {Runtime: python3.6, Handler: h, Attachment: a.zip, "
            "Script: ''}}\n",
            [],
            id="attachment and empty script, old runtime",
        ),
        pytest.param(
            "  - {name: a, action: aws:executeScript, inputs: {Runtime: PowerShell 7.0, Script: ls}}\n",
            [],
            id="no handler in PowerShell",
        ),
        pytest.param(
            "  - {name: a, action: aws:executeScript, inputs: {Runtime: '{{ x }}', Script: ls}}\n",
            [],
            id="a runtime that nobody knows",
        ),
        pytest.param(
            "  - {name: a, action: aws:runCommand, inputs: {DocumentName: x, InstanceIds: '{{ a }}', "
            "Targets: '{{ b }}'}}\n",
            [],
            id="one of two references may be empty",
        ),
        pytest.param(
            "  - {name: a, action: aws:runCommand, inputs: {DocumentName: x, InstanceIds: [a], Targets: []}}\n",
            [],
            id="empty in place of left out",
        ),
        pytest.param(
            "  - {name: a, action: aws:executeAwsApi, inputs: {servise: ec2, Api: DescribeInstances}}\n",
            [
                'servise error: unknown key "servise" in the inputs of aws:executeAwsApi, did you mean "Service"?',
            ],
            id="misspelt where any key is allowed",
        ),
        pytest.param(
            "  - {name: a, action: aws:branch, inputs: {Choices: [{}, {NextStep: b, Variable: x}, []]}}\n",
            [
                '{} error: missing key "NextStep" in choice 1',
                '{} error: missing key "Variable", "And", "Or" or "Not" in choice 1',
                'NextStep error: missing an operation such as "StringEquals" in choice 2',
                '[] error: item 3 of "Choices" must be a map, not an empty list',
            ],
            id="choices",
        ),
        pytest.param(
            "  - {name: a, action: aws:approve, inputs: {EnhancedApprovals: {}}}\n", [], id="approvals of a template"
        ),
        pytest.param(
            "  - ${steps}\n", ['${steps} warning: item 1 of "mainSteps" must be a map, not "${steps}"'], id="template"
        ),
        pytest.param(
            "  - {name: a, action: aws:loop, inputs: {Iterators: [1, {a: b}], "
            "Steps: [{name: b, action: aws:sleep}]}}\n",
            ['name error: missing key "inputs" in step "b"'],
            id="steps of a loop",
        ),
    ],
)
def test_step(step: str, expected: list[str]) -> None:
    assert found(HEAD + step) == expected


@pytest.mark.parametrize(
    "text",
    ["a: 1", "mainSteps: {a: [b]}", "mainSteps: [[[]], 1, {inputs: []}, {action: aws:loop, inputs: {Steps: {}}}]"],
)
@pytest.mark.parametrize("kind", [Kind.AUTOMATION, Kind.CHANGE_TEMPLATE])
def test_wrong_shapes_are_told(text: str, kind: Kind) -> None:
    assert found(text, kind)
