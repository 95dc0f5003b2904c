r"""The syntax of Java's regular expressions, which the service uses: what Pattern.compile surely refuses, and where.

One walk over the pattern without recursion. Where versions of Java differ, or a construct is not followed here
(quotes `\Q`, comments by the flag x, intersections `&&`, names of properties), nothing is found.

Source: java.util.regex.Pattern; held against OpenJDK 17 and 25.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ssmdoc.patterns.java_class import scan_class
from ssmdoc.patterns.java_escape import scan_escape
from ssmdoc.patterns.java_problem import PatternProblem, UncertainError

_UNFOLLOWED = re.compile(r"\\Q|\(\?[idmsucU]*x|\x00")
_COUNT = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?(\})?")
_FLAGS = re.compile(r"[idmsucU]*(?:-[idmsuxcU]*)?[:)]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_COUNT = 9
"""Counts of more digits do not fit into an int of Java."""


@lru_cache(maxsize=1024)
def java_problem(pattern: str) -> PatternProblem | None:
    """What Java surely refuses in a pattern; None where it takes it, or where that is not certain."""
    if _UNFOLLOWED.search(pattern):
        return None
    try:
        return _Walk(pattern).run()
    except UncertainError:
        return None


class _Walk(NamedTuple):
    """One walk over a pattern."""

    pattern: str

    def run(self) -> PatternProblem | None:
        pattern, at = self.pattern, 0
        opened: list[int] = []
        names: set[str] = set()
        repeatable = False  # whether something stands before that has no quantifier yet
        while at < len(pattern):
            character = pattern[at]
            found: PatternProblem | int
            if character == "(":
                found = _open_group(pattern, at, names)
                if isinstance(found, int) and pattern[found - 1] != ")":
                    opened.append(at)
                repeatable = False
            elif character == ")":
                if not opened:
                    return PatternProblem(at, at + 1, '")" closes no group')
                opened.pop()
                found, repeatable = at + 1, True
            elif character == "|":
                found, repeatable = at + 1, False
            elif character in "?*+":
                if not repeatable:
                    return PatternProblem(at, at + 1, f'"{character}" has nothing to repeat')
                found, repeatable = _after_mode(pattern, at + 1), False
            elif character == "{":
                found, repeatable = _counted(pattern, at), False
            elif character == "[":
                found, repeatable = scan_class(pattern, at), True
            elif character == "\\":
                found, repeatable = scan_escape(pattern, at, names, in_class=False), True
            else:
                found, repeatable = at + 1, True
            if isinstance(found, PatternProblem):
                return found
            at = found
        if opened:
            return PatternProblem(opened[-1], opened[-1] + 1, 'a group has no closing ")"')
        return None


def _after_mode(pattern: str, at: int) -> int:
    """Behind the `?` (reluctant) or `+` (possessive) of a quantifier."""
    return at + 1 if pattern[at : at + 1] in ("?", "+") else at


def _counted(pattern: str, at: int) -> PatternProblem | int:
    match = _COUNT.match(pattern, at)
    if match is None:
        return PatternProblem(at, at + 1, '"{" begins no count such as "{1,3}"; as a character it is "\\{"')
    least, comma, most, closing = match.groups()
    if not closing:
        return PatternProblem(at, match.end(), f'the count "{match[0]}" has no closing "}}"')
    if max(len(least), len(most or "")) > _LONGEST_COUNT:
        raise UncertainError
    if comma and most and int(most) < int(least):
        return PatternProblem(at, match.end(), f'the count "{match[0]}" ends below its beginning')
    return _after_mode(pattern, match.end())


def _open_group(pattern: str, at: int, names: set[str]) -> PatternProblem | int:
    if pattern[at + 1 : at + 2] != "?":
        return at + 1
    kind = pattern[at + 2 : at + 3]
    if kind and kind in ":=!>":
        return at + 3
    if kind == "<":
        return _angle_group(pattern, at, names)
    flags = _FLAGS.match(pattern, at + 2)
    if flags:
        if "x" in flags[0]:
            raise UncertainError
        return flags.end()
    return _unknown_group(pattern, at)


def _angle_group(pattern: str, at: int, names: set[str]) -> PatternProblem | int:
    """A look-behind, or a group with a name."""
    if pattern[at + 3 : at + 4] in ("=", "!"):
        return at + 4
    name = _NAME.match(pattern, at + 3)
    end = name.end() if name else at + 3
    if name is None or pattern[end : end + 1] != ">":
        word = _WORD.match(pattern, at + 3)
        shown = f' "{word[0]}"' if word else ""
        stop = word.end() if word else min(end + 1, len(pattern))
        return PatternProblem(at, stop, f"the name of a group{shown} must be letters and digits, a letter first")
    if name[0] in names:
        return PatternProblem(at, end + 1, f'there are two groups with the name "{name[0]}"')
    names.add(name[0])
    return end + 1


def _unknown_group(pattern: str, at: int) -> PatternProblem:
    if pattern.startswith("(?P<", at):
        return PatternProblem(at, at + 4, 'Java does not know "(?P<", write "(?<"')
    if pattern.startswith("(?P=", at):
        return PatternProblem(at, at + 4, 'Java does not know "(?P=name)", write "\\k<name>"')
    if pattern.startswith("(?#", at):
        return PatternProblem(at, at + 3, 'Java does not know comments "(?#"')
    end = min(at + 3, len(pattern))
    return PatternProblem(at, end, f'Java does not know groups that begin with "{pattern[at:end]}"')
