"""What the schema check says, and where."""

import pytest

from ssmdoc.model.kind import Kind
from ssmdoc.schema.check import check
from ssmdoc.schema.engine import preferred
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

HEAD = 'schemaVersion: "2.2"\n'
STEPS = "mainSteps:\n  - {action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}\n"
STEP = "mainSteps:\n  - action: aws:runShellScript\n    name: a\n"


def found(text: str, kind: Kind = Kind.COMMAND_2, left_to: frozenset[str] = frozenset()) -> list[str]:
    """The findings as `line:column word severity: message [rule]`, where word is what the span covers."""
    source = Source("x.yaml", text)
    root = read(source).root
    assert root
    lines = []
    for rule, severity, message, span, *_ in check(kind, root, left_to=left_to):
        line, column = source.position(span.start)
        lines.append(f"{line}:{column} {text[slice(*span)]} {severity.value}: {message} [{rule}]")
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEAD + STEPS, [], id="good"),
        pytest.param(HEAD + "parameters:\ndescription:\n" + STEPS, [], id="empty values"),
        pytest.param(HEAD + "$schema: x\n" + STEPS, [], id="schema for editors"),
        pytest.param(
            HEAD + "mainStep: []\n",
            ['2:1 mainStep error: unknown key "mainStep" in the document, did you mean "mainSteps"? [unknown-key]'],
            id="one finding for a misspelled key that must be there",
        ),
        pytest.param(
            HEAD + "foo: 1\nbar: 2\n" + STEPS,
            [
                '2:1 foo error: unknown key "foo" in the document [unknown-key]',
                '3:1 bar error: unknown key "bar" in the document [unknown-key]',
            ],
            id="each unknown key",
        ),
        pytest.param(
            HEAD + STEP,
            ['3:5 action error: missing key "inputs" in step "a" [missing-key]'],
            id="inputs needed by the plugin",
        ),
        pytest.param(
            HEAD + "mainSteps:\n  - {action: aws:refreshAssociation, name: a}\n",
            [],
            id="inputs not needed by the plugin",
        ),
        pytest.param(
            HEAD + "mainSteps:\n  - {}\n",
            [
                '3:5 {} error: missing key "action" in step 1 [missing-key]',
                '3:5 {} error: missing key "name" in step 1 [missing-key]',
            ],
            id="empty step",
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {RUNCOMMAND: [ls], timeoutseconds: 9}\n", [], id="letter case of inputs"
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {runCommand: '{{ c }}', timeoutSeconds: '{{ t }}'}\n", [], id="references"
        ),
        pytest.param(HEAD + STEP + "    inputs: {runCommand: '<< c >>'}\n", [], id="reference in the other delimiter"),
        pytest.param(
            HEAD + STEP + "    inputs:\n      runCommand: |\n        ls\n",
            [
                '6:19 |\n        ls error: "runCommand" must be a list of lines or one whole "{{ reference }}", '
                'not "ls"; write it as a list item: "- |", and the lines deeper below it [invalid-value]'
            ],
            id="a block text in place of a list",
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {runCommand: 'ls {{ c }}'}\n",
            [
                '5:26 \'ls {{ c }}\' error: "runCommand" must be a list of lines or one whole "{{ reference }}", '
                'not "ls {{ c }}" [invalid-value]'
            ],
            id="text with a reference in it is no list",
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {commands: [ls]}\n",
            [
                '5:14 commands error: unknown key "commands" in the inputs of aws:runShellScript, '
                'did you mean "runCommand"? [unknown-key]'
            ],
            id="what others call it",
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {runCommand: [ls, 1, yes, ~, [a], {a: b}]}\n",
            [
                '5:31 1 error: item 2 of "runCommand" must be text, not the number 1; put it in quotes [wrong-type]',
                '5:34 yes error: item 3 of "runCommand" must be text, not the boolean yes; put it in quotes '
                "[wrong-type]",
                '5:42 [a] error: item 5 of "runCommand" must be text, not a list [wrong-type]',
                '5:47 {a: b} error: item 6 of "runCommand" must be text, not a map; text with ": " in it needs quotes '
                "[wrong-type]",
            ],
            id="items that are no text",
        ),
        pytest.param(
            HEAD + STEP + "    finallyStep: true\n    isEnd: true\n    inputs: {runCommand: [ls]}\n",
            [
                '5:5 finallyStep warning: unknown key "finallyStep" in step "a", it belongs into "inputs" '
                "[unknown-key]",
                '6:5 isEnd warning: unknown key "isEnd" in step "a", it has no effect [unknown-key]',
            ],
            id="keys that steps ignore",
        ),
        pytest.param(
            HEAD + STEP + "    inputs: {runCommand: [ls], timeoutSeconds: 3}\n",
            [
                '5:48 3 warning: "timeoutSeconds" must be an integer from 5 to 172800 or text of digits, '
                "not the number 3; SSM Agent takes 3600 instead [invalid-value]"
            ],
            id="timeout out of range",
        ),
        pytest.param(
            HEAD + STEP + "    inputs:\n",
            ['5:5 inputs error: "inputs" must be a map, not empty [wrong-type]'],
            id="the key stands for an empty value",
        ),
        pytest.param(
            HEAD + "parameters: {A: {}, B: text, C: {type: String, defualt: 1}}\n" + STEPS,
            [
                '2:17 {} error: missing key "type" in parameter "A" [missing-key]',
                '2:24 text error: "B" must be a map, not "text" [wrong-type]',
                '2:48 defualt warning: unknown key "defualt" in parameter "C", did you mean "default"? [unknown-key]',
            ],
            id="parameters",
        ),
        pytest.param(
            HEAD + "mainSteps:\n  - {<<: {action: aws:runShellScript, name: b, inputs: {runCommand: [ls]}}, name: a}\n",
            [],
            id="keys from a merge key",
        ),
        pytest.param(
            HEAD + "mainSteps:\n  - {<<: {action: aws:runShellScript, nmae: b, inputs: {runCommand: 1}}}\n",
            [
                '3:39 nmae error: unknown key "nmae" in step 1, did you mean "name"? [unknown-key]',
                '3:69 1 error: "runCommand" must be a list of lines or one whole "{{ reference }}", not the number 1 '
                "[wrong-type]",
            ],
            id="findings below a merge key",
        ),
        pytest.param(
            HEAD + "? [a]\n: 1\n" + STEPS,
            ["2:3 [a] error: a key in the document must be text, not a list [wrong-type]"],
            id="a key that is no text",
        ),
        pytest.param(
            "- 1\n", ["1:1 - 1 error: the document must be a map, not a list [wrong-type]"], id="no map at all"
        ),
        pytest.param(
            HEAD + "description: " + "x" * 10 + "\nmainSteps: " + "y" * 70 + "\n",
            [f'3:12 {"y" * 70} error: "mainSteps" must be a list of at least one step, not "{"y" * 60}…" [wrong-type]'],
            id="long text is cut",
        ),
    ],
)
def test_check(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('schemaVersion: "1.2"\nruntimeConfig: {aws:runShellScript: {properties: {runCommand: [ls]}}}\n', []),
        ('schemaVersion: "1.2"\nruntimeConfig: {aws:runShellScript: {properties: "{{ p }}"}}\n', []),
        ('schemaVersion: "1.2"\nruntimeConfig: {aws:other: {properties: [{a: 1}]}}\n', []),
        (
            'schemaVersion: "1.2"\nruntimeConfig: {aws:runShellScript: {}}\n',
            ['2:37 {} error: missing key "properties" in plugin "aws:runShellScript" [missing-key]'],
        ),
        (
            'schemaVersion: "1.2"\nruntimeConfig: {}\n',
            [
                '2:1 runtimeConfig error: "runtimeConfig" must be a map of at least one plugin, not an empty map '
                "[invalid-value]"
            ],
        ),
    ],
)
def test_command_1(text: str, expected: list[str]) -> None:
    assert found(text, Kind.COMMAND_1) == expected


@pytest.mark.parametrize(
    ("text", "rule", "left"),
    [
        ("schemaVersion: 2.2\n" + STEPS, "unquoted-schema-version", "unknown-schema-version"),
        (HEAD + "parameters: {A: {type: Strin}}\n" + STEPS, "unknown-parameter-type", ""),
        (HEAD + "parameters: {A_b: {type: String}}\n" + STEPS, "invalid-parameter-name", ""),
        (HEAD + STEPS.replace("name: a", "name: a-b"), "invalid-step-name", ""),
    ],
)
def test_leaves_to_rules(text: str, rule: str, left: str) -> None:
    assert len(found(text)) == 1
    assert found(text, left_to=frozenset({rule, left})) == []


def test_rules_look_at_text_only() -> None:
    text = "schemaVersion: [2]\n" + STEPS
    rules = frozenset({"unquoted-schema-version", "unknown-schema-version"})
    assert [line.split(" ")[0] for line in found(text, left_to=rules)] == ["1:1"]


@pytest.mark.parametrize("kind", [Kind.CHANGE_CALENDAR, Kind.CLOUDFORMATION])
def test_kinds_without_a_schema(kind: Kind) -> None:
    assert found("a: 1\n", kind) == []


@pytest.mark.parametrize(("value", "expected"), [("jsonschema", "jsonschema"), ("jsonschema-rs", "jsonschema-rs")])
def test_engine_by_environment(value: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSMDOC_SCHEMA_ENGINE", value)
    preferred.cache_clear()
    try:
        assert preferred() == expected
    finally:
        preferred.cache_clear()
