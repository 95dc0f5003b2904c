"""The words of a shell script, as sh and bash read them: where one ends, with all that is quoted or nested in it.

What is not understood raises; the script is then run as it is, and its lines are not counted.
"""

import re
from typing import NoReturn

_BLANK = " \t"
_META = frozenset(" \t\n;&|<>()")
_DEEPEST = 60
_EXTENDED = frozenset("?*+@!")
"""Before a parenthesis inside of a word: a pattern of bash."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\[[^]\n]*\])?\+?=")

_VALUE = re.compile(r"[^:\-=+?%#/^,}]*:?[-=+?]")
"""A name and what says that a value for it follows."""


class NotUnderstoodError(Exception):
    """The script is not one that is understood here, or none at all."""


class Words:
    """Reads a script character by character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.heredocs: list[tuple[str, bool]] = []
        """Delimiters of here-documents whose text begins after this line, and whether tabs before them are skipped."""
        self._depth = 0

    def peek(self, count: int = 1) -> str:
        """The next characters; fewer at the end."""
        return self.text[self.at : self.at + count]

    def refuse(self) -> NoReturn:
        """Give up."""
        raise NotUnderstoodError(f"not understood at character {self.at}")

    def blanks(self) -> None:
        """Skip blanks, escaped line breaks and a comment."""
        while True:
            if self.peek() and self.peek() in _BLANK:
                self.at += 1
            elif self.peek(2) == "\\\n":
                self.at += 2
            else:
                break
        if self.peek() == "#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end

    def newline(self) -> None:
        """A line break, with the texts of the here-documents that begin after it."""
        self.at += 1
        for delimiter, tabs in self.heredocs:
            while True:
                if self.at >= len(self.text):
                    self.heredocs.clear()
                    return  # the shell warns, and takes what there is
                end = self.text.find("\n", self.at)
                line = self.text[self.at :] if end < 0 else self.text[self.at : end]
                self.at = len(self.text) if end < 0 else end + 1
                if (line.lstrip("\t") if tabs else line) == delimiter:
                    break
        self.heredocs.clear()

    def word(self, *, loose: bool = False) -> str:
        """The next word as it is written; `loose` is that of a test between [[ and ]], where parentheses are signs."""
        start = self.at
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter == "(" and not loose and self._is_nested(start):
                self._parentheses()
            elif letter in "<>" and self.peek(2)[1:] == "(" and self.at == start:
                self.at += 1
                self._commands()
            elif letter in _META and not (loose and self.at > start and letter in "()|"):
                break
            else:
                self.piece(letter)
        if self.at == start:
            self.refuse()
        return self.text[start : self.at]

    def _is_nested(self, start: int) -> bool:
        """Whether a parenthesis is part of the word: an array, or a pattern of bash."""
        written = self.text[start : self.at]
        return _NAME.fullmatch(written) is not None or (written[-1:] in _EXTENDED and written not in ("!", ""))

    def piece(self, letter: str) -> None:
        """One character of a word, or what it opens."""
        match letter:
            case "\\":
                self.at += 2
            case "'":
                self._to("'")
            case '"':
                self._double()
            case "`":
                self._backquotes()
            case "$":
                self._dollar()
            case _:
                self.at += 1

    def _to(self, closing: str) -> None:
        end = self.text.find(closing, self.at + 1)
        if end < 0:
            self.refuse()
        self.at = end + 1

    def _double(self) -> None:
        self.at += 1
        while (letter := self.peek()) != '"':
            if not letter:
                self.refuse()
            if letter == "'" or self.peek(2) in ("$'", '$"'):
                self.at += 1
            elif self.peek(2) == "${":
                self._braces(quoted=True)
            else:
                self.piece(letter)
        self.at += 1

    def _backquotes(self) -> None:
        self.at += 1
        while (letter := self.peek()) != "`":
            if not letter:
                self.refuse()
            self.at += 2 if letter == "\\" else 1
        self.at += 1

    def _dollar(self) -> None:
        match self.peek(2)[1:]:
            case "(":
                if self.peek(3) == "$((" and self.arithmetic(self.at + 1):
                    return
                self.at += 1
                self._commands()
            case "{":
                self._braces()
            case "'":
                self._dollar_quote()
            case _:
                self.at += 1

    def _dollar_quote(self) -> None:
        """$'…', which bash reads with escapes and dash as a dollar before a quoted text."""
        self.at += 1
        end = self.text.find("'", self.at + 1)
        if end < 0 or "\\'" in self.text[self.at : end + 1]:
            self.refuse()
        self.at = end + 1

    def _braces(self, *, quoted: bool = False) -> None:
        """${…}; between double quotes an apostrophe is one in what stands for a value, and a quote in a pattern."""
        self.at += 2
        plain = quoted and _VALUE.match(self.text, self.at) is not None
        while (letter := self.peek()) != "}":
            if not letter:
                self.refuse()
            if letter == "'" and plain:
                self.at += 1
            elif quoted and self.peek(2) == "${":
                self._braces(quoted=True)
            else:
                self.piece(letter)
        self.at += 1

    def arithmetic(self, start: int) -> bool:
        """Skip (( … )) from its first parenthesis, if it is one; else nothing."""
        before, self.at, depth = self.at, start, 0
        while letter := self.peek():
            if letter == "(":
                depth += 1
                self.at += 1
            elif letter == ")":
                if depth == 2 and self.peek(2) == "))":
                    self.at += 2
                    return True
                depth -= 1
                self.at += 1
                if depth < 2:
                    break
            else:
                self.piece(letter)
        self.at = before
        return False

    def _parentheses(self) -> None:
        """An array or a pattern, to the parenthesis that closes it."""
        depth = 0
        while letter := self.peek():
            if letter in "()":
                depth += 1 if letter == "(" else -1
                self.at += 1
                if not depth:
                    return
            elif letter == "#" and self.text[self.at - 1] in " \t\n":
                self.blanks()
            else:
                self.piece(letter)
        self.refuse()

    def _commands(self) -> None:
        """( … ) with commands in it, whose statements are not looked at."""
        from ssmdoc.coverage.shell.reader import skip_commands  # which reads words

        self._depth += 1
        if self._depth > _DEEPEST:
            self.refuse()
        outside, self.heredocs = self.heredocs, []
        skip_commands(self)
        self.heredocs = outside
        self._depth -= 1
