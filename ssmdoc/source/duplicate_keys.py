"""Keys that a mapping defines more than once."""

from collections.abc import Iterator

from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Scalar, Style


def duplicate_keys(text: str, entries: list[Entry]) -> Iterator[Problem]:
    """A problem for each entry whose key an earlier entry has; merge keys (`<<`) may be repeated."""
    first: dict[str, Scalar] = {}
    for entry in entries:
        key = entry.key
        if not isinstance(key, Scalar) or (key.text == "<<" and key.style is Style.PLAIN):
            continue
        earlier = first.setdefault(key.text, key)
        if earlier is not key:
            line = Source("", text).position(earlier.start).line
            message = f'key "{key.text}" is already defined at line {line}'
            yield Problem("duplicate-key", message, key.span, ((earlier.span, "first defined here"),))
