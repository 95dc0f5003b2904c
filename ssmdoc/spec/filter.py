"""The language of --filter: words about cases, joined by `and`, `or`, `not` and parentheses."""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from ssmdoc.catalogue.nearest import nearest


class CaseWords(NamedTuple):
    """What a filter can ask about a case."""

    name: str
    tags: tuple[str, ...]
    spec: str
    """Path of the spec, with slashes."""


Keep: TypeAlias = Callable[[CaseWords], bool]
"""Whether a case is meant."""


class FilterError(Exception):
    """An expression cannot be read; the text says what is wrong and where."""


_TOKEN = re.compile(r"""\s*(?:(?P<mark>[()])|(?P<word>(?:[^\s()"']|"[^"]*"|'[^']*')+)|(?P<open>["']))""")
_FIELDS = ("name", "tag", "spec")
_GLOB = re.compile(r"[*?\[]")


class _Token(NamedTuple):
    text: str
    column: int
    is_word: bool


def parse_filter(expression: str) -> Keep:
    """What an expression asks.

    Raises:
        FilterError: it is none.
    """
    parser = _Parser(list(_tokens(expression)), len(expression) + 1)
    keep = parser.either()
    if parser.tokens:
        raise _unexpected(parser.tokens[0], 'expected "and" or "or"')
    return keep


def _tokens(expression: str) -> Iterator[_Token]:
    position = 0
    while expression[position:].strip():
        found = _TOKEN.match(expression, position)
        if found is None or found["open"]:
            column = len(expression[:position]) + 1 if found is None else found.start("open") + 1
            raise FilterError(f"the quotation mark at column {column} has no end")
        kind = "mark" if found["mark"] else "word"
        yield _Token(found[kind], found.start(kind) + 1, kind == "word")
        position = found.end()


def _unexpected(token: _Token, expected: str) -> FilterError:
    return FilterError(f'"{token.text}" at column {token.column}: {expected} before it')


class _Parser:
    """Takes the tokens from the front; `or` binds less than `and`, `and` less than `not`."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self.tokens = tokens
        self._end = end

    def either(self) -> Keep:
        parts = [self._both()]
        while self._takes("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda case: any(part(case) for part in parts)

    def _both(self) -> Keep:
        parts = [self._negated()]
        while self._takes("and"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else lambda case: all(part(case) for part in parts)

    def _negated(self) -> Keep:
        if self._takes("not"):
            part = self._negated()
            return lambda case: not part(case)
        return self._one()

    def _one(self) -> Keep:
        if not self.tokens:
            raise FilterError(f"the expression ends at column {self._end} where a word is expected")
        token = self.tokens.pop(0)
        if token.text == "(":
            keep = self.either()
            if not self._takes(")"):
                raise FilterError(f'the "(" at column {token.column} has no ")"')
            return keep
        if token.text in (")", "and", "or"):
            raise _unexpected(token, "expected a word")
        return _word(token)

    def _takes(self, text: str) -> bool:
        if self.tokens and self.tokens[0].text == text:
            del self.tokens[0]
            return True
        return False


def _word(token: _Token) -> Keep:
    """A word about name or tags, or `FIELD:WORD` about one thing alone."""
    field, colon, rest = token.text.partition(":")
    if not colon or "'" in field or '"' in field:
        pattern = _unquoted(token.text)
        return lambda case: _is_in(pattern, case.name) or pattern.casefold() in map(str.casefold, case.tags)
    pattern = _unquoted(rest)
    if not pattern:
        raise FilterError(f'"{token.text}" at column {token.column}: expected a word after the colon')
    match field:
        case "name":
            return lambda case: _is_in(pattern, case.name)
        case "tag":
            return lambda case: any(_is_all_of(pattern, tag) for tag in case.tags)
        case "spec":
            return lambda case: _is_in(pattern, case.spec)
    near = nearest(field, _FIELDS)
    hint = f'did you mean "{near}:"?' if near else "known are name:, tag: and spec:"
    raise FilterError(
        f'"{field}:" at column {token.column} is not known, {hint} (put it in quotation marks if meant so)'
    )


def _unquoted(text: str) -> str:
    return re.sub(r"""["']""", "", text)


def _is_in(pattern: str, text: str) -> bool:
    """A pattern with `*`, `?` or `[…]` is about the whole text, another is looked for in it; case does not count."""
    if _GLOB.search(pattern):
        return _is_all_of(pattern, text)
    return pattern.casefold() in text.casefold()


def _is_all_of(pattern: str, text: str) -> bool:
    return fnmatchcase(text.casefold(), pattern.casefold())
