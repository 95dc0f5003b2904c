import math

import pytest

from ssmdoc.init_test.patterns import text_for
from ssmdoc.init_test.samples import sample
from ssmdoc.plan.declarations import declared_parameters
from ssmdoc.source.values import JsonValue


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ({"type": "String"}, "example"),
        ({"type": "String", "allowedValues": ["blue", "green"]}, "blue"),
        ({"type": "StringList", "allowedValues": ["blue", "green"]}, ["blue"]),
        ({"type": "String", "allowedPattern": "^[a-z]{3}-[0-9]{2}$"}, "aaa-11"),
        (
            {"type": "String", "allowedPattern": "^arn:aws:iam::\\d{12}:role/.+$"},
            "arn:aws:iam::123456789012:role/example",
        ),
        ({"type": "String", "minChars": 10}, "example.com"),
        ({"type": "String", "maxChars": 1}, "1"),
        ({"type": "Integer"}, 1),
        ({"type": "Integer", "allowedValues": [5, 6]}, 5),
        ({"type": "Integer", "allowedPattern": "^2.$"}, 20),
        ({"type": "Boolean"}, True),
        ({"type": "StringMap"}, {"Key": "value"}),
        ({"type": "MapList", "minItems": 2}, [{"Key": "value"}, {"Key": "value"}]),
        ({"type": "StringList", "minItems": 2}, ["example", "example"]),
        ({"type": "AWS::EC2::Instance::Id"}, "i-0123456789abcdef0"),
        ({"type": "List<AWS::EC2::Subnet::Id>"}, ["subnet-0123456789abcdef0"]),
        ({"type": "AWS::S3::Bucket::Name", "allowedPattern": "^logs-"}, "logs-"),
    ],
)
def test_sample_is_admitted(declaration: JsonValue, expected: JsonValue) -> None:
    declared = declared_parameters({"parameters": {"Thing": declaration}})
    assert sample(declared["Thing"]) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a|b$", "a"),
        ("^[^a]$", "1"),
        ("^(x{2,3}|y)+z?$", "xx"),
        ("^$", ""),
        ("a{150}", "a" * 150),
        ("a{900}", None),
        ("(?=lookahead)", None),
        ("(unclosed", None),
    ],
)
def test_text_for_pattern(pattern: str, expected: str | None) -> None:
    assert text_for(pattern) == expected


def test_bounds_are_numbers() -> None:
    declared = declared_parameters({"parameters": {"Thing": {"type": "String", "maxChars": "3"}}})["Thing"]
    assert (declared.characters, declared.items, sample(declared)) == ((0, 3), (0, math.inf), "1")
