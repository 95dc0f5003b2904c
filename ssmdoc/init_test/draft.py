"""A spec before it is written: values, with what a person should know of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A case: its keys in their order, and lines of comment that stand before it."""

    name: str
    keys: Mapping[str, JsonValue] = field(default_factory=dict)
    comment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A spec: what holds for all cases, each key with lines of comment, and the cases."""

    keys: Mapping[str, JsonValue]
    cases: tuple[DraftCase, ...]
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By key."""
    notes: tuple[str, ...] = ()
    """At the head of the file."""
