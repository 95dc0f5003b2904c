"""Edge cases of rules for Automation documents that their pages do not show."""

import pytest

from tests.rules.findings import found_by


def messages(text: str, rule: str) -> list[str]:
    return [found.message for found in found_by(rule, text)]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("''", []),
        ("null", []),
        ("'{{ Role }}'", []),
        ("'arn:{{ global:AWS_PARTITION }}:iam::{{ global:ACCOUNT_ID }}:role/x'", []),
        ("'${Role}'", []),
        ("'%%ROLE%%'", []),
        ("<role>", []),
        ("arn:aws-us-gov:iam::111122223333:role/path/x", []),
        ("[arn]", []),
        (
            "arn:aws:iam::111122223333",
            ['"arn:aws:iam::111122223333" is no ARN, expected "arn:aws:iam::ACCOUNT:role/NAME"'],
        ),
        ("arn:aws:sts::111122223333:assumed-role/x", ['this is an ARN of "sts", not of "iam"']),
    ],
)
def test_malformed_arn_of_a_role(role: str, expected: list[str]) -> None:
    text = f'schemaVersion: "0.3"\nassumeRole: {role}\nmainSteps: []'
    assert messages(text, "malformed-arn") == expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ("{NotificationARNs: ['{{ x }}', nothing]}", ['"nothing" is no ARN, expected "arn:aws:sns:REGION:ACCOUNT:…"']),
        ("{NotificationARNs: [[a]], RoleARN: {}}", []),
        ("[RoleARN]", []),
    ],
)
def test_malformed_arn_in_inputs(inputs: str, expected: list[str]) -> None:
    text = f'schemaVersion: "0.3"\nmainSteps: [{{action: aws:createStack, name: a, inputs: {inputs}}}]'
    assert messages(text, "malformed-arn") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("!Ref x", ['tag "!Ref" is not part of YAML, nothing replaces it here']),
        ("[!Ref x, !Ref y, !Ref z]", ['tag "!Ref" is not part of YAML, nothing replaces it here']),
        ("[!GetAtt [a, b]]", ['tag "!GetAtt" is not part of YAML, nothing replaces it here']),
        ("&a !Ref x", ['tag "!Ref" is not part of YAML, nothing replaces it here']),
        ("!!str 1", []),
        ("! x", []),
        ("'!Ref x'", []),
        ("'#!/bin/sh'", []),
        ("{? !Ref k : v}", ['tag "!Ref" is not part of YAML, nothing replaces it here']),
    ],
)
def test_unknown_yaml_tag(value: str, expected: list[str]) -> None:
    assert messages(f'schemaVersion: "2.2"\nmainSteps: []\ndescription: {value}', "unknown-yaml-tag") == expected
