import pytest
import yaml

from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Scalar, Sequence, Style
from ssmdoc.source.values import JsonValue, scalar_kind, scalar_value, to_value

PLAIN = [
    ("text", "string", "text"),
    ("", "null", None),
    ("~", "null", None),
    ("null", "null", None),
    ("NULL", "null", None),
    ("nUll", "string", "nUll"),
    ("yes", "boolean", True),
    ("No", "boolean", False),
    ("on", "boolean", True),
    ("OFF", "boolean", False),
    ("y", "string", "y"),
    ("true", "boolean", True),
    ("0", "integer", 0),
    ("-12", "integer", -12),
    ("+12", "integer", 12),
    ("010", "integer", 8),
    ("-010", "integer", -8),
    ("08", "string", "08"),
    ("0x1F", "integer", 31),
    ("0b101", "integer", 5),
    ("0b_", "string", "0b_"),
    ("1_000", "integer", 1000),
    ("1:30", "integer", 90),
    ("1:30:15", "integer", 5415),
    ("1:60", "string", "1:60"),
    ("12:30.5", "number", 750.5),
    ("0.3", "number", 0.3),
    ("2.2", "number", 2.2),
    ("1.", "number", 1.0),
    (".5", "number", 0.5),
    ("-.5", "number", -0.5),
    ("1e5", "number", 100000.0),
    ("1.5E+3", "number", 1500.0),
    (".inf", "number", float("inf")),
    ("-.Inf", "number", float("-inf")),
    (".", "string", "."),
    ("-", "string", "-"),
    ("1.2.3", "string", "1.2.3"),
    ("2020-01-01", "string", "2020-01-01"),
    ("2020-01-01T00:00:00Z", "string", "2020-01-01T00:00:00Z"),
    ("=", "string", "="),
    ("9" * 5000, "string", "9" * 5000),
]


@pytest.mark.parametrize(("text", "kind", "value"), PLAIN)
def test_plain_scalars(text: str, kind: str, value: JsonValue) -> None:
    scalar = Scalar(0, len(text), text, Style.PLAIN)
    assert (scalar_kind(scalar), scalar_value(scalar)) == (kind, value)


# SnakeYAML takes a dot or an exponent where PyYAML wants more; PyYAML reads dates, and fails on "="
DIFFERENT = {"0b_", "1e5", "2020-01-01", "2020-01-01T00:00:00Z", "=", "-.5", "9" * 5000, "-"}


@pytest.mark.parametrize(("text", "value"), [(text, value) for text, _, value in PLAIN if text not in DIFFERENT])
def test_plain_scalars_are_what_pyyaml_says(text: str, value: JsonValue) -> None:
    assert yaml.safe_load(text) == value


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.PLAIN])
def test_any_other_style_is_text(style: Style) -> None:
    scalar = Scalar(0, 6, "true", style)
    assert (scalar_kind(scalar), scalar_value(scalar)) == ("string", "true")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 2.2", "2.2"),
        ("! 2", "2"),
        ("!Ref 2", "2"),
        ('!!int "12"', 12),
        ("!!int x", "x"),
        ("!!float 2", 2.0),
        ('!!bool "yes"', True),
        ("!!null ''", None),
        ("!!timestamp 2020-01-01", "2020-01-01"),
        ("!<tag:yaml.org,2002:str> 1", "1"),
    ],
)
def test_tags(text: str, value: JsonValue) -> None:
    root = read(Source("a.yaml", text)).root
    assert root is not None
    assert to_value(root) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [1, {b: null}, x]", {"a": [1, {"b": None}, "x"]}),
        ("2.2: x\non: y\n", {"2.2": "x", "on": "y"}),
        ("a: 1\na: 2\n", {"a": 2}),
        ("a: .inf\nb: .NaN\nc: 1e999\n", {"a": ".inf", "b": ".NaN", "c": "1e999"}),
        ("[a, b]: c", {"[…]": "c"}),
        ("x: &x {a: 1, b: 2}\ny:\n  b: 3\n  <<: *x\n", {"x": {"a": 1, "b": 2}, "y": {"a": 1, "b": 3}}),
        ("- &x {a: 1}\n- &y {a: 2, b: 2}\n- <<: [*x, *y]\n", [{"a": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 2}]),
        ('"<<": {a: 1}', {"<<": {"a": 1}}),
        ("<<: x", {"<<": "x"}),
    ],
)
def test_values_of_trees(text: str, value: JsonValue) -> None:
    root = read(Source("a.yaml", text)).root
    assert root is not None
    assert to_value(root) == value


@pytest.mark.parametrize(
    "text", ['{"a": [1, -0, 2.5, 1e5, 1E-2, true, false, null, "\\u00e9"], "<<": {"b": 1}}', "0", '""']
)
def test_json_values(text: str) -> None:
    import json

    root = read(Source("a.json", text)).root
    assert root is not None
    assert to_value(root) == json.loads(text)


def test_an_alias_repeats_its_node() -> None:
    root = read(Source("a.yaml", "- &x [1]\n- *x\n")).root
    assert isinstance(root, Sequence)
    assert root.items[0] is root.items[1]


def test_get_takes_the_last_of_equal_keys() -> None:
    root = read(Source("a.yaml", "a: 1\na: 2\n")).root
    assert isinstance(root, Mapping)
    last = root.get("a")
    assert isinstance(last, Scalar)
    assert last.text == "2"


def test_lists_and_maps_as_keys_take_no_room() -> None:
    levels = 60
    root = read(Source("a.yaml", f"x: {'{' * levels}a{'}' * levels}\n[1, 2]: y\n")).root
    assert root is not None
    value = to_value(root)
    assert isinstance(value, dict)
    assert value == {"x": {"{…}": None}, "[…]": "y"}
