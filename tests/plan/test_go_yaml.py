"""YAML as the agent's library reads it."""

import pytest

from ssmdoc.plan.go_json import Anything, Boolean, GoType, Integer, List, Map, Struct, Text, UnmarshalError
from ssmdoc.plan.go_yaml import UntypedMap, unmarshal_yaml
from ssmdoc.source.values import JsonValue

ITEM = Struct("pkg.Item", {"name": Text(), "count": Integer(), "on": Boolean(), "any": Anything()})
TEXTS = Map(Text())


def of_item(**fields: JsonValue) -> JsonValue:
    return dict.fromkeys(ITEM.fields) | fields


@pytest.mark.parametrize(
    ("text", "into", "value"),
    [
        ("name: 2.2", ITEM, of_item(name="2.2")),
        ("name: yes", ITEM, of_item(name="yes")),
        ("name: null", ITEM, of_item()),
        ("Name: x", ITEM, of_item()),
        ("count: 2.9", ITEM, of_item(count=2)),
        ("on: y", ITEM, of_item(on=True)),
        ("any: {a: {1: x, b: c}}", ITEM, of_item(any={"a": {"b": "c"}})),
        ("a: 1\nb: 2", TEXTS, {"a": "1", "b": "2"}),
        ("{<<: {a: x, b: y}, a: z}", TEXTS, {"a": "z", "b": "y"}),
        ("{a: z, <<: {a: x}}", TEXTS, {"a": "x"}),
        ("1: x", TEXTS, {"1": "x"}),
        ("", TEXTS, None),
        ("- 1\n- a", List(Anything()), [1, "a"]),
    ],
)
def test_values(text: str, into: GoType, value: JsonValue) -> None:
    assert unmarshal_yaml(text, into) == value


def test_maps_without_a_type_are_told_from_others() -> None:
    decoded = unmarshal_yaml("a: {b: 1}", Map(Anything()))
    assert isinstance(decoded, dict)
    assert (type(decoded), type(decoded["a"])) == (dict, UntypedMap)


@pytest.mark.parametrize(
    ("text", "into", "message"),
    [
        ("just words", ITEM, "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `just words` into pkg.Item"),
        ("more than ten", ITEM, "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `more th...` into pkg.Item"),
        ("[a]", TEXTS, "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]string"),
        (
            "count: many\non: 1\n",
            ITEM,
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `many` into int\n"
            "  line 2: cannot unmarshal !!int `1` into bool",
        ),
        ("name:\n  a: b", ITEM, "yaml: unmarshal errors:\n  line 2: cannot unmarshal !!map into string"),
        ("{broken", ITEM, "yaml: line 1: did not find expected ',' or '}'"),
        ("a: b: c", ITEM, "yaml: mapping values are not allowed in this context"),
        ("a: 1\nb: c: d", ITEM, "yaml: line 2: mapping values are not allowed in this context"),
        ("a: \x01", ITEM, "yaml: control characters are not allowed"),
    ],
)
def test_errors(text: str, into: GoType, message: str) -> None:
    with pytest.raises(UnmarshalError) as error:
        unmarshal_yaml(text, into)
    assert str(error.value) == message


def test_a_bomb_of_aliases_is_an_error() -> None:
    text = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    with pytest.raises(UnmarshalError, match="yaml: "):
        unmarshal_yaml(text, Map(Anything()))


def test_nesting_without_an_end_is_an_error() -> None:
    with pytest.raises(UnmarshalError, match=r"yaml: .*nested more than 200 levels deep"):
        unmarshal_yaml("[" * 1_000_000, Map(Anything()))
