"""What a declaration admits, and its ordinary value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.fuzz.payloads import injections
from ssmdoc.fuzz.strategies import ordinary_value, values_of
from ssmdoc.fuzz.subject import Subject
from ssmdoc.source.values import JsonValue

DECLARATIONS: list[tuple[dict[str, JsonValue], JsonValue]] = [
    ({"type": "String"}, "value"),
    ({"type": "String", "default": "x"}, "x"),
    ({"type": "String", "allowedValues": ["b", "c"]}, "b"),
    ({"type": "String", "allowedPattern": "^[0-9]+$"}, "1"),
    ({"type": "String", "minChars": 8}, "10.0.0.1"),
    ({"type": "String", "maxChars": 2}, "a"),
    ({"type": "StringList", "minItems": 2}, ["value", "value"]),
    ({"type": "StringList", "allowedValues": ["b"]}, ["b"]),
    ({"type": "StringMap"}, {"a": "value"}),
    ({"type": "MapList"}, [{"a": "value"}]),
    ({"type": "Integer"}, 1),
    ({"type": "Boolean"}, True),
]


@pytest.mark.parametrize(("fields", "value"), DECLARATIONS)
def test_ordinary_value(fields: dict[str, JsonValue], value: JsonValue) -> None:
    assert ordinary_value(Subject("P", fields)) == value


def test_a_value_for_a_pattern_that_no_plain_value_fits() -> None:
    subject = Subject("P", {"type": "String", "allowedPattern": "^arn:[a-z]{3}:x$"})
    assert subject.ordinary() is None
    assert subject.admits(ordinary_value(subject))


@settings(max_examples=60)
@given(st.data())
def test_every_value_made_is_admitted(data: st.DataObject) -> None:
    subject = Subject("P", data.draw(st.sampled_from([fields for fields, _ in DECLARATIONS])))
    value = data.draw(values_of(subject, [*injections([])]))
    assert subject.admits(value) or value == subject.fields.get("default")


def test_here_documents_are_ended() -> None:
    assert "\nSTOP\ncanary\n" in injections(["cat <<-'STOP'\n"])
