"""Where the statements of a shell script begin: the places at which another command can be put before them."""

import re
from enum import Enum, auto
from typing import NamedTuple

from ssmdoc.coverage.shell.words import NotUnderstoodError, Words

_OPERATORS = (";;&", "<<-", "<<<", "&>>", ";;", ";&", "&&", "||", "|&", "<<", ">>", "<&", ">&", "<>", ">|", "&>")
_OPENING = frozenset({"if", "while", "until"})
_GOING_ON = frozenset({"then", "elif", "else", "do"})
_CLOSING = {"fi": "if", "done": "do", "}": "{", "esac": "case"}
_OPENED_BY = {"if": "if", "while": "do", "until": "do", "for": "do", "select": "do"}
_REDIRECTIONS = frozenset({"<", ">", ">>", "<&", ">&", "<>", ">|", "&>", "&>>", "<<<"})
_LEFT_ALONE = re.compile(r"PIPESTATUS|\$_(?![A-Za-z0-9_])|\$\{_\}")
"""What a command before the line would change."""


class Statement(NamedTuple):
    """A place where a command can be put before a statement, or the first on its line."""

    offset: int
    line: int
    """Counted from 1."""


class _Place(Enum):
    """What can come next."""

    START = auto()
    """A statement, or a word that closes or goes on with what is open."""
    CONTINUED = auto()
    """More of the same statement, which begins with a command: after &&, ||, |, !, and the body of a function."""
    ARGUMENTS = auto()
    AFTER = auto()
    """A compound command has ended."""
    PATTERN = auto()
    """The pattern of a case."""


def statements(text: str) -> list[Statement] | None:
    """The first statement on each line that has one; None if the script is not understood."""
    reader = _Reader(Words(text))
    try:
        reader.commands()
    except (NotUnderstoodError, RecursionError):
        return None
    lines = text.split("\n")
    found: dict[int, Statement] = {}
    line, at = 1, 0
    for offset in reader.found:
        line += text.count("\n", at, offset)
        at = offset
        if not _LEFT_ALONE.search(lines[line - 1]):
            found.setdefault(line, Statement(offset, line))
    return list(found.values())


def skip_commands(words: Words) -> None:
    """Read the commands in parentheses, from the one that opens to the one that closes them."""
    words.at += 1
    reader = _Reader(words, opened="(")
    reader.commands()


class _Reader:
    """The state of the grammar: what is open, and what can come next."""

    def __init__(self, words: Words, opened: str = "") -> None:
        self.found: list[int] = []
        self._words = words
        self._open = [opened] if opened else []
        self._nested = bool(opened)
        self._place = _Place.START
        self._first = True
        """Whether the word is the first of a command: it may be the name of a function."""

    def commands(self) -> None:
        """Read to the end of the script, or of the parentheses.

        Raises:
            NotUnderstoodError: it is not a script as this reads it.
        """
        words = self._words
        while True:
            words.blanks()
            if words.at >= len(words.text):
                if self._open or self._place in (_Place.CONTINUED, _Place.PATTERN):
                    words.refuse()
                return
            if words.peek() == "\n":
                words.newline()
                if self._place not in (_Place.CONTINUED, _Place.PATTERN):
                    self._place = _Place.START
                continue
            operator = self._operator()
            if operator is None:
                self._word()
            elif self._take(operator):
                return

    def _operator(self) -> str | None:
        words = self._words
        if words.peek() not in tuple(";&|<>()"):
            return None
        if words.peek(2) in ("<(", ">(") and self._place in (_Place.ARGUMENTS, _Place.AFTER):
            return None
        for operator in _OPERATORS:
            if words.peek(len(operator)) == operator:
                return operator
        return words.peek()

    def _take(self, operator: str) -> bool:
        """An operator; whether it ends the parentheses that are read."""
        words = self._words
        if self._place is _Place.PATTERN:
            self._pattern(operator)
            return False
        if operator == "(":
            self._parenthesis()
            return False
        start = words.at
        words.at += len(operator)
        match operator:
            case ")":
                if self._open[-1:] != ["("]:
                    words.refuse()
                self._open.pop()
                self._place = _Place.AFTER
                return self._nested and not self._open
            case ";;" | ";&" | ";;&":
                if self._open[-1:] != ["case"]:
                    words.refuse()
                self._place = _Place.PATTERN
            case ";" | "&":
                self._place = _Place.START
            case "&&" | "||" | "|" | "|&":
                self._place = _Place.CONTINUED
            case "<<" | "<<-":
                words.blanks()
                words.heredocs.append((_unquoted(words.word()), operator == "<<-"))
                self._redirected(start)
            case _ if operator in _REDIRECTIONS:
                words.blanks()
                words.word()
                self._redirected(start)
            case _:
                words.refuse()
        return False

    def _redirected(self, start: int) -> None:
        """A redirection may stand before its command."""
        if self._place in (_Place.START, _Place.CONTINUED):
            self._begin(start)
            self._first, self._place = False, _Place.ARGUMENTS

    def _pattern(self, operator: str) -> None:
        if operator not in ("(", "|", ")"):
            self._words.refuse()
        self._words.at += 1
        if operator == ")":
            self._place = _Place.START

    def _parenthesis(self) -> None:
        words = self._words
        if self._place is _Place.ARGUMENTS:
            words.at += 1
            words.blanks()
            if not self._first or words.peek() != ")":
                words.refuse()
            words.at += 1
            self._forget()
            self._place = _Place.CONTINUED  # the body of a function
            return
        if self._place is _Place.AFTER:
            words.refuse()
        start = words.at
        if words.peek(2) == "((" and words.arithmetic(start):
            self._begin(start)
            self._place = _Place.AFTER
            return
        words.at += 1
        self._open.append("(")
        self._place = _Place.START

    def _forget(self) -> None:
        """What was taken for a command is the name of a function."""
        if self._begun:
            self.found.pop()

    def _begin(self, offset: int) -> None:
        """A statement begins, unless one goes on."""
        self._begun = self._place is _Place.START
        if self._begun:
            self.found.append(offset)

    _begun = False

    def _word(self) -> None:
        words, start = self._words, self._words.at
        word = words.word()
        if self._place is _Place.PATTERN:
            if word == "esac" and self._open[-1:] == ["case"] and not self._in_pattern(start):
                self._close("case")
            return
        if self._place is _Place.ARGUMENTS:
            self._first = False
            return
        if word in _CLOSING:
            self._close(_CLOSING[word])
        elif word in _GOING_ON:
            self._place = _Place.START
        elif self._place is _Place.AFTER:
            if not (word.isdigit() and words.peek() and words.peek() in "<>"):
                words.refuse()
        else:
            self._command(word, start)

    def _in_pattern(self, start: int) -> bool:
        """Whether a word is not the first of a pattern."""
        before = self._words.text[:start].rstrip(" \t")
        return before.endswith(("|", "("))

    def _close(self, what: str) -> None:
        if self._open[-1:] != [what]:
            self._words.refuse()
        self._open.pop()
        self._place = _Place.AFTER

    def _command(self, word: str, start: int) -> None:
        """The first word of a command."""
        if word == "{":
            self._open.append("{")
            self._place = _Place.START
            return
        self._begin(start)
        if word in _OPENING:
            self._open.append(_OPENED_BY[word])
            self._place = _Place.START
        elif word in ("for", "select"):
            self._for()
        elif word == "case":
            self._case()
        elif word == "function":
            self._function()
        elif word == "[[":
            self._test()
        elif word in ("!", "time"):
            self._place = _Place.CONTINUED
        elif word in ("coproc", "alias"):
            self._words.refuse()
        else:
            self._first = True
            self._place = _Place.ARGUMENTS

    def _for(self) -> None:
        words = self._words
        self._open.append("do")
        words.blanks()
        if words.peek(2) == "((":
            if not words.arithmetic(words.at):
                words.refuse()
            self._place = _Place.AFTER
            return
        words.word()
        self._lines()
        if words.peek(2) == "in" and words.peek(3)[2:] in (" ", "\t", "\n", ";", "\\"):
            words.at += 2
        self._first, self._place = False, _Place.ARGUMENTS
        if words.peek(2) == "do" and words.peek(3)[2:] in (" ", "\t", "\n"):
            self._place = _Place.START

    def _case(self) -> None:
        words = self._words
        words.blanks()
        words.word()
        self._lines()
        if words.word() != "in":
            words.refuse()
        self._open.append("case")
        self._place = _Place.PATTERN

    def _lines(self) -> None:
        words = self._words
        words.blanks()
        while words.peek() == "\n":
            words.newline()
            words.blanks()

    def _function(self) -> None:
        words = self._words
        words.blanks()
        words.word()
        words.blanks()
        if words.peek() == "(":
            words.at += 1
            words.blanks()
            if words.peek() != ")":
                words.refuse()
            words.at += 1
        self._forget()
        self._place = _Place.CONTINUED

    def _test(self) -> None:
        """[[ … ]]."""
        words = self._words
        while True:
            words.blanks()
            if words.peek() == "\n":
                words.newline()
            elif words.peek() and words.peek() in "<>()&|;":
                words.at += 1
            elif words.word(loose=True) == "]]":
                self._place = _Place.AFTER
                return


def _unquoted(word: str) -> str:
    """The delimiter of a here-document."""
    return word.replace("\\", "").replace('"', "").replace("'", "")
