"""A short text that an allowedPattern admits."""

import re
from collections.abc import Iterator

from ssmdoc.patterns.re2_nodes import Assertion, Character, Choice, Node, PatternError, Repeat, UnsupportedPatternError
from ssmdoc.patterns.re2_syntax import parse

_LIKED = "a1A-_./:@ "
_ALL = _LIKED + "".join(map(chr, range(33, 127))) + "\n\t"
_MOST_TIMES = 200


def admits(pattern: str, text: str) -> bool:
    """Whether a text has what the pattern looks for, as Python reads it; True of what Python cannot read."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True


def text_for(pattern: str) -> str | None:
    """A text that the pattern admits; None when none is found."""
    try:
        text = _text(parse(pattern))
    except (PatternError, UnsupportedPatternError):
        return None
    return text if text is not None and admits(pattern, text) else None


def _text(node: Node) -> str | None:
    match node:
        case Assertion():
            return ""
        case Character(one_of=one_of):
            return _character(one_of)
        case Choice(branches=branches):
            return next(_branches(branches), None)
        case Repeat(node=inner, least=least, most=most):
            times = least if least or most == 0 else 0
            one = _text(inner) if times else ""
            return None if one is None or times > _MOST_TIMES else one * times


def _branches(branches: tuple[tuple[Node, ...], ...]) -> Iterator[str]:
    for branch in branches:
        parts = [_text(node) for node in branch]
        if all(part is not None for part in parts):
            yield "".join(part for part in parts if part is not None)


def _character(one_of: str) -> str | None:
    try:
        fits = re.compile(one_of, re.DOTALL).fullmatch
    except re.error:
        return None
    return next((sign for sign in _ALL if fits(sign)), None)
