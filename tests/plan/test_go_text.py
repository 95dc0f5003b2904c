import pytest

from ssmdoc.plan.go_text import as_agent_value, marshalled, printed
from ssmdoc.source.values import JsonValue


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "<nil>"),
        (True, "true"),
        (7.0, "7"),
        (-5, "-5"),
        (0.1, "0.1"),
        (123456.0, "123456"),
        (1000000, "1e+06"),
        (123456789.0, "1.23456789e+08"),
        (0.00001, "1e-05"),
        (10**400, "+Inf"),
        ("a b", "a b"),
        ([], "[]"),
        (["x", 1, None], "[x 1 <nil>]"),
        ({}, "map[]"),
        ({"b": ["x", "y"], "a": {"c": False}}, "map[a:map[c:false] b:[x y]]"),
    ],
)
def test_printed(value: JsonValue, expected: str) -> None:
    assert printed(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (False, "false"),
        (10**20, "100000000000000000000"),
        (10**21, "1e+21"),
        (10**400, "+Inf"),
        (9007199254740993, "9007199254740992"),
        (1.50, "1.5"),
        (-0.000001, "-0.000001"),
        (1e-7, "1e-7"),
        (1.25e-10, "1.25e-10"),
        (12345678901, "12345678901"),
        ("<a & b>", '"\\u003ca \\u0026 b\\u003e"'),
        ('q" \\ \n\t\r\x01\x7f', '"q\\" \\\\ \\n\\t\\r\\u0001\x7f"'),
        ("é\u2028", '"é\\u2028"'),
        ({"b": [1, "x"], "a": {}}, '{"a":{},"b":[1,"x"]}'),
    ],
)
def test_marshalled(value: JsonValue, expected: str) -> None:
    assert marshalled(value) == expected


def test_values_are_decoded_as_go_does() -> None:
    value: JsonValue = {"n": 5, "t": True, "half": "a\ud83db", "pair": "\ud83d\ude00", "l": [9007199254740993, None]}
    decoded = {"n": 5.0, "t": True, "half": "a\ufffdb", "pair": "😀", "l": [9007199254740992.0, None]}
    assert as_agent_value(value) == decoded
