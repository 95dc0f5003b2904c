"""The syntax of RE2, the regular expressions of Go: a pattern becomes a tree, or an error in Go's words.

Source: Go regexp/syntax.
"""

import re
from typing import NamedTuple

from ssmdoc.patterns.re2_nodes import (
    Assertion,
    Character,
    Choice,
    Node,
    PatternError,
    Place,
    Repeat,
    UnsupportedPatternError,
)

_CLASSES = {
    "d": "0-9",
    "s": r"\t\n\f\r ",
    "w": "0-9A-Za-z_",
}
_POSIX = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": r"\x00-\x7f", "blank": r"\t ", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": r"\t\n\v\f\r ",
    "upper": "A-Z", "word": "0-9A-Za-z_", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_CONTROL = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_PLACES: dict[str, Place] = {"A": "start of text", "z": "end of text", "b": "word edge", "B": "no word edge"}
_REPEAT = re.compile(r"\{(\d+)(,(\d*))?\}")
_NAMED = re.compile(r"\(\?P?<([A-Za-z0-9_]+)>")
_FLAGS = re.compile(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])")
_REFUSED = re.compile(r"\(\?(?:<[=!]?|[^a-zA-Z]|[a-zA-Z]+.?)?", re.DOTALL)
_OCTAL = re.compile(r"0[0-7]{0,2}|[1-7][0-7]{1,2}")
_HEXADECIMAL = re.compile(r"x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})")
_LARGEST_REPEAT = 1000


def parse(pattern: str) -> Choice:
    """The tree of a pattern.

    Raises:
        PatternError: RE2 refuses it; look-arounds and back references are such.
        UnsupportedPatternError: RE2 takes it, but it has something that is not done here, such as `[[:^alpha:]]`.
    """
    return _Parser(pattern).parse()


class _Flags(NamedTuple):
    ignore_case: bool = False
    multi_line: bool = False
    dot_all: bool = False


class _Parser:
    """A walk over the pattern, one character after the other."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.flags = _Flags()
        self.outer: list[tuple[_Flags, list[list[Node]]]] = []
        self.branches: list[list[Node]] = [[]]
        self.last_repeat = ""

    def parse(self) -> Choice:
        while self.position < len(self.pattern):
            self.step()
        if self.outer:
            raise self.error("missing closing )", self.pattern)
        return self.choice()

    def choice(self) -> Choice:
        return Choice(tuple(tuple(branch) for branch in self.branches))

    def error(self, what: str, part: str) -> PatternError:
        return PatternError(f"error parsing regexp: {what}: `{part}`")

    def add(self, node: Node) -> None:
        self.branches[-1].append(node)
        self.last_repeat = ""

    def step(self) -> None:
        character = self.pattern[self.position]
        match character:
            case "(":
                self.open_group()
            case ")":
                if not self.outer:
                    raise self.error("unexpected )", self.pattern)
                group = self.choice()
                self.flags, self.branches = self.outer.pop()
                self.position += 1
                self.add(group)
            case "|":
                self.position += 1
                self.branches.append([])
            case "[":
                self.add(self.character_class())
            case "\\":
                self.escape()
            case "*" | "+" | "?":
                self.simple_repeat(character)
            case "{" if found := _REPEAT.match(self.pattern, self.position):
                self.counted_repeat(found)
            case _:
                self.position += 1
                self.add(self.plain(character))

    def plain(self, character: str) -> Node:
        match character:
            case "^":
                return Assertion("start of line" if self.flags.multi_line else "start of text")
            case "$":
                return Assertion("end of line" if self.flags.multi_line else "end of text")
            case ".":
                return Character("(?s:.)" if self.flags.dot_all else r"[^\n]")
            case _:
                return self.literal(character)

    def literal(self, character: str) -> Character:
        text = re.escape(character)
        return Character(f"(?i:{text})" if self.flags.ignore_case else text)

    def open_group(self) -> None:
        if named := _NAMED.match(self.pattern, self.position):
            opening = named[0]
        elif self.pattern.startswith("(?", self.position):
            self.flag_group()
            return
        else:
            opening = "("
        self.position += len(opening)
        self.enter_group(self.flags)

    def enter_group(self, flags_after: _Flags) -> None:
        self.outer.append((flags_after, self.branches))
        self.branches = [[]]
        self.last_repeat = ""

    def flag_group(self) -> None:
        found = _FLAGS.match(self.pattern, self.position)
        if found is None:
            refused = _REFUSED.match(self.pattern, self.position)
            raise self.error("invalid or unsupported Perl syntax", refused[0][:3] if refused else "(?")
        on, off, ending = found[1], found[2] or "", found[3]
        before = self.flags
        self.flags = _Flags(
            ignore_case=("i" in on or before.ignore_case) and "i" not in off,
            multi_line=("m" in on or before.multi_line) and "m" not in off,
            dot_all=("s" in on or before.dot_all) and "s" not in off,
        )
        self.position = found.end()
        if ending == ":":
            self.enter_group(before)

    def simple_repeat(self, operator: str) -> None:
        self.position += 1
        self.repeat(operator, least=int(operator == "+"), most=1 if operator == "?" else None)

    def counted_repeat(self, found: re.Match[str]) -> None:
        least = int(found[1])
        most = (int(found[3]) if found[3] else None) if found[2] else least
        if max(least, most or 0) > _LARGEST_REPEAT or (most is not None and most < least):
            raise self.error("invalid repeat count", found[0])
        self.position = found.end()
        self.repeat(found[0], least=least, most=most)

    def repeat(self, operator: str, *, least: int, most: int | None) -> None:
        if self.pattern[self.position : self.position + 1] == "?":
            # takes as little as possible: no difference to whether there is a match
            self.position += 1
            operator += "?"
        if self.last_repeat:
            raise self.error("invalid nested repetition operator", self.last_repeat + operator)
        if not self.branches[-1]:
            raise self.error("missing argument to repetition operator", operator)
        self.add(Repeat(self.branches[-1].pop(), least, most))
        self.last_repeat = operator

    def escape(self) -> None:
        following = self.pattern[self.position + 1 : self.position + 2]
        if following == "":
            raise PatternError("error parsing regexp: trailing backslash at end of expression: ``")
        if following == "Q":
            end = self.pattern.find("\\E", self.position)
            quoted = self.pattern[self.position + 2 : end if end >= 0 else len(self.pattern)]
            self.position = end + 2 if end >= 0 else len(self.pattern)
            for character in quoted:
                self.add(self.literal(character))
        elif following in "AzbB":
            self.position += 2
            self.add(Assertion(_PLACES[following]))
        elif following.lower() in _CLASSES:
            self.position += 2
            self.add(Character(f"[{'^' * following.isupper()}{_CLASSES[following.lower()]}]"))
        else:
            self.add(self.literal(self.escaped_character()))

    def escaped_character(self) -> str:
        """The character that an escape stands for, inside a class or outside."""
        start = self.position
        following = self.pattern[start + 1 : start + 2]
        if following in "pP" and following:
            raise UnsupportedPatternError(f"the Unicode class in `{self.pattern}` is not supported")
        if octal := _OCTAL.match(self.pattern, start + 1):
            self.position = octal.end()
            return chr(int(octal[0], 8))
        if hexadecimal := _HEXADECIMAL.match(self.pattern, start + 1):
            code = int(hexadecimal[1] or hexadecimal[2], 16)
            if code <= 0x10FFFF:
                self.position = hexadecimal.end()
                return chr(code)
        if following in _CONTROL or (following and following.isascii() and not following.isalnum()):
            self.position += 2
            return _CONTROL.get(following, following)
        raise self.error("invalid escape sequence", self.pattern[start : start + 2])

    def character_class(self) -> Character:
        start = self.position
        self.position += 1
        negated = self.pattern[self.position : self.position + 1] == "^"
        self.position += negated
        members: list[str] = []
        first = True
        while first or self.pattern[self.position : self.position + 1] != "]":
            if self.position >= len(self.pattern):
                raise self.error("missing closing ]", self.pattern[start:])
            members.append(self.class_member())
            first = False
        self.position += 1
        text = f"[{'^' * negated}{''.join(members)}]"
        return Character(f"(?i:{text})" if self.flags.ignore_case else text)

    def class_member(self) -> str:
        if posix := re.compile(r"\[:(\^?)(\w+):\]").match(self.pattern, self.position):
            if posix[2] not in _POSIX:
                raise self.error("invalid character class range", posix[0])
            if posix[1]:
                raise UnsupportedPatternError(f"the negated class {posix[0]} is not supported")
            self.position = posix.end()
            return _POSIX[posix[2]]
        following = self.pattern[self.position : self.position + 2]
        if following[0] == "\\" and following[1:].lower() in _CLASSES and following[1:]:
            self.position += 2
            if following[1].isupper():
                raise UnsupportedPatternError(f"`{following}` inside a character class is not supported")
            return _CLASSES[following[1]]
        start = self.position
        low = self.class_character()
        if self.pattern[self.position : self.position + 1] != "-" or self.pattern[
            self.position + 1 : self.position + 2
        ] in ("", "]"):
            return _class_escape(low)
        self.position += 1
        high = self.class_character()
        if high < low:
            raise self.error("invalid character class range", self.pattern[start : self.position])
        return f"{_class_escape(low)}-{_class_escape(high)}"

    def class_character(self) -> str:
        if self.pattern[self.position] == "\\":
            return self.escaped_character()
        self.position += 1
        return self.pattern[self.position - 1]


def _class_escape(character: str) -> str:
    return character if character.isalnum() else f"\\U{ord(character):08x}"
