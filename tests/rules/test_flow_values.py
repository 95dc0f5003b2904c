"""Edge cases of outputs and of the values that single actions take."""

import pytest

from tests.rules.findings import said_by


def findings(rule: str, step: str, rest: str = "") -> list[str]:
    text = f'schemaVersion: "0.3"\nmainSteps:\n- {step}\n{rest}'
    return said_by(rule, text)


IMAGE = "{name: image, action: 'aws:createImage'}"
API = "{name: image, action: 'aws:executeAwsApi', outputs: [{Name: State}, {Name: State2, Selector: $.x}]}"


@pytest.mark.parametrize(
    ("step", "entry", "messages"),
    [
        (IMAGE, "image.ImageId", []),
        (IMAGE, "image.OutputPayload", []),
        (IMAGE, "'{{ x }}.ImageId'", []),
        (IMAGE, "'${x}'", []),
        (IMAGE, "''", []),
        (IMAGE, "5", []),
        (IMAGE, "[a]", []),
        (IMAGE, "!Ref a", []),
        (IMAGE, "~", []),
        (IMAGE, "'{{image.ImageId}}'", ["warning: write the output without braces: image.ImageId"]),
        (IMAGE, "image", ['error: output "image" lacks the name of an output, expected step.Output']),
        (IMAGE, "image.", ['error: output "image." lacks the name of an output, expected step.Output']),
        (IMAGE, "ImageId", ['error: output "ImageId" lacks the name of a step, did you mean "image.ImageId"?']),
        (IMAGE, "Payload", ['error: output "Payload" is not step.Output']),
        (IMAGE, "Image.ImageId", ['error: unknown step "Image" in output "Image.ImageId", did you mean "image"?']),
        (IMAGE, "image.Id", ['warning: step "image" has no output "Id"']),
        (API, "image.State", []),
        (API, "image.Stat", ['warning: step "image" has no output "Stat", did you mean "State"?']),
        (API, "image.State.Name", []),
        ("{name: image, action: 'aws:executeAwsApi', outputs: {State: $.x}}", "image.State", []),
        ("{name: image, action: 'aws:executeAwsApi', outputs: [State]}", "image.State", []),
        ("{name: image, action: 'aws:unheardOf'}", "image.State", []),
        ("{name: image}", "image.State", []),
        ("{name: image, action: 'aws:loop'}", "image.CurrentIteration", []),
    ],
)
def test_unknown_document_output(step: str, entry: str, messages: list[str]) -> None:
    assert findings("unknown-document-output", step, f"outputs: [{entry}]\n") == messages


def test_outputs_that_are_no_list() -> None:
    assert findings("unknown-document-output", IMAGE, "outputs: {a: b}\n") == []


@pytest.mark.parametrize(
    ("step", "messages"),
    [
        ("{action: 'aws:executeScript', outputs: [{Name: Payload, Selector: $.Payload}]}", []),
        ("{action: 'aws:invokeLambdaFunction', outputs: [{Name: payload}, {Name: [LogResult]}, LogResult]}", []),
        ("{action: 'aws:invokeLambdaFunction', outputs: LogResult}", []),
        (
            "{action: 'aws:runCommand', outputs: [{Name: Status}]}",
            ['warning: aws:runCommand has an output "Status" without declaring it'],
        ),
    ],
)
def test_reserved_output_name(step: str, messages: list[str]) -> None:
    assert findings("reserved-output-name", step) == messages


@pytest.mark.parametrize(
    ("inputs", "messages"),
    [
        ("Duration: PT5S", []),
        ("Duration: P1DT2H3M4.5S", []),
        ("Duration: pt10m", []),
        ("Duration: PT604799S", []),
        ("Duration: P6D", []),
        ("Duration: PT0S", []),
        ("Duration: 'PT{{ Minutes }}M'", []),
        ("Duration: ''", []),
        ("Duration: [PT5S]", []),
        ("Duration: P1W", ['warning: "P1W" is longer than 604799 seconds, the longest sleep']),
        ("Duration: PT604801S", ['error: "PT604801S" is longer than 604799 seconds, the longest sleep']),
        ("Duration: P1M", ['error: "P1M" is longer than 604799 seconds, the longest sleep']),
        ("Duration: -PT5S", ['error: "-PT5S" is negative']),
        ("Duration: PT-5S", ['error: "PT-5S" is negative']),
        ("Duration: PT", ['error: "PT" is no ISO 8601 duration, such as PT10M']),
        ("Duration: P1DT", ['error: "P1DT" is no ISO 8601 duration, such as PT10M']),
        ("Duration: 60", ['error: "60" is no ISO 8601 duration, did you mean "PT60S"?']),
        ("Duration: P5H", ['error: "P5H" is no ISO 8601 duration, did you mean "PT5H"?']),
        ("Duration: 2 days", ['error: "2 days" is no ISO 8601 duration, did you mean "P2D"?']),
        ("Duration: soon", ['error: "soon" is no ISO 8601 duration, such as PT10M']),
        ("Timestamp: 2030-01-31T08:00:00Z", []),
        ("Timestamp: '2030-01-31T08:00:00.000+01:00'", []),
        ("Timestamp: 2030-01-31", []),
        ("Timestamp: '{{ When }}'", []),
        (
            "Timestamp: 2030-01-31T08:00:00 CET",
            ['warning: "2030-01-31T08:00:00 CET" is no ISO 8601 time, such as 2030-01-31T08:00:00Z'],
        ),
        ("Timestamp: 31.1.2030", ['error: "31.1.2030" is no ISO 8601 time, such as 2030-01-31T08:00:00Z']),
    ],
)
def test_invalid_sleep(inputs: str, messages: list[str]) -> None:
    assert findings("invalid-sleep", f"{{action: 'aws:sleep', inputs: {{{inputs}}}}}") == messages


@pytest.mark.parametrize(
    ("inputs", "files", "messages"),
    [
        ("Attachment: a.zip", "files: {a.zip: {}}\n", []),
        ("Attachment: ''", "", []),
        ("Attachment: '{{ x }}'", "", []),
        ("Attachment: [a]", "", []),
        ("Attachment: a.zip", "files: [a.zip]\n", []),
        ("Attachment: a.zip", "files: '{{ x }}'\n", []),
        ("Attachment: a.zip", "files: {<<: {a.zip: {}}}\n", []),
        ("Attachment: a.zip", "", ['warning: attachment "a.zip" is not in "files"']),
        ("Attachment: a.zip", "files: {}\n", ['warning: attachment "a.zip" is not in "files"']),
        ("Attachment: a.zip", "files: {b.json: {}}\n", ['error: attachment "a.zip" is not in "files"']),
    ],
)
def test_undeclared_attachment(inputs: str, files: str, messages: list[str]) -> None:
    assert (
        findings("undeclared-attachment", f"{{action: 'aws:executeScript', inputs: {{{inputs}}}}}", files) == messages
    )


@pytest.mark.parametrize(
    ("inputs", "messages"),
    [
        ("Approvers: [a, b], MinRequiredApprovals: 2", []),
        ("Approvers: [a, '{{ b }}'], MinRequiredApprovals: 3", []),
        ("Approvers: '{{ a }}', MinRequiredApprovals: 3", []),
        ("Approvers: [], MinRequiredApprovals: 3", []),
        ("Approvers: [a], MinRequiredApprovals: '{{ b }}'", []),
        ("Approvers: [a], MinRequiredApprovals: true", []),
        ("Approvers: [a, a], MinRequiredApprovals: 2", ["warning: 2 approvals are needed, and there is one approver"]),
        (
            "Approvers: [a, b], MinRequiredApprovals: '3'",
            ["warning: 3 approvals are needed, and there are 2 approvers"],
        ),
    ],
)
def test_too_few_approvers(inputs: str, messages: list[str]) -> None:
    assert findings("too-few-approvers", f"{{action: 'aws:approve', inputs: {{{inputs}}}}}") == messages


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("variable:State", []),
        ("'variable:{{ x }}'", []),
        ("'{{ x }}'", []),
        ("''", []),
        ("[State]", []),
        ("State", ['warning: "State" is no variable, did you mean "variable:State"?']),
        ("'Variable:State'", ['warning: "Variable:State" is no variable, expected "variable:NAME"']),
        ("'{{ variable:State }}'", ['warning: this is the value of the variable, its name is "variable:State"']),
    ],
)
def test_malformed_variable_name(name: str, messages: list[str]) -> None:
    assert (
        findings("malformed-variable-name", f"{{action: 'aws:updateVariable', inputs: {{Name: {name}}}}}") == messages
    )


@pytest.mark.parametrize(
    ("inputs", "messages"),
    [
        ("Service: eks, name: a, description: b, timeoutSeconds: 5", []),
        ("inputs: {a: b}", []),
        ("inputs: [a]", []),
        ("inputs: a", []),
        ("outputs: [a]", []),
        ("outputs: {Selector: a}", []),
        ("maxAttempts: {a: b}", []),
        ("inputs: {Api: a}", ['error: "inputs" inside "inputs"']),
        ("onFailure: Abort", ['warning: "onFailure" belongs into the step, beside "inputs"']),
    ],
)
def test_misplaced_step_key(inputs: str, messages: list[str]) -> None:
    assert findings("misplaced-step-key", f"{{action: 'aws:executeAwsApi', inputs: {{{inputs}}}}}") == messages


def test_keys_of_other_actions_are_left_to_the_schema() -> None:
    assert findings("misplaced-step-key", "{action: 'aws:sleep', inputs: {onFailure: Abort}}") == []
