"""RE2, the regular expressions of Go, in terms of Python's `re`; what RE2 refuses is refused in its words.

Every letter, dot and anchor is written with its flags spelled out, so that flags inside a pattern need no care.
Source: Go regexp/syntax.
"""

import re
from dataclasses import dataclass

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
_REPEAT = re.compile(r"\{(\d+)(,(\d*))?\}")
_LARGEST_REPEAT = 1000


class PatternError(Exception):
    """RE2 refuses the pattern; the text is Go's."""


class UntranslatablePatternError(Exception):
    """RE2 takes the pattern, but Python's `re` has nothing equal."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern whose `search` finds a match wherever RE2 does.

    Raises:
        PatternError: RE2 refuses it; look-arounds and back references are such.
        UntranslatablePatternError: it uses what Python cannot say (`[[:^alpha:]]`, classes of Unicode properties).
    """
    translated = _Translator(pattern).translate()
    try:
        return re.compile(translated)
    except re.error as error:
        raise UntranslatablePatternError(f"`{pattern}` ({error})") from None


@dataclass(frozen=True, slots=True)
class _Flags:
    ignore_case: bool = False
    multi_line: bool = False
    dot_all: bool = False


class _Translator:
    """A walk over the pattern, one character after the other."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.flags = _Flags()
        self.outer: list[_Flags] = []
        self.output: list[str] = []
        self.repeatable = False
        self.last_repeat = ""

    def translate(self) -> str:
        while self.position < len(self.pattern):
            self.step()
        if self.outer:
            raise self.error("missing closing )", self.pattern)
        return "".join(self.output)

    def error(self, what: str, part: str) -> PatternError:
        return PatternError(f"error parsing regexp: {what}: `{part}`")

    def emit(self, text: str, *, repeatable: bool = True) -> None:
        self.output.append(text)
        self.repeatable, self.last_repeat = repeatable, ""

    def step(self) -> None:
        character = self.pattern[self.position]
        match character:
            case "(":
                self.open_group()
            case ")":
                if not self.outer:
                    raise self.error("unexpected )", self.pattern)
                self.flags = self.outer.pop()
                self.position += 1
                self.emit(")")
            case "|":
                self.position += 1
                self.emit("|", repeatable=False)
            case "[":
                self.emit(self.character_class())
            case "\\":
                self.escape()
            case "*" | "+" | "?":
                self.repeat(character)
            case "{" if found := _REPEAT.match(self.pattern, self.position):
                self.counted_repeat(found)
            case _:
                self.position += 1
                self.emit(self.plain(character))

    def plain(self, character: str) -> str:
        match character:
            case "^":
                return "(?m:^)" if self.flags.multi_line else r"(?:\A)"
            case "$":
                return "(?m:$)" if self.flags.multi_line else r"(?:\Z)"
            case ".":
                return "(?s:.)" if self.flags.dot_all else r"[^\n]"
            case _:
                return self.literal(character)

    def literal(self, character: str) -> str:
        text = re.escape(character)
        return f"(?i:{text})" if self.flags.ignore_case and character.isalpha() else text

    def open_group(self) -> None:
        rest = self.pattern[self.position :]
        if named := re.match(r"\(\?P?<([A-Za-z0-9_]+)>", rest):
            opening = named[0]
        elif rest.startswith("(?"):
            self.flag_group(rest)
            return
        else:
            opening = "("
        self.position += len(opening)
        self.outer.append(self.flags)
        self.emit("(?:", repeatable=False)

    def flag_group(self, rest: str) -> None:
        found = re.match(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])", rest)
        if found is None:
            refused = re.match(r"\(\?(?:<[=!]?|[^a-zA-Z]|[a-zA-Z]+.?)?", rest, re.DOTALL)
            raise self.error("invalid or unsupported Perl syntax", (refused or rest)[0][:3])
        on, off, ending = found[1], found[2] or "", found[3]
        before = self.flags
        self.flags = _Flags(
            ignore_case=("i" in on or before.ignore_case) and "i" not in off,
            multi_line=("m" in on or before.multi_line) and "m" not in off,
            dot_all=("s" in on or before.dot_all) and "s" not in off,
        )
        self.position += found.end()
        if ending == ":":
            self.outer.append(before)
            self.emit("(?:", repeatable=False)

    def repeat(self, operator: str) -> None:
        self.position += 1
        if self.pattern[self.position : self.position + 1] == "?":
            self.position += 1
            operator += "?"
        self.add_repeat(operator)

    def counted_repeat(self, found: re.Match[str]) -> None:
        least, most = int(found[1]), int(found[3]) if found[3] else None
        if max(least, most or 0) > _LARGEST_REPEAT or (most is not None and most < least):
            raise self.error("invalid repeat count", found[0])
        self.position = found.end()
        operator = found[0]
        if self.pattern[self.position : self.position + 1] == "?":
            self.position += 1
            operator += "?"
        self.add_repeat(operator)

    def add_repeat(self, operator: str) -> None:
        if self.last_repeat:
            raise self.error("invalid nested repetition operator", self.last_repeat + operator)
        if not self.repeatable:
            raise self.error("missing argument to repetition operator", operator)
        self.emit(operator)
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
                self.emit(self.literal(character))
        elif following in "AzbB":
            self.position += 2
            self.emit({"A": r"(?:\A)", "z": r"(?:\Z)", "b": r"(?a:\b)", "B": r"(?a:\B)"}[following])
        elif following.lower() in _CLASSES:
            self.position += 2
            self.emit(f"[{'^' * following.isupper()}{_CLASSES[following.lower()]}]")
        else:
            self.emit(self.literal(self.escaped_character()))

    def escaped_character(self) -> str:
        """The character that an escape stands for, inside a class or outside."""
        start = self.position
        following = self.pattern[start + 1 : start + 2]
        rest = self.pattern[start + 1 :]
        if following in "pP" and following:
            raise UntranslatablePatternError(f"the Unicode class in `{self.pattern}`")
        if octal := re.match(r"0[0-7]{0,2}|[1-7][0-7]{1,2}", rest):
            self.position += 1 + octal.end()
            return chr(int(octal[0], 8))
        if hexadecimal := re.match(r"x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})", rest):
            code = int(hexadecimal[1] or hexadecimal[2], 16)
            if code <= 0x10FFFF:
                self.position += 1 + hexadecimal.end()
                return chr(code)
        if following in _CONTROL or (following and following.isascii() and not following.isalnum()):
            self.position += 2
            return _CONTROL.get(following, following)
        raise self.error("invalid escape sequence", self.pattern[start : start + 2])

    def character_class(self) -> str:
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
        return f"(?i:{text})" if self.flags.ignore_case else text

    def class_member(self) -> str:
        if posix := re.compile(r"\[:(\^?)(\w+):\]").match(self.pattern, self.position):
            if posix[2] not in _POSIX:
                raise self.error("invalid character class range", posix[0])
            if posix[1]:
                raise UntranslatablePatternError(f"the negated class {posix[0]}")
            self.position = posix.end()
            return _POSIX[posix[2]]
        following = self.pattern[self.position : self.position + 2]
        if following[0] == "\\" and following[1:].lower() in _CLASSES and following[1:]:
            self.position += 2
            # a negated class inside a class: Python's own does it, but only for ASCII
            if following[1].isupper():
                raise UntranslatablePatternError(f"`{following}` inside a character class")
            return _CLASSES[following[1]]
        start = self.position
        low = self.class_character()
        if self.pattern[self.position : self.position + 1] != "-" or self.pattern[self.position + 1 :][:1] in ("", "]"):
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
