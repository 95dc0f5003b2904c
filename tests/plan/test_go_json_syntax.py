"""JSON texts with Go's error texts; those of Go 1.2x for the same inputs."""

import pytest

from ssmdoc.plan.go_json import UnmarshalError
from ssmdoc.plan.go_json_syntax import parse_json


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "unexpected end of JSON input"),
        ("  \n", "unexpected end of JSON input"),
        ("{broken", "invalid character 'b' looking for beginning of object key string"),
        ("{", "unexpected end of JSON input"),
        ('{"a"', "unexpected end of JSON input"),
        ('{"a" 1}', "invalid character '1' after object key"),
        ('{"a": 1 "b"}', "invalid character '\"' after object key:value pair"),
        ('{"a": 1,}', "invalid character '}' looking for beginning of object key string"),
        ("[1 2]", "invalid character '2' after array element"),
        ("[1,]", "invalid character ']' looking for beginning of value"),
        ("[}", "invalid character '}' looking for beginning of value"),
        ("{} x", "invalid character 'x' after top-level value"),
        ("just", "invalid character 'j' looking for beginning of value"),
        ("nul", "unexpected end of JSON input"),
        ("trye", "invalid character 'y' in literal true (expecting 'u')"),
        ("-", "unexpected end of JSON input"),
        ("-a", "invalid character 'a' in numeric literal"),
        ("01", "invalid character '1' after top-level value"),
        ("1.x", "invalid character 'x' after decimal point in numeric literal"),
        ("1ex", "invalid character 'x' in exponent of numeric literal"),
        ('"a\nb"', "invalid character '\\n' in string literal"),
        ('"\\x"', "invalid character 'x' in string escape code"),
        ('"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"),
        ('"abc', "unexpected end of JSON input"),
        ("é", "invalid character 'Ã' looking for beginning of value"),
        ("'a'", "invalid character '\\'' looking for beginning of value"),
        ("[" * 200, "unexpected end of JSON input"),
    ],
)
def test_errors(text: str, message: str) -> None:
    with pytest.raises(UnmarshalError) as error:
        parse_json(text)
    assert str(error.value) == message


@pytest.mark.parametrize("levels", [201, 100_000])
def test_deep_nesting_is_an_error(levels: int) -> None:
    with pytest.raises(UnmarshalError, match="nested more than 200 levels deep"):
        parse_json("[" * levels + "]" * levels)


def test_a_number_of_very_many_digits_is_an_error() -> None:
    with pytest.raises(UnmarshalError, match="such a number"):
        parse_json("9" * 5000)


def test_members_of_the_outermost_object_as_they_are_written() -> None:
    value, members = parse_json(' {"a": "x\\u0026y" , "b": {"a": 1}, "c":[1, 2],"d":-1.5e3 } ')
    assert value == {"a": "x&y", "b": {"a": 1}, "c": [1, 2], "d": -1500.0}
    assert members == {"a": '"x\\u0026y"', "b": '{"a": 1}', "c": "[1, 2]", "d": "-1.5e3"}


@pytest.mark.parametrize("text", ["null", "[]", "{}", "[[], {}]", '"a"', "0", "-0.5", "true", "[{}]"])
def test_good_texts(text: str) -> None:
    parse_json(text)
