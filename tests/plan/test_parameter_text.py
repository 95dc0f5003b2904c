import pytest

from ssmdoc.plan.parameter_text import ParameterTextError, normalized, parameter_values
from ssmdoc.source.values import JsonValue

DOCUMENT: JsonValue = {
    "parameters": {
        "s": {"type": "String"},
        "l": {"type": "StringList"},
        "n": {"type": "Integer"},
        "b": {"type": "Boolean"},
        "m": {"type": "StringMap"},
        "ml": {"type": "MapList"},
        "id": {"type": "AWS::EC2::Instance::Id"},
        "ids": {"type": "List<AWS::EC2::Instance::Id>"},
        "any": {},
    }
}


@pytest.mark.parametrize(
    ("pairs", "values"),
    [
        ([("s", '["a"]')], {"s": '["a"]'}),
        ([("s", "")], {"s": ""}),
        ([("l", "a,b c")], {"l": ["a", "b c"]}),
        ([("l", '["a,b", "c"]')], {"l": ["a,b", "c"]}),
        ([("l", "a,b"), ("l", "[c")], {"l": ["a,b", "[c"]}),
        ([("l", "")], {"l": []}),
        ([("ids", "i-a,i-b")], {"ids": ["i-a", "i-b"]}),
        ([("ids", "i-a"), ("ids", "i-b")], {"ids": ["i-a", "i-b"]}),
        ([("id", "i-a,i-b")], {"id": "i-a,i-b"}),
        (
            [("n", "-5"), ("b", "true"), ("m", '{"k": "v"}'), ("ml", "[{}]")],
            {"n": -5, "b": True, "m": {"k": "v"}, "ml": [{}]},
        ),
        ([("other", "5")], {"other": "5"}),
        ([("other", "5"), ("other", "6")], {"other": ["5", "6"]}),
    ],
)
def test_values(pairs: list[tuple[str, str]], values: dict[str, JsonValue]) -> None:
    assert parameter_values(DOCUMENT, pairs) == values


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("n", "five")], 'parameter "n" must be an Integer (a whole number), not five'),
        ([("n", "1.5")], 'parameter "n" must be an Integer (a whole number), not 1.5'),
        ([("n", "true")], 'parameter "n" must be an Integer (a whole number), not true'),
        ([("b", "1")], 'parameter "b" must be a Boolean (true or false), not 1'),
        ([("m", "[]")], 'parameter "m" must be a StringMap (a JSON object), not []'),
        (
            [("l", "[1]")],
            'parameter "l" must be a StringList (a JSON list of texts, or texts separated by commas), not [1]',
        ),
        (
            [("l", "[a")],
            'parameter "l" must be a StringList (a JSON list of texts, or texts separated by commas), not [a',
        ),
        ([("s", "a"), ("s", "b")], 'parameter "s" is given 2 times, but its type is String, not a list'),
    ],
)
def test_refused(pairs: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(ParameterTextError) as error:
        parameter_values(DOCUMENT, pairs)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"s": ["Bob"], "any": [""], "id": ["i-1"]}, {"s": "Bob", "any": "", "id": "i-1"}),
        ({"l": ["a"], "ids": ["i-1"]}, {"l": ["a"], "ids": ["i-1"]}),
        ({"n": ["-5"], "b": ["true"]}, {"n": -5, "b": True}),
        ({"m": ['{"k": "v"}'], "ml": ['[{"k": 1}]']}, {"m": {"k": "v"}, "ml": [{"k": 1}]}),
        ({"n": "5", "b": "false", "m": "{}", "ml": "[]"}, {"n": 5, "b": False, "m": {}, "ml": []}),
        ({"n": 5, "b": False, "m": {}, "ml": [{}]}, {"n": 5, "b": False, "m": {}, "ml": [{}]}),
        ({"s": "5", "l": "5"}, {"s": "5", "l": "5"}),
        ({"s": ["a", "b"], "n": [5], "b": []}, {"s": ["a", "b"], "n": [5], "b": []}),
        ({"n": "1.5", "b": "yes", "m": "[]", "ml": ["{}"]}, {"n": "1.5", "b": "yes", "m": "[]", "ml": "{}"}),
        ({"n": "true", "b": "1", "m": "{", "ml": "[1]"}, {"n": "true", "b": "1", "m": "{", "ml": "[1]"}),
        ({"n": ["{{ssm:n}}"], "l": ["{{ssm:l}}"]}, {"n": "{{ssm:n}}", "l": ["{{ssm:l}}"]}),
        ({"n": "9" * 5000, "m": "[" * 100_000}, {"n": "9" * 5000, "m": "[" * 100_000}),
        ({"other": ["5"]}, {"other": ["5"]}),
        ({"s": None}, {"s": None}),
    ],
)
def test_normalized(given: dict[str, JsonValue], values: dict[str, JsonValue]) -> None:
    assert normalized(DOCUMENT, given) == values
