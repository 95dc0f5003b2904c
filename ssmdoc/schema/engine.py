"""The two JSON Schema engines behind one face: `jsonschema-rs`, and `jsonschema` where that has no wheel.

Both say which keyword of which part of the schema a value breaks, and where; words are made of that elsewhere, so
that the findings do not depend on the engine.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeAlias

from ssmdoc.schema.store import Schema, load

Path: TypeAlias = tuple[str | int, ...]

_MOST_COPIES = 500_000
"""Values, each counted as often as it is nested: jsonschema-rs makes all errors at once, with copies of values."""


class Violation(NamedTuple):
    """A value at `path` breaks `keyword` of `schema`, a part of the whole schema."""

    path: Path
    keyword: str
    schema: Schema


class Engine(Protocol):
    """A compiled schema."""

    def is_valid(self, value: Any) -> bool:
        """Whether the value keeps the schema; the quick question that most documents end with."""

    def violations(self, value: Any) -> Iterator[Violation]:
        """All that is wrong with the value."""


class _Rust:
    """A schema compiled by jsonschema-rs."""

    def __init__(self, schema: Schema) -> None:
        import jsonschema_rs

        self.schema = schema
        self.validator = jsonschema_rs.Draft202012Validator(schema)

    def is_valid(self, value: Any) -> bool:
        return bool(self.validator.is_valid(value))

    def violations(self, value: Any) -> Iterator[Violation]:
        if _has_odd_key(value) or _weight(value, _MOST_COPIES, 0) > _MOST_COPIES:
            yield from _Python(self.schema).violations(value)
            return
        for error in self.validator.iter_errors(value):
            yield _violation(self.schema, error.instance_path, error.schema_path)


class _Python:
    """A schema compiled by jsonschema."""

    def __init__(self, schema: Schema) -> None:
        import jsonschema
        import jsonschema.validators

        def pattern(_validator: Any, pattern: str, value: Any, _schema: Schema) -> Iterator[Any]:
            if isinstance(value, str) and not ecma(pattern)(value):
                yield jsonschema.ValidationError("pattern")

        self.schema = schema
        extend: Callable[..., Any] = jsonschema.validators.extend
        self.validator = extend(jsonschema.Draft202012Validator, {"pattern": pattern})(schema)

    def is_valid(self, value: Any) -> bool:
        return bool(self.validator.is_valid(value))

    def violations(self, value: Any) -> Iterator[Violation]:
        for error in self.validator.iter_errors(value):
            yield _violation(self.schema, list(error.absolute_path), list(error.absolute_schema_path))


ENGINES: dict[str, Callable[[Schema], Engine]] = {"jsonschema-rs": _Rust, "jsonschema": _Python}


@cache
def compiled(name: str, engine: str) -> Engine:
    """The schema of that name, compiled once by the engine."""
    return ENGINES[engine](load(name))


@cache
def preferred() -> str:
    """The engine to use: what SSMDOC_SCHEMA_ENGINE says, else the quick one if it is there."""
    named = os.environ.get("SSMDOC_SCHEMA_ENGINE")
    if named in ENGINES:
        return named
    try:
        import jsonschema_rs  # noqa: F401 (asks only whether it is there)
    except ImportError:
        return "jsonschema"
    return "jsonschema-rs"


def _violation(schema: Schema, path: Sequence[str | int], keywords: Sequence[str | int]) -> Violation:
    """A violation from the two paths that an engine gives; an error in a key's name belongs to `propertyNames`."""
    if "propertyNames" in keywords:
        keywords = keywords[: keywords.index("propertyNames") + 1]
    part: Any = schema
    for step in keywords[:-1]:
        part = _resolved(schema, part[step])
    return Violation(tuple(path), str(keywords[-1]), part)


def _resolved(schema: Schema, part: Any) -> Any:
    """The part itself, or what it refers to."""
    if isinstance(part, dict) and "$ref" in part:
        part, reference = schema, part["$ref"]
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    return part


@cache
def ecma(pattern: str) -> Callable[[str], object]:
    """A search for the pattern in which `$` is the end of the text, as in ECMA-262, not also a last line break."""
    import re

    parts: str = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", lambda part: r"\Z" if part[0] == "$" else part[0], pattern)
    return re.compile(parts).search


def _weight(value: Any, most: int, depth: int) -> int:
    """How many values there are, each counted as often as it is nested; with more than `most` any number above it."""
    weight = depth
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        weight += _weight(item, most - weight, depth + 1)
        if weight > most:
            break
    return weight


def _has_odd_key(value: Any) -> bool:
    """Whether there is a key that jsonschema-rs mishandles in the errors it gives (seen in 0.60).

    It leaves an empty key out of a path, and makes a number of one that looks like an index.
    """
    match value:
        case dict():
            return any(
                not key or key.removeprefix("+").isdecimal() or _has_odd_key(item) for key, item in value.items()
            )
        case list():
            return any(map(_has_odd_key, value))
        case _:
            return False
