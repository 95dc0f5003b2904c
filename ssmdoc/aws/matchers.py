"""What a mock expects of a value in a request."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from ssmdoc.patterns.expression import ExpressionError
from ssmdoc.source.values import JsonValue

WORDS = ("equals", "contains", "matches", "one_of", "any", "absent", "not")
"""A map with one of these as its only key is a matcher."""


@dataclass(frozen=True, slots=True)
class Equals:
    """The value itself, with nothing more in it."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Contains:
    """A list with such an item, or a text with this text in it."""

    item: "Matcher"


class Searched(Protocol):
    """A regular expression; in mocks one whose search is bounded."""

    @property
    def pattern(self) -> str:
        """As written."""
        ...

    def search(self, text: str, /) -> object:
        """True in a condition where it is found."""
        ...


@dataclass(frozen=True, slots=True)
class Matches:
    """A text, number or boolean in which the regular expression is found."""

    pattern: Searched


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several."""

    choices: tuple["Matcher", ...]


@dataclass(frozen=True, slots=True)
class Present:
    """Any value, but there must be one; or there must be none."""

    there: bool = True


@dataclass(frozen=True, slots=True)
class Members:
    """A map that has these members; it can have more."""

    members: tuple[tuple[str, "Matcher"], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of exactly these items, in this order."""

    items: tuple["Matcher", ...]


@dataclass(frozen=True, slots=True)
class Json:
    """A text that is JSON, or a value, of which this holds."""

    value: "Matcher"


@dataclass(frozen=True, slots=True)
class Not:
    """Anything of which this does not hold."""

    matcher: "Matcher"


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold."""

    matchers: tuple["Matcher", ...]


Matcher: TypeAlias = Equals | Contains | Matches | OneOf | Present | Members | Items | Json | Not | Every


class _Missing:
    """The value of a member that is not there."""


_MISSING = _Missing()


def fits_nothing(matcher: Matcher) -> bool:
    """Whether it is expected that there is no value."""
    match matcher:
        case Present(there=there):
            return not there
        case Every(matchers=matchers):
            return all(map(fits_nothing, matchers))
        case Not(matcher=inner):
            return not fits_nothing(inner)
        case _:
            return False


def fits(matcher: Matcher, value: "JsonValue | _Missing") -> bool:
    """Whether a value is what is expected."""
    if isinstance(value, _Missing):
        return fits_nothing(matcher)
    match matcher:
        case Not(matcher=inner):
            return not fits(inner, value)
        case Every(matchers=matchers):
            return all(fits(inner, value) for inner in matchers)
        case Json(value=inner):
            read = from_json(value)
            return not isinstance(read, NotJson) and fits(inner, read)
        case Present(there=there):
            return there
        case Equals(value=wanted):
            return _same(wanted, value)
        case Matches(pattern=pattern):
            return not isinstance(value, dict | list) and _is_found(pattern, _text(value))
        case OneOf(choices=choices):
            return any(fits(choice, value) for choice in choices)
        case Contains(item=item):
            return _contains(item, value)
        case Items(items=items):
            return (
                isinstance(value, list)
                and len(value) == len(items)
                and all(fits(item, part) for item, part in zip(items, value, strict=True))
            )
        case Members(members=members):
            return isinstance(value, Mapping) and all(fits(part, value.get(name, _MISSING)) for name, part in members)


@dataclass(frozen=True, slots=True)
class NotJson:
    """Why a text is not JSON."""

    reason: str


def from_json(value: JsonValue) -> "JsonValue | NotJson":
    """The value that a text of JSON means; other values are themselves."""
    if not isinstance(value, str):
        return value
    try:
        read: JsonValue = json.loads(value)
    except (ValueError, RecursionError) as error:
        return NotJson(str(error))
    return read


def _is_found(pattern: Searched, text: str) -> bool:
    try:
        return bool(pattern.search(text))
    except ExpressionError:  # it takes too long, and the call is then one that nobody answers
        return False


def _contains(item: Matcher, value: JsonValue) -> bool:
    if isinstance(value, list):
        return any(fits(item, part) for part in value)
    return isinstance(value, str) and isinstance(item, Equals) and isinstance(item.value, str) and item.value in value


def _same(left: JsonValue, right: JsonValue) -> bool:
    """Whether two values are equal; true is not 1."""
    match left, right:
        case dict(), dict():
            return left.keys() == right.keys() and all(_same(part, right[name]) for name, part in left.items())
        case list(), list():
            return len(left) == len(right) and all(map(_same, left, right))
        case _:
            return isinstance(left, bool) == isinstance(right, bool) and left == right


def _text(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
