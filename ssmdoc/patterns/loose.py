"""Whether a pattern that is looked for anywhere in a text admits more than what it describes."""

import re

from ssmdoc.patterns.re2 import compile_pattern
from ssmdoc.patterns.re2_nodes import Assertion, Character, Choice, Node, PatternError, Repeat, UnsupportedPatternError
from ssmdoc.patterns.re2_syntax import parse

_MOST_STEPS = 5_000
_LONGEST_SAMPLE = 200
_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ :,@+=%#~!$^&*()[]{}<>?|\\\"'`;\n\t"


def admits_around(pattern: str, text: str) -> bool:
    """Whether a pattern does not admit a text alone, but admits it before or after one that it describes.

    False where that is not certain.
    """
    try:
        sample = "".join(_sample(parse(pattern), [_LONGEST_SAMPLE]))
        compiled = compile_pattern(pattern)
        if compiled.search(text, _MOST_STEPS) or not compiled.search(sample, _MOST_STEPS):
            return False
        return compiled.search(sample + text, _MOST_STEPS) or compiled.search(text + sample, _MOST_STEPS)
    except (PatternError, UnsupportedPatternError, RecursionError, re.error):
        return False


def _sample(node: Node, left: list[int]) -> list[str]:
    """A text that a pattern describes, but for its assertions."""
    left[0] -= 1
    if left[0] < 0:
        raise UnsupportedPatternError("the sample would be long")
    match node:
        case Character(one_of):
            found = next((letter for letter in _CHARACTERS if re.fullmatch(one_of, letter)), None)
            if found is None:
                raise UnsupportedPatternError("no plain character fits")
            return [found]
        case Assertion():
            return []
        case Choice(branches):
            return [part for inner in branches[0] for part in _sample(inner, left)]
        case Repeat(repeated, least, most):
            times = least or int(most != 0)
            return [part for _ in range(times) for part in _sample(repeated, left)]
