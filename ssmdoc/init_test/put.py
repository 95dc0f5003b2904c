"""A value put into an answer, at the places that a selector finds."""

import re

from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue

_FILTER = re.compile(r"\[\?\(?\s*@\.([A-Za-z0-9_]+)\s*==\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)?\]")


def put(response: dict[str, JsonValue], selector: str, value: JsonValue) -> bool:
    """Change what the selector finds in a response to the value, as far as types allow; whether there was anything."""
    path = selector.strip()
    path = path if path.startswith("$") else f"$.{path}"
    for found in _FILTER.finditer(path):
        # of a list in which one item is meant: the item of the sample is that one
        wanted = found[2] if found[2] is not None else found[3]
        _put(response, f"{_without_filters(path[: found.start()])}[*].{found[1]}", wanted)
    return _put(response, _without_filters(path), value)


def _without_filters(path: str) -> str:
    return _FILTER.sub("[*]", path)


def _put(response: dict[str, JsonValue], path: str, value: JsonValue) -> bool:
    import jsonpath

    try:
        matches = [*jsonpath.finditer(path, response)]
    except jsonpath.JSONPathError:
        return False
    for match in matches:
        if match.parent is not None and match.parts:
            _into(match.parent.obj, match.parts[-1], _typed(value, match.obj))
    return bool(matches)


def _into(around: object, place: int | str, value: JsonValue) -> None:
    match around, place:
        case dict(), str():
            around[place] = value
        case list(), int():
            around[place] = value


def _typed(value: JsonValue, there: object) -> JsonValue:
    """The value in the type that the service gives."""
    match there:
        case bool():
            return as_text(value).lower() == "true"
        case int():
            return int(as_text(value)) if re.fullmatch(r"-?\d+", as_text(value)) else there
        case str():
            return value if isinstance(value, str) else as_text(value)
        case list() if not isinstance(value, list):
            return [value] if value is not None else []
        case _:
            return value
