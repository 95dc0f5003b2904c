"""Values at simple paths, `$.Payload.items[0].name`: what other forms of JSONPath select is not made up."""

import re

from ssmdoc.source.values import JsonValue

_PART = re.compile(r"\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']+)'\]")
_SIMPLE = re.compile(rf"\$?(?:{_PART.pattern})*")


def with_value(around: JsonValue, selector: str, value: JsonValue) -> JsonValue:
    """`around` with a value at a path where nothing stands yet."""
    path = selector if selector.startswith("$") else f"$.{selector}"
    if not _SIMPLE.fullmatch(path):
        return around
    return _with(
        around, [int(index) if index else name or quoted for name, index, quoted in _PART.findall(path)], value
    )


def _with(around: JsonValue, parts: list[str | int], value: JsonValue) -> JsonValue:
    if not parts:
        return value if around in (None, {}) else around
    first, rest = parts[0], parts[1:]
    if isinstance(first, int):
        items = list(around) if isinstance(around, list) else []
        items += [None] * (first + 1 - len(items))
        items[first] = _with(items[first], rest, value)
        return items
    members = dict(around) if isinstance(around, dict) else {}
    members[first] = _with(members.get(first), rest, value)
    return members
