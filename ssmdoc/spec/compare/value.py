"""JSON values held against matchers: what differs, and where in the value."""

import json
from collections.abc import Iterator
from dataclasses import replace

from ssmdoc.aws.matchers import (
    Contains,
    Equals,
    Every,
    Items,
    Json,
    Matcher,
    Matches,
    Members,
    Not,
    NotJson,
    OneOf,
    Present,
    fits,
    fits_nothing,
    from_json,
)
from ssmdoc.source.values import JsonValue
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.outcome import Difference

NOTHING = "nothing"
_ONE_LINE = 60
"""Longer values are shown in several lines."""


def differences_of_value(
    part: Part, actual: JsonValue, expected: Matcher, *, is_json: bool = False
) -> Iterator[Difference]:
    """What is not as expected of a value; with `is_json` it is a text that must be JSON."""
    match expected:
        case _ if is_json:
            yield from differences_of_value(part, actual, Json(expected))
        case Json(value=inner):
            read = from_json(actual)
            if isinstance(read, NotJson):
                yield part.differs("is", shown(inner), f"a text that is not JSON: {text_of(actual).rstrip()}")
            else:
                yield from differences_of_value(part, read, inner)
        case Every(matchers=matchers):
            for matcher in matchers:
                yield from differences_of_value(part, actual, matcher)
        case Members(members=members) if isinstance(actual, dict):
            for name, inner in members:
                yield from difference_of_member(part, actual, name, inner)
        case Items(items=items) if isinstance(actual, list) and len(actual) == len(items):
            for place, (inner, value) in enumerate(zip(items, actual, strict=True)):
                below = replace(part.inside(place), name=f"{part.name}[{place}]")
                yield from differences_of_value(below, value, inner)
        case _ if fits(expected, actual):
            return
        case Contains(item=inner):
            yield part.differs("contains", shown(inner), text_of(actual))
        case Matches(pattern=pattern):
            yield part.differs("matches", pattern.pattern, text_of(actual))
        case OneOf(choices=choices):
            yield part.differs("one of", ", ".join(map(shown, choices)), text_of(actual))
        case Not(matcher=inner):
            yield part.differs("not", shown(inner), text_of(actual))
        case _:
            yield part.differs("is", shown(expected), text_of(actual))


def difference_of_member(
    part: Part, actual: dict[str, JsonValue], name: str, expected: Matcher
) -> Iterator[Difference]:
    """What is not as expected of a member of a map, which may be missing."""
    below = replace(part.inside(name), name=f"{part.name}.{name}")
    if name in actual:
        yield from differences_of_value(below, actual[name], expected)
    elif not fits_nothing(expected):
        others = f"{NOTHING}; there are {', '.join(actual)}" if actual else NOTHING
        yield below.differs("is", shown(expected), others)


def text_of(value: JsonValue) -> str:
    """A value for people: texts as they are, others as JSON, in several lines where it is long."""
    if isinstance(value, str):
        return value
    try:
        line = json.dumps(value, ensure_ascii=False)
        return line if len(line) <= _ONE_LINE else json.dumps(value, ensure_ascii=False, indent=2)
    except RecursionError:
        return "a value that is nested too deeply to be shown"


def shown(matcher: Matcher) -> str:
    """What is expected, for people."""
    return text_of(plain(matcher))


def plain(matcher: Matcher) -> JsonValue:
    """A matcher as a spec writes it."""
    match matcher:
        case Equals(value=value):
            return value
        case Members(members=members):
            return {name: plain(inner) for name, inner in members}
        case Items(items=items):
            return [plain(inner) for inner in items]
        case Contains(item=inner):
            return {"contains": plain(inner)}
        case Matches(pattern=pattern):
            return {"matches": pattern.pattern}
        case OneOf(choices=choices):
            return {"one_of": [plain(inner) for inner in choices]}
        case Json(value=inner):
            return {"json": plain(inner)}
        case Not(matcher=inner):
            return {"not": plain(inner)}
        case Present(there=there):
            return {"any" if there else "absent": True}
        case Every(matchers=matchers):
            together: dict[str, JsonValue] = {}
            for inner in matchers:
                value = plain(inner)
                together |= value if isinstance(value, dict) else {}
            return together
