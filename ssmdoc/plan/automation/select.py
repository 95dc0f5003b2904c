"""What a selector, the JSONPath of an output, finds in the response of a step.

Source: UG25 automation-action-outputs-inputs.md; Automation reads paths as Jayway JsonPath does: a path that can lead
to several places gives a list, any other the value itself. `$` at the beginning may be missing (accepted by AWS).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from ssmdoc.patterns.json_path import PathError, compile_path, follow
from ssmdoc.plan.automation.convert import shortened
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
    path, is_single = _compiled(selector)
    try:
        found = follow(path, response)
    except PathError as error:
        raise SelectorError(f'selector "{selector}": {error}') from error
    if not is_single:
        return found
    if not found:
        raise NotFoundError
    return found[0]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> "tuple[JSONPath, bool]":
    text = selector.strip()
    if not text.startswith("$"):
        text = f"${text}" if text.startswith("[") else f"$.{text}"
    try:
        path = compile_path(text)
    except PathError as error:
        raise SelectorError(f'"{shortened(selector)}" is no JSONPath: {error}') from error
    return path, path.singular_query()
