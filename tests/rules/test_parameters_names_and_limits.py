"""Names of parameters, limits, patterns: edge cases that the rules' pages do not show."""

import pytest

from tests.rules.findings import of_rule

STEP = "mainSteps: [{action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}]"
SLEEP = "mainSteps: [{action: aws:sleep, name: a, inputs: {Duration: PT1M}}]"

RUNBOOK = 'schemaVersion: "0.3"\nparameters: {P: {type: String}}\n'
STREAM = 'schemaVersion: "1.0"\nsessionType: Standard_Stream\nparameters: {P: {type: String}}\n'
PORT = 'schemaVersion: "1.0"\nsessionType: Port\nparameters: {P: {type: String}}\n'


def with_names(*names: str, version: str = "2.2", steps: str = STEP) -> str:
    declared = "".join(f"  {name}: {{type: String}}\n" for name in names)
    return f'schemaVersion: "{version}"\nparameters:\n{declared}{steps}\n'


def test_similar_parameter_names() -> None:
    text = with_names("logPath", "Path", "LogPath", "path", "LOGPATH", "logPath")
    assert of_rule("similar-parameter-names", text) == [
        ("warning", "LogPath", '"LogPath" differs from "logPath" in letter case only'),
        ("warning", "path", '"path" differs from "Path" in letter case only'),
        ("warning", "LOGPATH", '"LOGPATH" differs from "logPath" in letter case only'),
    ]


@pytest.mark.parametrize("name", ["a b", "a-b", "a_b", "a.b", "é", "''"])
def test_invalid_parameter_name(name: str) -> None:
    shown = name.strip("'")
    message = f'parameter name "{shown}" has other characters than letters and digits'
    assert of_rule("invalid-parameter-name", with_names(name)) == [("error", name, message)]


@pytest.mark.parametrize("name", ["4xx", "A", "0", "'%%NAME%%'", "'${name}'"])
def test_valid_parameter_name(name: str) -> None:
    assert of_rule("invalid-parameter-name", with_names(name)) == []


@pytest.mark.parametrize(
    ("length", "version", "steps", "found"),
    [(50, "0.3", SLEEP, False), (51, "0.3", SLEEP, True), (51, "2.2", STEP, False)],
)
def test_long_parameter_name(length: int, version: str, steps: str, found: bool) -> None:
    name = "x" * length
    expected = [("warning", name, f"this name has {length} characters, at start 50 are taken")] if found else []
    assert of_rule("parameters-beyond-limits", with_names(name, version=version, steps=steps)) == expected


def test_many_parameters() -> None:
    names = [f"p{number}" for number in range(201)]
    expected = [("warning", "p200", "there are 201 parameters, at most 200 can be given at start")]
    assert of_rule("parameters-beyond-limits", with_names(*names, version="0.3", steps=SLEEP)) == expected
    assert of_rule("parameters-beyond-limits", with_names(*names[:200], version="0.3", steps=SLEEP)) == []


@pytest.mark.parametrize(
    ("pattern", "marked", "message"),
    [
        ('"^(a"', "(", 'a group has no closing ")"'),
        ("'^[z-a]$'", "z-a", 'the range "z-a" ends before its beginning'),
        (r"'a\y'", r"\y", r'Java does not know the escape "\y"'),
        (r'"\\y"', r"\\y", r'Java does not know the escape "\y"'),
        ("'*'", "*", '"*" has nothing to repeat'),
        ("'[[]'", "[", 'a class has no closing "]"; inside a class "[" begins another, as a character it is "\\["'),
    ],
)
def test_invalid_allowed_pattern(pattern: str, marked: str, message: str) -> None:
    text = f'schemaVersion: "2.2"\nparameters: {{P: {{type: String, allowedPattern: {pattern}}}}}\n{STEP}'
    assert of_rule("invalid-allowed-pattern", text) == [("error", marked, f"invalid allowedPattern: {message}")]


@pytest.mark.parametrize(
    "pattern", [r"'^[\w-_+=]$'", "'{{ ssm:/pattern }}'", "'${pattern}'", "null", "''", "[a]", "{a: b}", "5"]
)
def test_valid_allowed_pattern(pattern: str) -> None:
    text = f'schemaVersion: "2.2"\nparameters: {{P: {{type: String, allowedPattern: {pattern}}}}}\n{STEP}'
    assert of_rule("invalid-allowed-pattern", text) == []


@pytest.mark.parametrize(
    ("type_", "pattern", "expected"),
    [
        ("String", "^[a-z]+$", []),
        ("String", r"^\\p{L}+$", []),
        ("String", "^(a", []),
        ("StringList", "^[a-z]+$", []),
        ("String", "^(?=.*[0-9]).+$", [": `(?=`"]),
        ("String", "^(?<!a)b$", [": `(?<`"]),
        ("String", r"^(a)\\1$", [r": `\1`"]),
        ("String", "^a++$", [": `++`"]),
        ("String", "^(?>a)$", [": `(?>`"]),
        ("String", "^a{1,2000}$", [": `{1,2000}`"]),
    ],
)
def test_pattern_not_for_agent(type_: str, pattern: str, expected: list[str]) -> None:
    text = f'schemaVersion: "2.2"\nparameters: {{P: {{type: {type_}, allowedPattern: "{pattern}"}}}}\n{STEP}'
    message = "SSM Agent cannot read this pattern and fails the document"
    found = [("warning", f'"{pattern}"', f"{message}{part}") for part in expected]
    assert of_rule("pattern-not-for-agent", text) == found
    assert of_rule("pattern-not-for-agent", text.replace("2.2", "0.3").replace(STEP, SLEEP)) == []


def test_pattern_of_a_number_is_not_for_the_agent() -> None:
    text = f'schemaVersion: "2.2"\nparameters: {{P: {{type: Integer, allowedPattern: "^[0-9]$"}}}}\n{STEP}'
    message = "SSM Agent cannot check the pattern of an Integer and fails the document"
    assert of_rule("pattern-not-for-agent", text) == [("warning", '"^[0-9]$"', message)]


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("[a-z]+", "id {{ P }}", True),
        ("a|b", "id {{ P }}", True),
        ("[a-z]+", "ls", False),
        ("^[a-z]+", "id {{ P }}", False),
        ("[a-z]+$", "id {{ P }}", False),
        (".*", "id {{ P }}", False),
        ("", "id {{ P }}", False),
        ("(?!a)b", "id {{ P }}", False),
        (r"\\p{L}", "id {{ P }}", False),
    ],
)
def test_unanchored_pattern(pattern: str, line: str, found: bool) -> None:
    text = (
        f'schemaVersion: "2.2"\nparameters: {{P: {{type: String, allowedPattern: "{pattern}"}}}}\n'
        f"mainSteps: [{{action: aws:runShellScript, name: a, inputs: {{runCommand: ['{line}']}}}}]"
    )
    message = f'the pattern may match in the middle of a value, write "^({pattern})$"'
    assert of_rule("unanchored-pattern", text) == ([("info", f'"{pattern}"', message)] if found else [])


@pytest.mark.parametrize(
    ("version", "type_", "message"),
    [
        ("2.2", "String", None),
        ("2.2", "StringList", None),
        ("2.2", "Nothing", None),
        ("2.0", "String", 'interpolationType has no effect before schema version "2.2", this is "2.0"'),
        ("2.2", "StringMap", 'interpolationType has no effect on "P": ENV_VAR is for String and StringList parameters'),
    ],
)
def test_ignored_interpolation_type(version: str, type_: str, message: str | None) -> None:
    text = f'schemaVersion: "{version}"\nparameters: {{P: {{type: {type_}, interpolationType: ENV_VAR}}}}\n{STEP}'
    expected = [("warning", "interpolationType", message)] if message else []
    assert of_rule("ignored-interpolation-type", text) == expected


@pytest.mark.parametrize(("uses", "found"), [(1, False), (6, False), (7, True)])
def test_document_too_large_with_its_defaults(uses: int, found: bool) -> None:
    lines = "".join("      - echo {{ P }}\n" for _ in range(uses))
    text = (
        f'schemaVersion: "2.2"\nparameters: {{P: {{type: String, default: "{"x" * 9000}"}}}}\n'
        f"mainSteps:\n- action: aws:runShellScript\n  name: a\n  inputs:\n    runCommand:\n{lines}"
    )
    size = len(text) + uses * 9002
    message = f"with the defaults of its parameters the document has {size:,} bytes, AWS takes no more than 65,536"
    assert of_rule("document-too-large", text) == ([("warning", "schemaVersion", message)] if found else [])


def test_document_too_large_because_of_comments() -> None:
    text = f'schemaVersion: "2.2"\n{STEP}\n#{"x" * 70_000}\n'
    message = f"the document has {len(text):,} bytes, AWS takes no more than 65,536; as JSON without blanks it has 111"
    assert of_rule("document-too-large", text) == [("warning", "schemaVersion", message)]


@pytest.mark.parametrize(("number", "found"), [(5, False), (6, True)])
def test_too_many_attachments(number: int, found: bool) -> None:
    files = ", ".join(f"f{at}.py: {{checksums: {{sha256: x}}}}" for at in range(number))
    text = f'schemaVersion: "0.3"\nfiles: {{{files}}}\n{SLEEP}'
    expected = [("warning", "f5.py", "a runbook has at most 5 attachments, there are 6")] if found else []
    assert of_rule("too-many-attachments", text) == expected


@pytest.mark.parametrize(("size", "found"), [(51_200, False), (51_201, True)])
def test_template_body_too_large(size: int, found: bool) -> None:
    body = "x" * size
    text = (
        'schemaVersion: "0.3"\nmainSteps: [{action: aws:createStack, name: a, '
        f"inputs: {{StackName: a, TemplateBody: {body}}}}}]"
    )
    expected = [("error", body, "TemplateBody has 51,201 bytes, no more than 51,200 are taken")] if found else []
    assert of_rule("template-body-too-large", text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            RUNBOOK + 'variables: {v: {type: String, default: "{{ P }}"}}\n' + SLEEP,
            False,
        ),
        (RUNBOOK + 'outputs: ["{{ P }}"]\n' + SLEEP, False),
        (RUNBOOK + 'assumeRole: "{{ P }}"\n' + SLEEP, False),
        (RUNBOOK + "templateInformation: x\n" + SLEEP, False),
        ('schemaVersion: "0.3"\ndescription: "{{ P }}"\nparameters: {P: {type: String}}\n' + SLEEP, True),
        (
            STREAM + "inputs: {kmsKeyId: x}",
            True,
        ),
        (
            PORT + 'properties: {portNumber: "{{ P }}"}',
            False,
        ),
    ],
)
def test_unused_parameter_of_other_kinds(text: str, found: bool) -> None:
    expected = [("warning", "P", 'parameter "P" is never used')] if found else []
    assert of_rule("unused-parameter", text) == expected
