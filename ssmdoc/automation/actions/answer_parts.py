"""Parts of the answer of an API, by their names; what is not there is empty."""

from ssmdoc.source.values import JsonValue


def part(value: JsonValue, *names: str) -> JsonValue:
    """What stands under these names, one in the other; None when it is not there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value: JsonValue, *names: str) -> str:
    """A text."""
    found = part(value, *names)
    return found if isinstance(found, str) else ""


def maps(value: JsonValue, *names: str) -> list[dict[str, JsonValue]]:
    """The maps of a list."""
    found = part(value, *names)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
