r"""Escapes in regular expressions of Java: all letters without a meaning are refused, `\y` for one.

Source: java.util.regex.Pattern escape, o, x, u, c, family, groupname.
"""

import re

from ssmdoc.patterns.java_problem import PatternProblem, UncertainError

_SETS = frozenset("dDhHsSvVwW")
"""Escapes that stand for a set of characters, also inside a class."""
_CHARACTERS = frozenset("aefnrt")
_OUTSIDE = frozenset("ABGRXZbz123456789")
"""Escapes that are refused inside a class."""
_CODES = {
    "0": (re.compile(r"\\0[0-7]{1,3}"), 'needs octal digits, as in "\\012"'),
    "x": (re.compile(r"\\x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})"), 'needs two hexadecimal digits, as in "\\x7F"'),
    "u": (re.compile(r"\\u[0-9A-Fa-f]{4}"), 'needs four hexadecimal digits, as in "\\u00E9"'),
}
_FAMILY = re.compile(r"\\[pP]\{([^}]*)(\})?")
_NAMED = re.compile(r"\\k<([A-Za-z][A-Za-z0-9]*)>")


def scan_escape(pattern: str, at: int, names: set[str], *, in_class: bool) -> PatternProblem | int:
    """Where the escape at a place ends, or what is wrong with it."""
    letter = pattern[at + 1 : at + 2]
    if not letter:
        return PatternProblem(at, at + 1, 'a single "\\" ends it')
    if letter in _CODES:
        return _code(pattern, at, letter)
    if letter in "pP":
        return _family(pattern, at)
    if letter == "k" and not in_class:
        return _named(pattern, at, names)
    if letter == "c":
        return at + 3 if at + 2 < len(pattern) else PatternProblem(at, at + 2, '"\\c" needs a character after it')
    if letter == "N" or (letter in "bX" and not in_class):
        return _differing(pattern, at, letter)
    if letter in _OUTSIDE and in_class:
        return PatternProblem(at, at + 2, f'"\\{letter}" has no meaning between "[" and "]"')
    known = letter in _SETS or letter in _CHARACTERS or letter in _OUTSIDE
    if letter.isascii() and letter.isalpha() and not known:
        return PatternProblem(at, at + 2, f'Java does not know the escape "\\{letter}"')
    return at + 2


def stands_for_a_set(pattern: str, at: int) -> bool:
    """Whether the escape at a place means several characters and so cannot be an end of a range."""
    return pattern[at + 1 : at + 2] in _SETS


def _code(pattern: str, at: int, letter: str) -> PatternProblem | int:
    form, needs = _CODES[letter]
    match = form.match(pattern, at)
    if match is None:
        return PatternProblem(at, at + 2, f'"\\{letter}" {needs}')
    if match[0].startswith("\\x{"):
        raise UncertainError
    if letter == "0" and len(match[0]) == len("\\0777") and match[0][2] > "3":
        return match.end() - 1
    return match.end()


def _family(pattern: str, at: int) -> PatternProblem | int:
    if pattern[at + 2 : at + 3] != "{":
        if at + 2 < len(pattern):
            return at + 3
        return PatternProblem(at, at + 2, f'"\\{pattern[at + 1]}" needs the name of a property after it')
    match = _FAMILY.match(pattern, at)
    if match is None or not match[2]:
        return PatternProblem(at, at + 3, f'"\\{pattern[at + 1]}{{" has no closing "}}"')
    return match.end() if match[1] else PatternProblem(at, match.end(), f'"{match[0]}" names no property')


def _named(pattern: str, at: int, names: set[str]) -> PatternProblem | int:
    match = _NAMED.match(pattern, at)
    if match is None:
        return PatternProblem(at, at + 2, '"\\k" needs the name of a group, as in "\\k<name>"')
    if match[1] not in names:
        return PatternProblem(at, match.end(), f'no group before it has the name "{match[1]}"')
    return match.end()


def _differing(pattern: str, at: int, letter: str) -> int:
    r"""`\N`, `\X` and `\b{` came with later versions of Java."""
    if letter == "b" and pattern[at + 2 : at + 3] != "{":
        return at + 2
    raise UncertainError
