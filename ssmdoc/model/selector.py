"""Selectors: the JSONPath of an output in the response of a step. What is surely no such path, and where.

Source: UG25 automation-action-outputs-inputs.md. `$` at the beginning may be missing (accepted by AWS).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.literals import is_open

_CLOSING = {"[": "]", "(": ")"}


class Problem(NamedTuple):
    """What is wrong with a range of a selector; if not `certain`, AWS may read it all the same."""

    start: int
    end: int
    message: str
    certain: bool = True


_SIMPLE = re.compile(r"(?:\$\.)?\w+(?:\[\d+\])*(?:\.\w+(?:\[\d+\])*)*")
"""What most selectors look like: `$.Reservations[0].Instances[0].State.Name`."""


def problem(selector: str) -> Problem | None:
    """The first problem of a selector; None of a good one, and where a reference or a regular expression is in it."""
    if _SIMPLE.fullmatch(selector):
        return None
    if is_open(selector) or "=~" in selector:
        return None
    if not selector.strip():
        return Problem(0, len(selector), "the selector is empty")
    return next(_problems(selector), None)


def _problems(text: str) -> Iterator[Problem]:
    begin = len(text) - len(text.lstrip())
    place, end = begin, len(text.rstrip())
    while place < end:
        character = text[place]
        if character == "[":
            after = _closed(text, place, end)
            if isinstance(after, Problem):
                yield after
                return
            yield from _in_brackets(text, place, after)
            place = after
        elif character in "])":
            yield Problem(place, place + 1, f'"{character}" closes nothing')
            return
        elif character == "(":
            after = _closed(text, place, end)
            if isinstance(after, Problem):
                yield after
                return
            place = after
        else:
            yield from _plain(text, place, end)
            place += 1


def _plain(text: str, place: int, end: int) -> Iterator[Problem]:
    """What is wrong with a character outside brackets."""
    if text[place].isspace():
        yield Problem(
            place, place + 1, "white space in a selector, a member with it is written ['like this']", certain=False
        )
    elif text[place] == "." and place + 1 == end:
        yield Problem(place, end, 'the selector ends with "."')
    elif text.startswith("...", place):
        yield Problem(place, place + 3, '"..." is no step of a path, expected "." or ".."')
    elif text[place] == "|":
        yield Problem(place, place + 1, '"|" belongs to JMESPath, a selector is a JSONPath', certain=False)


def _closed(text: str, start: int, end: int) -> int | Problem:
    """The place after the bracket that closes the one at `start`, quotes and brackets inside passed over."""
    open_brackets: list[int] = []
    place = start
    while place < end:
        character = text[place]
        if character in "'\"":
            quote = place
            place = _quoted(text, place, end)
            if place > end:
                return Problem(quote, end, f"the quote {character} is not closed")
            continue
        if character in _CLOSING:
            open_brackets.append(place)
        elif character in "])":
            if _CLOSING[text[open_brackets[-1]]] != character:
                return Problem(place, place + 1, f'"{character}" does not close "{text[open_brackets[-1]]}"')
            open_brackets.pop()
            if not open_brackets:
                return place + 1
        place += 1
    return Problem(open_brackets[-1], open_brackets[-1] + 1, f'"{text[open_brackets[-1]]}" is not closed')


def _quoted(text: str, start: int, end: int) -> int:
    """The place after a quoted text, beyond `end` when it is not closed."""
    place = start + 1
    while place < end and text[place] != text[start]:
        place += 2 if text[place] == "\\" else 1
    return place + 1


def _in_brackets(text: str, start: int, end: int) -> Iterator[Problem]:
    inside = text[start + 1 : end - 1].strip()
    if not inside:
        yield Problem(start, end, '"[]" selects nothing, all items are "[*]"', certain=False)
    elif inside.startswith("?"):
        for operator in ("&&", "||"):
            found = text.find(operator, start, end)
            if found >= 0 and not _is_quoted(text, start, found):
                yield Problem(
                    found, found + 2, f'a filter is one comparison, "{operator}" is not supported', certain=False
                )
                return
    elif inside[0].isalpha() and inside.replace("_", "a").isalnum():
        yield Problem(
            start, end, f'"[{inside}]" is neither an index nor a name, expected "[\'{inside}\']"', certain=False
        )


def _is_quoted(text: str, start: int, place: int) -> bool:
    return text.count("'", start, place) % 2 == 1 or text.count('"', start, place) % 2 == 1
