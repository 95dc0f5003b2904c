"""What a selector, the JSONPath of an output, finds in the response of a step.

Source: UG25 automation-action-outputs-inputs.md; Automation reads paths as Jayway JsonPath does: a path that can lead
to several places gives a list, any other the value itself. `$` at the beginning may be missing (accepted by AWS).
"""

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from jsonpath import JSONPath


class SelectorError(Exception):
    """The selector is no path; the text says why."""


class NotFoundError(Exception):
    """The path leads nowhere in this response."""


def select(selector: str, response: JsonValue) -> JsonValue:
    """The value that a selector finds.

    Raises:
        SelectorError: it is no JSONPath.
        NotFoundError: there is nothing.
    """
    from jsonpath.exceptions import JSONPathError

    path, is_single = _compiled(selector)
    try:
        found = cast("list[JsonValue]", path.findall(response))
    except (JSONPathError, RecursionError) as error:
        raise SelectorError(f'selector "{selector}": {error}') from error
    if not is_single:
        return found
    if not found:
        raise NotFoundError
    return found[0]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> "tuple[JSONPath, bool]":
    import jsonpath
    from jsonpath.exceptions import JSONPathError

    text = selector.strip()
    if not text.startswith("$"):
        text = f"${text}" if text.startswith("[") else f"$.{text}"
    try:
        path = jsonpath.compile(text)
    except (JSONPathError, RecursionError) as error:
        raise SelectorError(f'"{selector}" is no JSONPath: {str(error).splitlines()[0]}') from error
    if not isinstance(path, jsonpath.JSONPath):
        raise SelectorError(f'"{selector}" is no single JSONPath')
    return path, path.singular_query()
