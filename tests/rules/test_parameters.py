"""Defaults and constraints of parameters: edge cases that the rules' pages do not show."""

import pytest

from tests.rules.findings import of_rule

DOCUMENTS = {
    "command": 'schemaVersion: "2.2"\nparameters: {{P: {}}}\n'
    "mainSteps: [{{action: aws:runShellScript, name: a, inputs: {{runCommand: ['echo {{{{ P }}}}']}}}}]",
    "old": 'schemaVersion: "1.2"\nparameters: {{P: {}}}\n'
    "runtimeConfig: {{aws:runShellScript: {{properties: {{runCommand: ['echo {{{{ P }}}}']}}}}}}",
    "automation": 'schemaVersion: "0.3"\nparameters: {{P: {}}}\n'
    "mainSteps: [{{action: aws:sleep, name: a, inputs: {{Duration: '{{{{ P }}}}'}}}}]",
    "session": 'schemaVersion: "1.0"\nsessionType: Standard_Stream\nparameters: {{P: {}}}\n'
    "inputs: {{s3BucketName: '{{{{ P }}}}'}}",
}


def of_parameter(rule: str, declaration: str, kind: str = "command") -> list[tuple[str, str, str]]:
    return of_rule(rule, DOCUMENTS[kind].format(declaration))


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: String, default: a, allowedValues: [a]}", []),
        ("{type: String, default: '', allowedValues: [a]}", []),
        ("{type: String, default: null, allowedValues: [a]}", []),
        ("{type: String, default: '{{ ssm:/a }}', allowedValues: [a]}", []),
        ("{type: String, default: '${stage}', allowedValues: [a]}", []),
        ("{type: String, default: '%%STAGE%%', allowedValues: [a]}", []),
        ("{type: String, default: b, allowedValues: ['${stages}']}", []),
        ("{type: String, default: b, allowedValues: []}", []),
        ("{type: String, default: b, allowedValues: a}", []),
        ("{type: String, default: b, allowedValues: [{a: b}]}", []),
        ("{type: String, default: 80, allowedValues: ['80']}", []),
        ("{type: Boolean, default: yes, allowedValues: [true, false]}", []),
        ("{type: Integer, default: '5', allowedValues: [5]}", []),
        ("{type: Integer, default: 0x10, allowedValues: [16]}", []),
        ("{type: Boolean, default: 'True', allowedValues: [true, false]}", []),
        ("{type: Boolean, default: 'false', allowedValues: ['True', 'False']}", []),
        ("{type: StringMap, default: {a: b}, allowedValues: ['{}']}", []),
        ("[a]", []),
        ("null", []),
        (
            "{type: String, default: A, allowedValues: [a]}",
            [("error", "A", 'default "A" is not in allowedValues, did you mean "a"?')],
        ),
        ("{type: Integer, default: 6, allowedValues: [5]}", [("error", "6", 'default "6" is not in allowedValues')]),
        (
            "{type: StringList, default: [a, zz], allowedValues: [a]}",
            [("error", "zz", 'default "zz" is not in allowedValues')],
        ),
        (
            "{type: String, default: <stage>, allowedValues: [test]}",
            [("warning", "<stage>", 'default "<stage>" is not in allowedValues')],
        ),
    ],
)
def test_default_not_allowed(declaration: str, expected: list[tuple[str, str, str]], kind: str) -> None:
    assert of_parameter("default-not-allowed", declaration, kind) == expected


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: AWS::IAM::Role::Arn, default: ''}", []),
        ("{type: AWS::IAM::Role::Arn, default: 'arn:aws:iam::111122223333:role/a'}", []),
        ("{type: List<AWS::EC2::Instance::Id>, default: [i-0123abcd]}", []),
        ("{type: Integer, default: '-5'}", []),
        ("{type: Integer, default: 1_000}", []),
        ("{type: Integer, default: '{{ ssm:/a }}'}", []),
        ("{type: Boolean, default: off}", []),
        ("{type: Boolean, default: ''}", []),
        ("{type: StringMap, default: '{}'}", []),
        ("{type: StringMap, default: ' {\"a\": 1}'}", []),
        ("{type: StringList, default: '${list}'}", []),
        ("{type: StringList, default: ['{{ ssm:/a }}']}", []),
        ("{type: StringList, default: [2024-01-01]}", []),
        ("{type: MapList, default: [{a: b}]}", []),
        ("{type: Nothing, default: 5}", []),
        ("{default: 5}", []),
        (
            "{type: AWS::EC2::Instance::Id, default: [i-1]}",
            [("error", "[i-1]", 'default of "P" is a list, an AWS::EC2::Instance::Id needs text')],
        ),
        (
            "{type: List<AWS::S3::Bucket::Name>, default: {a: b}}",
            [("error", "{a: b}", 'default of "P" is a map, a List<AWS::S3::Bucket::Name> needs a list')],
        ),
        (
            "{type: StringList, default: [a, 80]}",
            [("warning", "80", 'an item of the default of "P" is a number, a StringList needs texts; quote it: "80"')],
        ),
        (
            "{type: StringList, default: [[a]]}",
            [("warning", "[a]", 'an item of the default of "P" is a list, a StringList needs texts')],
        ),
        (
            "{type: MapList, default: [a]}",
            [("warning", "a", 'an item of the default of "P" is text, a MapList needs maps')],
        ),
        (
            "{type: Integer, default: true}",
            [("error", "true", 'default of "P" is a boolean, an Integer needs an integer')],
        ),
        (
            "{type: Boolean, default: 'False'}",
            [("warning", "'False'", 'default of "P" is text, a Boolean needs true or false')],
        ),
        ("{type: Boolean, default: 1}", [("error", "1", 'default of "P" is a number, a Boolean needs true or false')]),
    ],
)
def test_default_of_wrong_type(declaration: str, expected: list[tuple[str, str, str]], kind: str) -> None:
    assert of_parameter("default-of-wrong-type", declaration, kind) == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: String, default: '%%ROLE=x%%', allowedPattern: '^[a-z]+$'}", []),
        ("{type: String, default: '1', allowedPattern: '^(?!2)[a-z]$'}", []),
        ("{type: Integer, default: 1, allowedPattern: '^[a-z]$'}", []),
        ("{type: String, default: '1', allowedPattern: [a]}", []),
        (
            "{type: AWS::EC2::Instance::Id, default: x, allowedPattern: '^i-[a-f0-9]+$'}",
            [("warning", "x", 'default "x" does not match allowedPattern "^i-[a-f0-9]+$"')],
        ),
        (
            "{type: String, default: <id>, allowedPattern: '^i-[a-f0-9]+$'}",
            [("warning", "<id>", 'default "<id>" does not match allowedPattern "^i-[a-f0-9]+$"')],
        ),
    ],
)
def test_default_not_matching_pattern(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("default-not-matching-pattern", declaration, "automation") == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: AWS::EC2::Instance::Id, default: mi-0123456789abcdef0}", []),
        ("{type: AWS::EC2::Instance::Id, default: '{{ TARGET_ID }}'}", []),
        ("{type: AWS::S3::Bucket::Name, default: amzn-s3-demo-bucket}", []),
        ("{type: AWS::S3::Bucket::Name, default: null}", []),
        ("{type: AWS::IAM::Role::Arn, default: 'arn:aws-us-gov:iam::111122223333:role/path/a'}", []),
        ("{type: String, default: i-1}", []),
        (
            "{type: List<AWS::EC2::Instance::Id>, default: [i-01234567, web]}",
            [("warning", "web", 'default "web" is not the id of an instance, such as i-0123456789abcdef0')],
        ),
        (
            "{type: AWS::IAM::Role::Arn, default: Admin}",
            [
                (
                    "warning",
                    "Admin",
                    'default "Admin" is not the ARN of a role, such as arn:aws:iam::111122223333:role/name',
                )
            ],
        ),
    ],
)
def test_default_not_a_resource(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("default-not-a-resource", declaration, "automation") == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: String, default: '', minChars: 5}", []),
        ("{type: String, default: '{{ ssm:/a }}', maxChars: 2}", []),
        ("{type: String, default: abc, minChars: '3', maxChars: '3'}", []),
        ("{type: String, default: abc, maxChars: many}", []),
        ("{type: String, default: abc, maxChars: 99999999999999999999}", []),
        ("{type: StringList, default: [], minItems: 1}", []),
        ("{type: StringList, default: ['{{ ssm:/a }}'], minItems: 2}", []),
        ("{type: Integer, default: 12345, maxChars: 2}", []),
        (
            "{type: String, default: abc, minChars: '4'}",
            [("warning", "abc", 'default "abc" has 3 characters, minChars is 4')],
        ),
        (
            "{type: StringList, default: [a, bcd], maxChars: 2}",
            [("warning", "bcd", 'default "bcd" has 3 characters, maxChars is 2')],
        ),
        (
            "{type: StringMap, default: {a: b, c: d}, maxItems: 1}",
            [("warning", "{a: b, c: d}", "the default has 2 items, maxItems is 1")],
        ),
    ],
)
def test_default_out_of_bounds(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("default-out-of-bounds", declaration) == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: String, minChars: 3, maxChars: 3}", []),
        ("{type: String, minChars: x, maxChars: 3}", []),
        ("{type: String, allowedValues: null}", []),
        (
            "{type: StringList, minItems: '2', maxItems: 1}",
            [("warning", "'2'", 'minItems 2 of "P" is greater than maxItems 1')],
        ),
        (
            "{type: String, allowedValues: []}",
            [("warning", "[]", 'allowedValues of "P" is empty, so no value is allowed')],
        ),
    ],
)
def test_impossible_constraint(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("impossible-constraint", declaration) == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: String, maxChars: 3}", []),
        ("{type: StringMap, maxChars: 3, minItems: 1}", []),
        ("{type: Nothing, maxItems: 3}", []),
        (
            "{type: Integer, maxChars: 3}",
            [("warning", "maxChars", 'maxChars has no effect on "P", which is an Integer')],
        ),
        (
            "{type: AWS::S3::Bucket::Name, minItems: 3}",
            [("warning", "minItems", 'minItems has no effect on "P", which is a String; did you mean "minChars"?')],
        ),
    ],
)
def test_ineffective_constraint(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("ineffective-constraint", declaration, "automation") == expected


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{type: Boolean, allowedValues: [true, 'False', no]}", []),
        ("{type: Integer, allowedValues: [1, '2', 0x3, -4]}", []),
        ("{type: String, allowedValues: ['', a], allowedPattern: '^[a-z]$'}", []),
        ("{type: String, allowedValues: ['{{ ssm:/a }}'], maxChars: 1}", []),
        ("{type: StringMap, allowedValues: ['{}'], maxChars: 1}", []),
        (
            "{type: Boolean, allowedValues: [maybe]}",
            [("warning", "maybe", 'allowed value "maybe" is not true or false, which a Boolean needs')],
        ),
        (
            "{type: Integer, allowedValues: [few]}",
            [("warning", "few", 'allowed value "few" is not an integer, which an Integer needs')],
        ),
        (
            "{type: StringList, allowedValues: [abc], maxChars: 1, allowedPattern: '^[0-9]$'}",
            [
                ("warning", "abc", 'allowed value "abc" does not match allowedPattern "^[0-9]$"'),
                ("warning", "abc", 'allowed value "abc" has 3 characters, maxChars is 1'),
            ],
        ),
    ],
)
def test_unusable_allowed_value(declaration: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("unusable-allowed-value", declaration) == expected


def test_duplicate_allowed_value() -> None:
    declaration = "{type: String, allowedValues: [a, A, b, 'a', {a: b}, {a: b}]}"
    expected = [("warning", "'a'", 'allowedValues of "P" has "a" twice')]
    assert of_parameter("duplicate-allowed-value", declaration) == expected


@pytest.mark.parametrize(
    ("kind", "type_", "expected"),
    [
        ("command", "StringMap", []),
        ("command", "Nothing", []),
        ("automation", "AWS::EC2::Instance::Id", []),
        ("automation", "MapList", []),
        ("session", "Boolean", []),
        (
            "old",
            "StringMap",
            [("warning", "StringMap", "a Command document of schema version 1.2 has no StringMap parameters")],
        ),
        ("session", "Integer", [("warning", "Integer", "a Session document has no Integer parameters")]),
        ("command", "MapList", [("info", "MapList", "an association drops values of type MapList")]),
        (
            "command",
            "List<AWS::EC2::Instance::Id>",
            [
                (
                    "warning",
                    "List<AWS::EC2::Instance::Id>",
                    "a Command document has no List<AWS::EC2::Instance::Id>, StringList is the type for it",
                )
            ],
        ),
    ],
)
def test_parameter_type_of_other_kind(kind: str, type_: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_parameter("parameter-type-of-other-kind", f"{{type: {type_}}}", kind) == expected


@pytest.mark.parametrize(
    ("type_", "hint"),
    [
        ("Number", ', did you mean "Integer"?'),
        ("CommaDelimitedList", ', did you mean "StringList"?'),
        ("stringlist", ', did you mean "StringList"?'),
        ("bool", ', did you mean "Boolean"?'),
        ("AWS::EC2::InstanceId", ', did you mean "AWS::EC2::Instance::Id"?'),
        ("SecureString", ", expected String, StringList, StringMap, Integer, Boolean or MapList"),
    ],
)
def test_unknown_parameter_type(type_: str, hint: str) -> None:
    expected = [("error", type_, f'unknown parameter type "{type_}"{hint}')]
    assert of_parameter("unknown-parameter-type", f"{{type: {type_}}}", "automation") == expected


@pytest.mark.parametrize("declaration", ["{type: '${type}'}", "{type: [String]}", "{}", "String"])
def test_a_type_that_is_not_known_yet(declaration: str) -> None:
    assert of_parameter("unknown-parameter-type", declaration) == []
