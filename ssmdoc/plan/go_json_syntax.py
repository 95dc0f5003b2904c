"""JSON texts as Go reads them: the value, each member of the outermost object as written, or the text of Go's error.

Source: Go encoding/json scanner.go.
"""

import json
import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple, NoReturn

from ssmdoc.plan.go_json import UnmarshalError
from ssmdoc.source.bounds import MAX_DEPTH
from ssmdoc.source.values import JsonValue

_SPACE = re.compile(rb"[ \t\r\n]*")
_PLAIN = re.compile(rb'[^"\\\x00-\x1f]*')
_DIGITS = re.compile(rb"[0-9]*")
_LITERALS = {b"t": b"true", b"f": b"false", b"n": b"null"}
_CLOSING = {b"{": b"}", b"[": b"]"}
_AFTER_MEMBER = {b"{": "after object key:value pair", b"[": "after array element"}


class JsonText(NamedTuple):
    """What a JSON text holds."""

    value: JsonValue
    members: Mapping[str, str]
    """The values of the outermost object as they are written, for fields that a Go program reads itself."""


def parse_json(text: str) -> JsonText:
    """Read a JSON text.

    Raises:
        UnmarshalError: it is none; the text is Go's.
    """
    members = _Scanner(text.encode(errors="replace")).scan()
    try:
        return JsonText(json.loads(text), members)
    except ValueError:  # a number of more digits than Python reads
        raise UnmarshalError("ssmdoc does not read such a number in JSON") from None


class _Expected(Enum):
    """What may come next."""

    VALUE = auto()
    VALUE_OR_END = auto()
    KEY = auto()
    KEY_OR_END = auto()
    COMMA_OR_END = auto()


class _Scanner:
    """Goes through a text once, without calling itself."""

    def __init__(self, data: bytes) -> None:
        self.data, self.position = data, 0
        self.open: list[bytes] = []
        self.members: dict[str, str] = {}
        self.key, self.value_start = "", 0

    def scan(self) -> Mapping[str, str]:
        expected: _Expected | None = _Expected.VALUE
        while expected is not None:
            expected = self.step(expected)
        self.position = self.after_space()
        if self.position < len(self.data):
            self.refuse("after top-level value")
        return self.members

    def step(self, expected: _Expected) -> _Expected | None:
        """Read what is expected; None once the outermost value has ended."""
        self.position = self.after_space()
        character = self.peek()
        may_end = expected in (_Expected.VALUE_OR_END, _Expected.KEY_OR_END, _Expected.COMMA_OR_END)
        if may_end and character == _CLOSING[self.open[-1]]:
            self.position += 1
            self.open.pop()
            return self.ended()
        if expected is _Expected.COMMA_OR_END:
            if character != b",":
                self.refuse(_AFTER_MEMBER[self.open[-1]])
            self.position += 1
            return _Expected.KEY if self.open[-1] == b"{" else _Expected.VALUE
        if expected in (_Expected.KEY, _Expected.KEY_OR_END):
            return self.object_key(character)
        return self.value(character)

    def object_key(self, character: bytes) -> _Expected:
        if character != b'"':
            self.refuse("looking for beginning of object key string")
        start = self.position
        self.string()
        if len(self.open) == 1:
            self.key = json.loads(self.data[start : self.position].decode(errors="replace"))
        self.position = self.after_space()
        if self.peek() != b":":
            self.refuse("after object key")
        self.position += 1
        return _Expected.VALUE

    def value(self, character: bytes) -> _Expected | None:
        if len(self.open) == 1:
            self.value_start = self.position
        if character in _CLOSING:
            self.open.append(character)
            self.position += 1
            if len(self.open) > MAX_DEPTH:
                raise UnmarshalError(f"ssmdoc does not read JSON that is nested more than {MAX_DEPTH} levels deep")
            return _Expected.KEY_OR_END if character == b"{" else _Expected.VALUE_OR_END
        if character == b'"':
            self.string()
        elif character in _LITERALS:
            self.literal(_LITERALS[character])
        elif character == b"-" or character.isdigit():
            self.number()
        else:
            self.refuse("looking for beginning of value")
        return self.ended()

    def ended(self) -> _Expected | None:
        """A value has ended."""
        if self.open == [b"{"]:
            self.members[self.key] = self.data[self.value_start : self.position].decode(errors="replace")
        return _Expected.COMMA_OR_END if self.open else None

    def string(self) -> None:
        self.position += 1
        while True:
            self.skip(_PLAIN)
            match self.peek():
                case b'"':
                    self.position += 1
                    return
                case b"\\":
                    self.position += 1
                    self.escape()
                case _:
                    self.refuse("in string literal")

    def escape(self) -> None:
        character = self.peek()
        if character not in b'bfnrt\\/"u':
            self.refuse("in string escape code")
        self.position += 1
        for _ in range(4 if character == b"u" else 0):
            if self.peek() not in b"0123456789abcdefABCDEF":
                self.refuse("in \\u hexadecimal character escape")
            self.position += 1

    def literal(self, word: bytes) -> None:
        for number in range(1, len(word)):
            self.position += 1
            wanted = word[number : number + 1]
            if self.peek() != wanted:
                self.refuse(f"in literal {word.decode()} (expecting '{wanted.decode()}')")
        self.position += 1

    def number(self) -> None:
        if self.peek() == b"-":
            self.position += 1
        if self.peek() == b"0":
            self.position += 1
        else:
            self.digits("in numeric literal")
        if self.next_is(b"."):
            self.position += 1
            self.digits("after decimal point in numeric literal")
        if self.next_is(b"eE"):
            self.position += 1
            if self.next_is(b"+-"):
                self.position += 1
            self.digits("in exponent of numeric literal")

    def digits(self, place: str) -> None:
        if not self.peek().isdigit():
            self.refuse(place)
        self.skip(_DIGITS)

    def skip(self, pattern: re.Pattern[bytes]) -> None:
        found = pattern.match(self.data, self.position)
        self.position = found.end() if found else self.position

    def after_space(self) -> int:
        found = _SPACE.match(self.data, self.position)
        return found.end() if found else self.position

    def next_is(self, characters: bytes) -> bool:
        return self.position < len(self.data) and self.data[self.position] in characters

    def peek(self) -> bytes:
        if self.position >= len(self.data):
            raise UnmarshalError("unexpected end of JSON input")
        return self.data[self.position : self.position + 1]

    def refuse(self, place: str) -> NoReturn:
        raise UnmarshalError(f"invalid character {_quoted(self.data[self.position])} {place}")


def _quoted(byte: int) -> str:
    """A byte as Go's scanner prints it."""
    character = chr(byte)
    if character == "'":
        return "'\\''"
    escaped = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\a": "\\a", "\v": "\\v"}
    if character in escaped:
        return f"'{escaped[character]}'"
    if character.isprintable():
        return f"'{character}'"
    return f"'\\x{byte:02x}'" if byte < 0x80 else f"'\\u{byte:04x}'"
