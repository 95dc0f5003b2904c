"""`{{ name }}` in the inputs of an automation becomes a value.

Source: UG25 automation-variables.md; facts interpolation (replacement_automation).
"""

from collections.abc import Callable
from typing import TypeAlias

from ssmdoc.model.references import Delimiter, Reference, find_references
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue


class UnknownError(Exception):
    """The reference names nothing that the document has: it is text."""


class UnavailableError(Exception):
    """The reference names something that has no value now."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Failed to resolve input: {name}. {name} is not available: {reason}")
        self.name, self.reason = name, reason


MOST_CHARACTERS = 16 * 1024 * 1024
"""That come into one text in the place of references."""
Lookup: TypeAlias = Callable[[Reference], JsonValue]
"""Gives the value of a reference; raises UnknownError or UnavailableError."""


def resolve(value: JsonValue, lookup: Lookup) -> JsonValue:
    """Replace the references in every text of a value; keys of maps stay, and what comes in is not looked at again.

    A text that is one reference becomes its value with its type; a list whose only item is a reference to a list
    becomes that list; a reference inside a text becomes text.

    Raises:
        UnavailableError: a reference has no value.
    """
    match value:
        case str():
            return _text(value, lookup)
        case list():
            items = [resolve(item, lookup) for item in value]
            if len(items) == 1 and isinstance(value[0], str) and isinstance(items[0], list):
                return items[0]
            return items
        case dict():
            return {key: resolve(item, lookup) for key, item in value.items()}
        case _:
            return value


def _text(text: str, lookup: Lookup) -> JsonValue:
    if "{{" not in text:
        return text
    parts: list[str] = []
    end = length = 0
    stripped = text.strip()
    for reference in find_references(text):
        if reference.delimiter is not Delimiter.BRACES:
            continue
        try:
            found = lookup(reference)
        except UnknownError:
            continue
        if reference.end - reference.start == len(stripped):
            return found
        parts += text[end : reference.start], as_text(found)
        length += len(parts[-1])
        if length > MOST_CHARACTERS:
            raise UnavailableError(
                text[reference.start : reference.end], f"the text has over {MOST_CHARACTERS:,} characters"
            )
        end = reference.end
    return "".join(parts) + text[end:]
