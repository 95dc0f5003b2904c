"""Each form of reference in each place: which rule speaks, and how gravely."""

import pytest

from ssmdoc.analysis import load
from ssmdoc.rules import rules_for

RULES = (
    "angle-bracket-reference",
    "automation-reference",
    "list-in-text",
    "loop-value-outside-loop",
    "malformed-reference",
    "mismatched-comparison",
    "misplaced-parameter-store-reference",
    "misplaced-reference",
    "output-before-step",
    "reference-of-wrong-type",
    "undeclared-parameter",
    "undeclared-variable",
    "unknown-output",
    "unknown-step-reference",
    "unknown-system-variable",
)

AUTOMATION = """
schemaVersion: "0.3"
assumeRole: {role}
parameters:
  P: {{type: String}}
  D: {{type: String, default: {default}}}
variables: {{V: {{type: String, default: a}}}}
mainSteps:
- name: first
  action: aws:createImage
  nextStep: {target}
  inputs: {{InstanceId: i-1, ImageName: x}}
  outputs: [{{Name: Own, Selector: {selector}, Type: String}}]
- name: second
  action: aws:executeScript
  inputs:
    Runtime: python3.11
    Handler: {input}
    InputPayload: {{a: [{{b: {nested}}}], {key}: c}}
    Script: |
      print("in {script} text")
- name: third
  action: aws:loop
  inputs:
    Iterators: [a]
    Steps:
    - name: inner
      action: aws:sleep
      inputs: {{Duration: {inside}}}
- name: fourth
  action: aws:branch
  inputs:
    Choices: [{{NextStep: fifth, Variable: {variable}, StringEquals: a}}]
- name: fifth
  description: {description}
  action: aws:runCommand
  timeoutSeconds: {timeout}
  inputs: {{DocumentName: AWS-RunShellScript, Parameters: {{commands: [{command}]}}}}
"""
PLACES = (
    *("role", "default", "target", "selector", "input", "nested", "key", "script"),
    *("inside", "variable", "description", "timeout", "command"),
)


def findings(text: str) -> list[str]:
    document = load(text)
    assert document.kind is not None
    rules = [rule for rule in rules_for(document.kind) if rule.name in RULES and rule.concerns(document)]
    return [f"{found.severity.value} {found.rule}" for rule in rules for found in rule.run(document)]


def at(place: str, reference: str) -> list[str]:
    """The findings of a document with a reference at one place."""
    values = dict.fromkeys(PLACES, "x") | {"variable": '"{{ P }}"', "target": "second"}
    values[place] = reference if place == "script" else f"'{reference}'"
    return findings(AUTOMATION.format(**values))


E, W, INFO = "error ", "warning ", "info "
EVERYWHERE = ("input", "nested", "script", "inside", "variable", "command")
"""The places in which every reference that means something is replaced."""
SILENT = ("description", "timeout")
NOT_REPLACED = ("target", "selector", "key")


@pytest.mark.parametrize("place", [*EVERYWHERE, "role", *SILENT])
@pytest.mark.parametrize("reference", ["{{ P }}", "{{P}}", "{{ global:REGION }}", "{{ automation:EXECUTION_ID }}"])
def test_good_everywhere(place: str, reference: str) -> None:
    assert at(place, reference) == []


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize("reference", ["{{ first.ImageId }}", "{{ first.Own }}", "{{ variable:V }}"])
def test_good_in_steps(place: str, reference: str) -> None:
    assert at(place, reference) == []


@pytest.mark.parametrize(
    "reference",
    [
        "{{ ssm:/a }}",
        "{{ssm:/a:2}}",
        "{{ ssm:/a }}-{{ global:DATE }}",
        "{{ automation:EXECUTION_ID }}",
        "{{TARGET_ID}}",
    ],
)
def test_good_default(reference: str) -> None:
    assert at("default", reference) == []


@pytest.mark.parametrize("place", [*NOT_REPLACED, "default"])
@pytest.mark.parametrize("reference", ["{{ first.Own }}", "a{{ first.ImageId }}", "{{ variable:V }}"])
def test_not_replaced(place: str, reference: str) -> None:
    assert at(place, reference) == [W + "misplaced-reference"]


@pytest.mark.parametrize("place", [*NOT_REPLACED, "default"])
@pytest.mark.parametrize("reference", ["{{ other }}", "{{ a.b }}", "<< P >>", "{{color: red;}}"])
def test_text(place: str, reference: str) -> None:
    assert at(place, reference) == []


@pytest.mark.parametrize("place", [*EVERYWHERE, "role"])
def test_undeclared_parameter(place: str) -> None:
    assert at(place, "{{ Other }}") == [E + "undeclared-parameter"]


@pytest.mark.parametrize(
    ("place", "severity"),
    [("input", E), ("nested", E), ("inside", E), ("variable", E), ("role", E), ("script", ""), ("command", "")],
)
def test_unknown_step(place: str, severity: str) -> None:
    assert at(place, "{{ sixth.Output }}") == ([severity + "unknown-step-reference"] if severity else [])


@pytest.mark.parametrize(("place", "severity"), [("input", E), ("role", E), ("script", W), ("command", W)])
def test_misspelled_step(place: str, severity: str) -> None:
    assert at(place, "{{ frist.ImageId }}") == [severity + "unknown-step-reference"]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(
    ("reference", "finding"),
    [
        ("{{ first.Imageid }}", W + "unknown-output"),
        ("{{ variable:W }}", W + "undeclared-variable"),
        ("{{ global:REGON }}", E + "unknown-system-variable"),
        ("{{ automation:REGION }}", E + "unknown-system-variable"),
        ("{{ global:WEEKDAY }}", W + "unknown-system-variable"),
        ("<< P >>", INFO + "angle-bracket-reference"),
        ("<< first.ImageId >>", INFO + "angle-bracket-reference"),
        ("<< variable:V >>", INFO + "angle-bracket-reference"),
        ("<< global:DATE >>", INFO + "angle-bracket-reference"),
    ],
)
def test_in_steps(place: str, reference: str, finding: str) -> None:
    assert at(place, reference) == [finding]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize("reference", ["<< Other >>", "<< a.b >>", "<< variable:W >>", "<< global:X >>", "<<EOF >>x"])
def test_angles_that_name_nothing(place: str, reference: str) -> None:
    assert at(place, reference) == []


@pytest.mark.parametrize(
    ("place", "reference", "expected"),
    [
        ("role", "{{ first.ImageId }}", [E + "misplaced-reference"]),
        ("role", "{{ ssm:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("input", "{{ ssm:/a }}", [E + "misplaced-parameter-store-reference"]),
        ("nested", "{{ ssm:/a }}", [E + "misplaced-parameter-store-reference"]),
        ("input", "a{{ ssm:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("script", "{{ ssm:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("command", "{{ ssm:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("command", "{{ ssm-secure:/a }}", []),
        ("input", "{{ ssm-secure:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("inside", "{{ third.CurrentIteratorValue }}", []),
        ("inside", "{{ third.CurrentIteration }}", []),
        ("inside", "{{ third.CurrentIteratorValue.key }}", []),
        ("input", "{{ third.CurrentIteratorValue }}", [E + "loop-value-outside-loop"]),
        ("command", "{{ third.CurrentIteratorValue }}", [W + "loop-value-outside-loop"]),
        ("command", "{{ third.CurrentIteration }}", [W + "loop-value-outside-loop"]),
        ("input", "{{ second.Payload }}", [E + "output-before-step", W + "reference-of-wrong-type"]),
        ("nested", "{{ fifth.Output }} {{ fifth.Status }}", [INFO + "output-before-step"]),
        ("inside", "{{ inner.OutputPayload }}", []),
        ("variable", "{{ second.Payload }}", [W + "mismatched-comparison"]),
        ("input", "{{ P.key }}", [E + "malformed-reference"]),
        ("input", "{{ first.ImageId.key }}", [W + "malformed-reference"]),
        ("input", "{{ first.ImageId[0] }}", [W + "malformed-reference"]),
        ("input", "{{ first.ImageId }", [E + "malformed-reference"]),
        ("input", "{{ variable.V }}", [E + "malformed-reference"]),
        ("input", "{{ Variable:V }}", [E + "malformed-reference"]),
        ("input", "{{ global.REGION }}", [E + "malformed-reference"]),
        ("script", "{{ global.REGION }}", [W + "malformed-reference"]),
        ("script", "f{{{P}}}", []),
        ("script", "f{{ {P}}}", []),
        ("script", "{{.Names}} {{color: red;}} {{ODBC Driver 18}} {{resolve:ssm:/a}}", []),
    ],
)
def test_place(place: str, reference: str, expected: list[str]) -> None:
    assert sorted(at(place, reference)) == sorted(expected)


COMMAND = """
schemaVersion: "2.2"
parameters:
  P: {{type: String, default: {default}}}
  Q: {{type: String}}
  L: {{type: StringList}}
mainSteps:
- action: aws:runShellScript
  name: first
  description: {description}
  inputs:
    workingDirectory: {input}
    environment: {{{key}: a}}
    runCommand: ["in {script} text"]
- action: aws:downloadContent
  name: second
  inputs: {{sourceType: GitHub, sourceInfo: {source}}}
"""


def at_command(place: str, reference: str) -> list[str]:
    values = dict.fromkeys(("default", "description", "input", "key", "script", "source"), "x")
    values[place] = reference if place == "script" else f"'{reference}'"
    return findings(COMMAND.format(**values))


@pytest.mark.parametrize(
    ("place", "reference", "expected"),
    [
        ("script", "{{ P }}{{ ssm:/a }}{{ ssm:/a:1 }}{{ variable:x }}{{ item.name }}{{ json . }}", []),
        ("script", "{{ ssm:a:label }}", [W + "misplaced-parameter-store-reference"]),
        ("script", "{{ ssm-secure:a }}", [W + "misplaced-parameter-store-reference"]),
        ("source", "{{ ssm-secure:a }}", []),
        ("source", '{"tokenInfo": "{{ ssm-secure:a }}"}', []),
        ("default", "{{ ssm-secure:a }}", []),
        ("default", "{{ ssm:a }}", []),
        ("default", "{{ Q }}", [W + "misplaced-reference"]),
        ("default", "docker ps --format {{json}}", []),
        ("key", "{{ P }}", [W + "misplaced-reference"]),
        ("description", "{{ Other }}", []),
        ("input", "{{ L }}", [W + "reference-of-wrong-type"]),
        ("input", "/{{ L }}", [W + "list-in-text"]),
        ("script", "{{ L }}", []),
        ("script", "{{ first.Output }}", [W + "automation-reference"]),
        ("script", "{{ global:REGION }}", [W + "automation-reference"]),
        ("script", "{{ global:REGON }}", []),
        ("script", "<< first.Output >> << global:REGION >>", []),
        ("script", "<< P >>", [INFO + "angle-bracket-reference"]),
    ],
)
def test_command(place: str, reference: str, expected: list[str]) -> None:
    assert at_command(place, reference) == expected


def test_command_with_a_text_for_its_lines() -> None:
    text = COMMAND.format(**dict.fromkeys(("default", "description", "input", "key", "script", "source"), "x"))
    whole = text.replace('runCommand: ["in x text"]', 'runCommand: "{{ P }}"')
    assert findings(whole) == [W + "reference-of-wrong-type"]
    assert findings(whole.replace("{{ P }}", "{{ L }}")) == []


SESSION = """
schemaVersion: "1.0"
sessionType: InteractiveCommands
parameters: {{P: {{type: String, default: {default}}}}}
properties: {{linux: {{commands: '{script}'}}}}
"""


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("{{ P }} {{ ssm:/a }} {{ a.b }} {{ variable:x }}", []),
        ("{{ Other }}", [E + "undeclared-parameter"]),
        ("{{ P }", [E + "malformed-reference"]),
        ("{{ global:REGION }}", [W + "automation-reference"]),
        ("{{ ssm-secure:/a }}", [W + "misplaced-parameter-store-reference"]),
        ("<< P >>", [INFO + "angle-bracket-reference"]),
    ],
)
def test_session(reference: str, expected: list[str]) -> None:
    assert findings(SESSION.format(default="x", script=reference)) == expected
    assert findings(SESSION.format(default=f"'{reference}'", script="x")) == [
        W + "misplaced-reference" for name in ("{{ P }}",) if name in reference
    ]


@pytest.mark.parametrize("place", NOT_REPLACED)
def test_parameter_not_replaced(place: str) -> None:
    assert at(place, "{{ P }}") == [W + "misplaced-reference"]
