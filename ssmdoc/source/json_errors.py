"""Why a text is not JSON, in plain words, at the place where it has to be changed."""

import re
from typing import Literal, TypeAlias

from ssmdoc.source.problem import Problem, in_quotes
from ssmdoc.source.text import Span

Expected: TypeAlias = Literal["value", "string", "key", "colon", "comma in map", "comma in list", "end"]
"""What the reader looked for when it met something else."""

_word = re.compile(r"[^\s,:{}\[\]\"']+").match
_string_end = re.compile(r'(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*').match
_single_quoted = re.compile(r"'[^'\n]*'").match
_blanks_before = " \t\r\n"
_PLAIN = {
    "colon": 'expected ":" after the property name',
    "comma in map": 'expected "," or "}" after the value',
    "comma in list": 'expected "," or "]" after the value',
    "end": "unexpected text after the end of the document",
    "key": "expected a property name in double quotes",
    "value": "expected a value",
}
_NAMED_CONTROLS = {"\n": "line break", "\r": "line break", "\t": "tab"}
_JSON_WORDS = {"True": "true", "False": "false", "None": "null", "NULL": "null", "TRUE": "true", "FALSE": "false"}


def explain(text: str, expected: Expected, place: int) -> Problem:
    """The syntax error of a JSON reader that looked for `expected` at `place`."""
    if expected == "string":
        return _string(text, place)
    found = text[place : place + 1]
    if found == "":
        return _problem(f"the text ends too early; {_PLAIN[expected]}", place, place)
    if text.startswith(("//", "/*"), place) or found == "#":
        end = text.find("\n", place)
        return _problem("JSON has no comments; remove it", place, end if end >= 0 else len(text))
    if found == "'" and expected in ("key", "value"):
        single = _single_quoted(text, place)
        what = "a property name" if expected == "key" else "text"
        return _problem(f"{what} must be in double quotes", place, single.end() if single else place + 1)
    if found in "}]" and expected in ("key", "value"):
        before = len(text[:place].rstrip(_blanks_before)) - 1
        if before >= 0 and text[before] == ",":
            return _problem(f'trailing comma before "{found}"', before, before + 1)
    if not found.isprintable():
        return _problem(f"unexpected control character U+{ord(found):04X}", place, place + 1)
    word = _word(text, place)
    end = word.end() if word else place + 1
    if expected in ("key", "value") and word:
        return _problem(_unquoted(word[0], expected), place, end)
    return _problem(_PLAIN[expected], place, end)


def _unquoted(word: str, expected: Expected) -> str:
    if expected == "key":
        return f"the property name {in_quotes(word)} must be in double quotes"
    if word in _JSON_WORDS:
        return f'write "{_JSON_WORDS[word]}" instead of {in_quotes(word)}'
    if word[0] in "+-.0123456789" or word in ("NaN", "Infinity"):
        return f"{in_quotes(word)} is not a JSON number"
    return f"text must be in double quotes: {in_quotes(word)}"


def _string(text: str, start: int) -> Problem:
    """Why the string that opens at `start` cannot be read."""
    found = _string_end(text, start + 1)
    end = found.end() if found else start + 1
    stop = text[end : end + 1]
    if stop == "":
        return _problem("the string that opens here is never closed", start, start + 1)
    if text.startswith("\\u", end):
        return _problem(r'the escape "\u" takes 4 hexadecimal digits', end, end + 2)
    if stop == "\\":
        return _problem(f'"{text[end : end + 2].rstrip()}" is not an escape in JSON', end, min(end + 2, len(text)))
    name = _NAMED_CONTROLS.get(stop, f"control character U+{ord(stop):04X}")
    escape = "\\n" if stop in "\r\n" else "\\t" if stop == "\t" else f"\\u{ord(stop):04x}"
    return _problem(f'a {name} inside a string must be written "{escape}"', end, end + 1)


def _problem(message: str, start: int, end: int) -> Problem:
    return Problem("syntax-error", message, Span(start, end))
