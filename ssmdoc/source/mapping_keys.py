"""What can be wrong with the keys of a mapping that a reader could read."""

from collections.abc import Iterator

from ssmdoc.source.problem import Problem, in_quotes
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Scalar, Style

MERGE = "<<"
"""The key of YAML 1.1 that takes over the entries of another mapping."""

_LONGEST_QUOTE = 60


def is_merge(key: Scalar) -> bool:
    """Whether a YAML key means merging; in quotes, and in JSON, it is an ordinary key."""
    return key.text == MERGE and key.style is Style.PLAIN


def duplicate_keys(source: Source, entries: list[Entry]) -> Iterator[Problem]:
    """A problem for each entry whose key an earlier entry has; merge keys may be repeated."""
    first: dict[str, Scalar] = {}
    for entry in entries:
        key = entry.key
        if not isinstance(key, Scalar) or is_merge(key):
            continue
        earlier = first.setdefault(key.text, key)
        if earlier is not key:
            line = source.position(earlier.start).line
            message = f"key {in_quotes(key.text)} is already defined at line {line}"
            yield Problem("duplicate-key", message, key.span, ((earlier.span, "first defined here"),))


def unquoted_reference(text: str, mapping: Mapping) -> Iterator[Problem]:
    """A problem if `{{ x }}` without quotes made this mapping, whose key is then a mapping too."""
    if not text.startswith("{{", mapping.start) or not isinstance(mapping.entries[0].key, Mapping):
        return
    written = "{{ … }}"
    if mapping.end - mapping.start <= _LONGEST_QUOTE and '"' not in text[mapping.start : mapping.end]:
        written = " ".join(text[mapping.start : mapping.end].split())
    message = f'{written} without quotes is a map to YAML, not a reference; quote it: "{written}"'
    yield Problem("unquoted-reference", message, mapping.span)
