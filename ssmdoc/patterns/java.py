"""What Java and RE2 read alike: the service takes `allowedPattern` for Java's, the agent for RE2.

Source: agent-semantics 1.6.
"""

import re
from functools import lru_cache

from ssmdoc.patterns.re2 import PatternError, UnsupportedPatternError, compile_pattern

_CLASS = r"\\[wWdDsS]"
_ESCAPED = r"""\\[.\\/^$|?*+(){}\[\]_:@,;=!<>"'#%&~` -]"""
_ALIKE = re.compile(
    "(?:"
    + "|".join(
        (
            _CLASS,
            _ESCAPED,
            rf"\[\^?(?:{_CLASS}|{_ESCAPED}|&(?!&)|[^\\\[\]&])+\]",  # without nesting or intersection
            r"\(\?:|\((?!\?)|\)",
            r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?![*+?{])",  # a quantifier, not possessive
            r"[|^$.]",
            r"[^\\\[\](){}*+?|^$.]",  # a literal character
        )
    )
    + ")*+"
)
_PLAIN_TEXT = re.compile("[ -~]*")
"""Of other texts Java and RE2 differ in what ends a line and what is a word."""
_MOST_STEPS = 100_000
"""Enough for real patterns and values; a document may hold many."""


def reads_alike(pattern: str) -> bool:
    """Whether Java means the same by a pattern that RE2 takes, for texts of printable ASCII characters."""
    return _ALIKE.fullmatch(pattern) is not None


@lru_cache(maxsize=1024)
def certainly_refuses(pattern: str, text: str) -> bool:
    """Whether no part of a text matches, neither for Java nor for RE2; False where that is not certain."""
    if not reads_alike(pattern) or not _PLAIN_TEXT.fullmatch(text):
        return False
    try:
        return not compile_pattern(pattern).search(text, _MOST_STEPS)
    except (PatternError, UnsupportedPatternError):
        return False
