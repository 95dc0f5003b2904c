"""What AWS accepts and runs is never an error; and edge cases of rules that their pages do not show."""

import pytest

from ssmdoc.analysis import load
from ssmdoc.rules import RULES, rules_for

TYPES = "String, StringList, StringMap, Integer, Boolean or MapList"
STEP = "mainSteps: [{action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}]"


def findings(text: str, *rules: str) -> list[tuple[str, str, str]]:
    """Rule, severity and message of each finding, in the order of the rules."""
    document = load(text)
    assert document.kind is not None
    chosen = [RULES[name] for name in rules] or [
        rule for rule in rules_for(document.kind) if rule.name not in ("unused-parameter", "deprecated-plugin")
    ]
    found = [item for rule in chosen for item in rule.run(document)]
    return [(item.rule, item.severity.value, item.message) for item in found]


def parameter(declaration: str) -> str:
    return f'schemaVersion: "2.2"\nparameters: {{P: {declaration}}}\n{STEP}'


def of_automation(declaration: str) -> str:
    step = "{action: aws:executeAwsApi, name: a, inputs: {Service: ec2, Api: DescribeInstances, x: '{{ P }}'}}"
    return f'schemaVersion: "0.3"\nparameters: {{P: {declaration}}}\nmainSteps: [{step}]'


def script(line: str, version: str = '"2.2"') -> str:
    return (
        f"schemaVersion: {version}\nparameters: {{P: {{type: String}}}}\n"
        f"mainSteps:\n- action: aws:runShellScript\n  name: a\n  inputs:\n    runCommand:\n    - {line}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        parameter("{type: String, default: '', allowedPattern: '^i-[a-z]+$'}"),
        parameter("{type: String, default: '', allowedValues: [a, b]}"),
        parameter(r"{type: String, default: 'a-b', allowedPattern: '^[\w-_+=]+$'}"),
        parameter("{type: String, default: '{{ ssm:/a/b }}', allowedPattern: '^i-[a-z]+$', allowedValues: [i-a]}"),
        parameter("{type: StringList, default: '{{ ssm:/a/b }}'}"),
        parameter("{type: StringList, default: null}"),
        parameter("{type: StringList, default: []}"),
        of_automation("{type: Integer, default: '5', allowedValues: [5]}"),
        of_automation("{type: Boolean, default: true, allowedValues: [true, false]}"),
        parameter("{type: StringMap, default: '{}'}"),
        parameter("{type: StringMap, default: {a: b}}"),
        of_automation("{type: AWS::EC2::Instance::Id, default: i-01234567}"),
        of_automation("{type: AWS::EC2::Instance::Id, default: ''}"),
        'schemaVersion: "2.2"\nparameters: {4xx: {type: String}}\n'
        "mainSteps: [{action: aws:runShellScript, name: 01_START, inputs: {runCommand: ['{{4xx}}']}}]",
        'schemaVersion: "2.2"\nmainSteps: [{action: aws:runShellScript, name: a, '
        "inputs: {runCommand: [ls], onFailure: exit, onSuccess: exit, "
        "finallyStep: 'true', maxAttempts: 2, timeoutSeconds: '60'}}]",
        script("docker ps --format '{{.Names}}' && echo '{{color: red;}} {{ODBC Driver 18 for SQL Server}}'"),
        script("echo '{{ssm:/path}} {{resolve:ssm:/path}} {{ other | filter }}'"),
        script("cat <<EOF >>file"),
        script("echo ${P} {P} { P } $P"),
        'schemaVersion: "2.2"\nmainSteps: [{action: aws:runShellScript, name: a, precondition: '
        "{StringEquals: [Linux, platformType]}, inputs: {runCommand: [ls]}}]",
        'schemaVersion: "2.2"\nmainSteps: [{action: aws:runShellScript, name: a, precondition: {}}]',
        'schemaVersion: "1.2"\nruntimeConfig: {aws:cloudWatch: {settings: {startType: Enabled}, properties: x}}',
    ],
)
def test_no_finding(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        (
            parameter("{type: String, default: [a]}"),
            "default-of-wrong-type",
            ("error", 'default of "P" is a list, a String needs text'),
        ),
        (
            parameter("{type: String, default: yes}"),
            "default-of-wrong-type",
            ("warning", 'default of "P" is a boolean, a String needs text; quote it: "yes"'),
        ),
        (
            parameter("{type: Boolean, default: 'False'}"),
            "default-of-wrong-type",
            ("warning", 'default of "P" is text, a Boolean needs true or false'),
        ),
        (
            parameter("{type: Boolean, default: maybe}"),
            "default-of-wrong-type",
            ("error", 'default of "P" is text, a Boolean needs true or false'),
        ),
        (
            parameter("{type: Integer, default: 1.5}"),
            "default-of-wrong-type",
            ("error", 'default of "P" is a number, an Integer needs an integer'),
        ),
        (
            parameter("{type: StringList, default: abc}"),
            "default-of-wrong-type",
            ("warning", 'default of "P" is text, a StringList needs a list'),
        ),
        (
            parameter("{type: MapList, default: {a: b}}"),
            "default-of-wrong-type",
            ("error", 'default of "P" is a map, a MapList needs a list of maps'),
        ),
        (
            parameter("{type: StringList, default: [a, c], allowedValues: [a, b]}"),
            "default-not-allowed",
            ("error", 'default "c" is not in allowedValues'),
        ),
        (
            parameter("{type: StringList, default: [a, 1], allowedPattern: '^[a-z]$'}"),
            "default-not-matching-pattern",
            ("error", 'default "1" does not match allowedPattern "^[a-z]$"'),
        ),
        (
            parameter("{type: Text}"),
            "unknown-parameter-type",
            ("error", 'unknown parameter type "Text", expected ' + TYPES),
        ),
        (
            script("ls", "2.1"),
            "unknown-schema-version",
            ("error", 'unknown schema version "2.1", expected "1.2", "2.0" or "2.2", most likely "2.2"'),
        ),
        (script("ls", "2.2"), "unquoted-schema-version", ("error", 'schemaVersion is a number here; quote it: "2.2"')),
        (script("echo {{ p }}"), "undeclared-parameter", ("error", 'parameter "p" is not declared, did you mean "P"?')),
    ],
)
def test_finding(text: str, rule: str, expected: tuple[str, str]) -> None:
    assert findings(text, rule) == [(rule, *expected)]


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("runShellScript", 'unknown plugin "runShellScript", did you mean "aws:runShellScript"?'),
        ("AWS:RunShellScript", 'unknown plugin "AWS:RunShellScript", did you mean "aws:runShellScript"?'),
        ("aws:updateSSMAgent", 'unknown plugin "aws:updateSSMAgent", did you mean "aws:updateSsmAgent"?'),
        ("'aws:runShellScript '", 'unknown plugin "aws:runShellScript ", did you mean "aws:runShellScript"?'),
        ("''", 'unknown plugin ""'),
        ("Standard_Stream", 'unknown plugin "Standard_Stream"'),
    ],
)
def test_unknown_plugin(action: str, message: str) -> None:
    text = f'schemaVersion: "2.2"\nmainSteps: [{{action: {action}, name: a}}]'
    assert findings(text, "unknown-plugin") == [("unknown-plugin", "error", message)]


def test_an_undeclared_parameter_in_a_precondition_is_one_finding() -> None:
    text = (
        'schemaVersion: "2.2"\nmainSteps: [{action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}, '
        'precondition: {StringEquals: ["{{ Nope }}", prod]}}]'
    )
    assert [rule for rule, *_ in findings(text, "malformed-precondition", "undeclared-parameter")] == [
        "undeclared-parameter"
    ]


@pytest.mark.parametrize(
    ("version", "precondition", "message"),
    [
        ("2.0", "{StringEquals: [platformType, Linux]}", 'preconditions need schema version "2.2", this is "2.0"'),
        ("2.2", "{StringEquals: [a, a]}", 'both texts of "StringEquals" are "a"'),
        ("2.2", "{StringEquals: []}", '"StringEquals" needs exactly two texts, there are none'),
        ("2.2", "{StringEquals: [a, b, c]}", '"StringEquals" needs exactly two texts, there are 3'),
        ("2.2", '{StringEquals: ["{{ P }}", "{{ P }}"]}', 'both texts of "StringEquals" are "{{ P }}"'),
        ("2.2", '{StringEquals: ["{{ ssm:a }}", b]}', "a Parameter Store reference is not resolved in a precondition"),
        ("2.2", '{StringEquals: [platformType, "{{ P }}"]}', 'a parameter cannot be compared with "platformType"'),
        ("2.2", '{StringEquals: ["{{ L }}", b]}', 'a precondition compares text, parameter "L" is a StringList'),
        (
            "2.2",
            "{StringEquals: [platformtype, b]}",
            'neither "platformtype" nor "b" holds a reference to a declared parameter, did you mean "platformType"?',
        ),
    ],
)
def test_malformed_precondition(version: str, precondition: str, message: str) -> None:
    text = (
        f'schemaVersion: "{version}"\nparameters: {{P: {{type: String}}, L: {{type: StringList}}}}\n'
        f"mainSteps: [{{action: aws:runShellScript, name: a, precondition: {precondition}}}]"
    )
    assert findings(text, "malformed-precondition") == [("malformed-precondition", "error", message)]


@pytest.mark.parametrize(
    ("declaration", "line", "used"),
    [
        ("{type: String}", "ls", False),
        ("{type: String}", "echo $SSM_P", False),
        ("{type: String, interpolationType: ENV_VAR}", "echo $SSM_P", True),
        ("{type: String, interpolationType: ENV_VAR}", "ls", False),
        ("{type: String}", "ls {{ P }", True),
        ("{type: String}", "ls << P >>", True),
        ("{type: String}", "{{ P }}: {{ P }}", True),
    ],
)
def test_unused_parameter(declaration: str, line: str, used: bool) -> None:
    text = script(line).replace("{type: String}", declaration)
    expected = [] if used else [("unused-parameter", "warning", 'parameter "P" is never used')]
    assert findings(text, "unused-parameter") == expected


@pytest.mark.parametrize(
    ("letter", "size", "expected"),
    [
        ("x", 61_439, []),
        ("x", 61_440, [("warning", "the document has 61,440 of 65,536 bytes, and the values of parameters count too")]),
        ("é", 65_536, [("warning", "the document has 65,536 of 65,536 bytes, and the values of parameters count too")]),
        ("😊", 65_538, [("error", "the document has 65,538 bytes, AWS takes no more than 65,536")]),
    ],
)
def test_document_too_large(letter: str, size: int, expected: list[tuple[str, str]]) -> None:
    text = script("ls") + "description: x"
    text += "x" * ((size - len(text)) % len(letter.encode()))
    text += letter * ((size - len(text)) // len(letter.encode()))
    assert len(text.encode()) == size
    assert findings(text, "document-too-large") == [("document-too-large", *each) for each in expected]


def test_the_fix_of_a_schema_version_quotes_it() -> None:
    text = f"schemaVersion: 2.2\n{STEP}"
    (found,) = RULES["unquoted-schema-version"].run(load(text))
    assert found.fix is not None
    ((span, replacement),) = found.fix.edits
    assert text[: span.start] + replacement + text[span.end :] == f'schemaVersion: "2.2"\n{STEP}'
    assert found.fix.safe
