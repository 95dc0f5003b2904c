"""Texts and values held against matchers: every matcher, met and not met, with what is said."""

import json

import pytest

from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.matchers import read_text, read_value
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.text import differences_of_text
from ssmdoc.spec.compare.value import differences_of_value

OBJECT: JsonValue = {"a": 1, "b": ["x", {"c": True}], "j": '{"k":[1,2]}'}
WHOLE = json.dumps(OBJECT)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("{a: 1}", []),
        ("{a: 1, b: [x, {c: true}]}", []),
        ("{a: 2, d: 3}", ["v.a is 2: 1", "v.d is 3: nothing; there are a, b, j"]),
        ("{a: true}", ["v.a is true: 1"]),
        ("{equals: {a: 1}}", [f'v is {{"a": 1}}: {WHOLE}']),
        ("{b: {contains: x}}", []),
        ("{b: {contains: {c: true}}}", []),
        ("{b: {contains: [x, y]}}", ['v.b contains y: ["x", {"c": true}]']),
        ("{b: [x]}", ['v.b is ["x"]: ["x", {"c": true}]']),
        ("{b: [{matches: ^y}, {c: {not: true}}]}", ["v.b[0] matches ^y: x", "v.b[1].c not true: true"]),
        ("{a: {one_of: [2, {matches: 1}]}}", []),
        ("{a: {one_of: [2, 3]}}", ["v.a one of 2, 3: 1"]),
        ("{a: {any: true}, z: {absent: true}, y: {not: 3}}", []),
        ("{z: {any: true}, a: {absent: true}}", [
            'v.z is {"any": true}: nothing; there are a, b, j',
            'v.a is {"absent": true}: 1',
        ]),
        ("{j: {json: {k: {contains: 2}}}}", []),
        ("{j: {json: {k: [1, 3]}}}", ["v.j.k[1] is 3: 2"]),
        ("{b: [{json: 1}, {any: true}]}", ["v.b[0] is 1: a text that is not JSON: x"]),
        ("[1]", [f"v is [1]: {WHOLE}"]),
    ],
)  # fmt: skip
def test_values(expected: str, found: list[str]) -> None:
    context = Context(Source("s", expected))
    root = read(context.source).root
    assert root is not None
    differences = differences_of_value(Part(None, "v"), OBJECT, read_value(root, context))
    shown = [f"{part.part} {part.relation} {part.expected}: {part.actual}" for part in differences]
    assert shown == found


def test_a_value_that_is_nested_deeply() -> None:
    deep = "[" * 900 + "]" * 900
    context = Context(Source("s", "{json: {a: 1}}"))
    for expected in ("{json: {a: 1}}", "{json: [1]}", "{json: {contains: a}}", "{json: {not: {any: true}}}"):
        root = read(Source("s", expected)).root
        assert len(list(differences_of_text(Part(None, "t"), deep, read_text(root, context)))) == 1


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ('"1\\n2"', []),
        ('"1"', ["t is 1: 1|2"]),
        ("{equals: x}", ["t is x: 1|2|"]),
        ("{contains: [1, 3, 4]}", ["t contains 3: 1|2|", "t contains 4: 1|2|"]),
        ("{matches: ^2$}", []),
        ("{matches: ^3$}", ["t matches ^3$: 1|2|"]),
        ("{one_of: [a, {contains: '2'}]}", []),
        ("{one_of: [a, {contains: b}]}", ['t one of "a", containing "b": 1|2|']),
        ("{not: {contains: '2', matches: ^9}}", []),
        ("{not: {contains: '2', matches: ^1}}", ['t not containing "2" and matching /^1/: 1|2|']),
        ("{json: 1}", ["t as JSON is 1: a text that is not JSON: 1|2"]),
    ],
)
def test_texts(expected: str, found: list[str]) -> None:
    context = Context(Source("s", expected))
    differences = differences_of_text(Part(None, "t"), "1\n2\n", read_text(read(context.source).root, context))
    shown = [f"{part.part} {part.relation} {part.expected}: {part.actual}" for part in differences]
    assert [text.replace("\n", "|") for text in shown] == found
