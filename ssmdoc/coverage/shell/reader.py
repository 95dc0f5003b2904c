"""The grammar of shell scripts, as far as it takes to say where statements begin."""

from enum import Enum, auto

from ssmdoc.coverage.shell import heads
from ssmdoc.coverage.shell.words import Words

_OPERATORS = (";;&", "<<-", "<<<", "&>>", ";;", ";&", "&&", "||", "|&", "<<", ">>", "<&", ">&", "<>", ">|", "&>")
_OPENING = frozenset({"if", "while", "until"})
_GOING_ON = frozenset({"then", "elif", "else", "do"})
_CLOSING = {"fi": "if", "done": "do", "}": "{", "esac": "case"}
_OPENED_BY = {"if": "if", "while": "do", "until": "do", "for": "do", "select": "do"}
_REDIRECTIONS = frozenset({"<", ">", ">>", "<&", ">&", "<>", ">|", "&>", "&>>", "<<<"})


class Place(Enum):
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


def skip_commands(words: Words) -> None:
    """Read the commands in parentheses, from the one that opens to the one that closes them."""
    words.at += 1
    reader = Reader(words, opened="(")
    reader.commands()


class Reader:
    """The state of the grammar: what is open, and what can come next."""

    def __init__(self, words: Words, opened: str = "") -> None:
        self.found: list[int] = []
        self._words = words
        self._open = [opened] if opened else []
        self._nested = bool(opened)
        self._place = Place.START
        self._begun = False
        """Whether a statement began with the last word of a command."""
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
                if self._open or self._place in (Place.CONTINUED, Place.PATTERN):
                    words.refuse()
                return
            if words.peek() == "\n":
                words.newline()
                if self._place not in (Place.CONTINUED, Place.PATTERN):
                    self._place = Place.START
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
        if words.peek(2) in ("<(", ">(") and self._place in (Place.ARGUMENTS, Place.AFTER):
            return None
        for operator in _OPERATORS:
            if words.peek(len(operator)) == operator:
                return operator
        return words.peek()

    def _take(self, operator: str) -> bool:
        """An operator; whether it ends the parentheses that are read."""
        words = self._words
        if self._place is Place.PATTERN:
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
                self._place = Place.AFTER
                return self._nested and not self._open
            case ";;" | ";&" | ";;&":
                if self._open[-1:] != ["case"]:
                    words.refuse()
                self._place = Place.PATTERN
            case ";" | "&":
                self._place = Place.START
            case "&&" | "||" | "|" | "|&":
                self._place = Place.CONTINUED
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
        if self._place in (Place.START, Place.CONTINUED):
            self._begin(start)
            self._first, self._place = False, Place.ARGUMENTS

    def _pattern(self, operator: str) -> None:
        if operator not in ("(", "|", ")"):
            self._words.refuse()
        self._words.at += 1
        if operator == ")":
            self._place = Place.START

    def _parenthesis(self) -> None:
        words = self._words
        if self._place is Place.ARGUMENTS:
            words.at += 1
            words.blanks()
            if not self._first or words.peek() != ")":
                words.refuse()
            words.at += 1
            self._forget()
            self._place = Place.CONTINUED  # the body of a function
            return
        if self._place is Place.AFTER:
            words.refuse()
        start = words.at
        if words.peek(2) == "((" and words.arithmetic(start):
            self._begin(start)
            self._place = Place.AFTER
            return
        words.at += 1
        self._open.append("(")
        self._place = Place.START

    def _forget(self) -> None:
        """What was taken for a command is the name of a function."""
        if self._begun:
            self.found.pop()

    def _begin(self, offset: int) -> None:
        """A statement begins, unless one goes on."""
        self._begun = self._place is Place.START
        if self._begun:
            self.found.append(offset)

    def _word(self) -> None:
        words, start = self._words, self._words.at
        word = words.word()
        if self._place is Place.PATTERN:
            if word == "esac" and self._open[-1:] == ["case"] and not self._in_pattern(start):
                self._close("case")
            return
        if self._place is Place.ARGUMENTS:
            self._first = False
            return
        if word in _CLOSING:
            self._close(_CLOSING[word])
        elif word in _GOING_ON:
            self._place = Place.START
        elif self._place is Place.AFTER:
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
        self._place = Place.AFTER

    def _command(self, word: str, start: int) -> None:
        """The first word of a command."""
        words = self._words
        if word == "{":
            self._open.append("{")
            self._place = Place.START
            return
        self._begin(start)
        if word in _OPENING:
            self._open.append(_OPENED_BY[word])
            self._place = Place.START
        elif word in ("for", "select"):
            self._open.append("do")
            self._first, self._place = False, Place.ARGUMENTS
            if not heads.loop(words):
                self._place = Place.START
        elif word == "case":
            heads.case(words)
            self._open.append("case")
            self._place = Place.PATTERN
        elif word == "function":
            heads.function(words)
            self._forget()
            self._place = Place.CONTINUED
        elif word == "[[":
            heads.test(words)
            self._place = Place.AFTER
        elif word in ("!", "time"):
            self._place = Place.CONTINUED
        elif word in ("coproc", "alias"):
            words.refuse()
        else:
            self._first = True
            self._place = Place.ARGUMENTS


def _unquoted(word: str) -> str:
    """The delimiter of a here-document."""
    return word.replace("\\", "").replace('"', "").replace("'", "")
