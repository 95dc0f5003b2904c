"""Character classes in regular expressions of Java: they nest, and a `[` inside one begins another.

Source: java.util.regex.Pattern clazz, range.
"""

from ssmdoc.patterns.java_escape import scan_escape, stands_for_a_set
from ssmdoc.patterns.java_problem import PatternProblem, UncertainError

_NO_NAMES: set[str] = set()


def scan_class(pattern: str, start: int) -> PatternProblem | int:
    """Where the class that begins at a place ends, or what is wrong with it."""
    opened: list[int] = []
    empty: list[bool] = []  # whether a class has no member yet: then "]" is one
    at = start
    while at < len(pattern):
        character = pattern[at]
        if character == "[":
            opened.append(at)
            empty[-1:] = [False] * bool(empty)
            empty.append(True)
            at += 1
            at += pattern[at : at + 1] == "^"
        elif character == "]" and not empty[-1]:
            opened.pop()
            empty.pop()
            at += 1
            if not opened:
                return at
        elif character == "&" and pattern[at + 1 : at + 2] == "&":
            raise UncertainError
        else:
            empty[-1] = False
            found = _member(pattern, at)
            if isinstance(found, PatternProblem):
                return found
            at = found
    return _unclosed(pattern, opened)


def _member(pattern: str, at: int) -> PatternProblem | int:
    """Where a character, a range or an escape ends."""
    low_end = _character(pattern, at)
    if isinstance(low_end, PatternProblem):
        return low_end
    if _is_set(pattern, at) or pattern[low_end : low_end + 1] != "-":
        return low_end
    high = low_end + 1
    if pattern[high : high + 1] in ("", "[", "]"):
        return low_end
    if pattern.startswith("&&", high):
        raise UncertainError
    high_end = _character(pattern, high)
    if isinstance(high_end, PatternProblem):
        return high_end
    words = f'the range "{pattern[at:high_end]}"'
    if pattern[high] == "\\" and stands_for_a_set(pattern, high):
        return PatternProblem(at, high_end, f"{words} ends with a set of characters")
    if pattern[high] == "\\" and pattern[high + 1] in "pP":
        raise UncertainError
    low_value, high_value = _value(pattern[at:low_end]), _value(pattern[high:high_end])
    if low_value is not None and high_value is not None and high_value < low_value:
        return PatternProblem(at, high_end, f"{words} ends before its beginning")
    return high_end


def _character(pattern: str, at: int) -> PatternProblem | int:
    return scan_escape(pattern, at, _NO_NAMES, in_class=True) if pattern[at] == "\\" else at + 1


def _is_set(pattern: str, at: int) -> bool:
    return pattern[at] == "\\" and (stands_for_a_set(pattern, at) or pattern[at + 1] in "pP")


def _value(text: str) -> int | None:
    """The character that a member is; None for escapes that do not stand for themselves."""
    if len(text) == 1:
        return ord(text)
    return ord(text[1]) if len(text) == 2 and not text[1].isalnum() else None


def _unclosed(pattern: str, opened: list[int]) -> PatternProblem:
    first, last = opened[0], opened[-1]
    words = 'a class has no closing "]"'
    if len(opened) > 1:
        words += '; inside a class "[" begins another, as a character it is "\\["'
    elif pattern[first + 1 : first + 2] == "]" or pattern[first + 1 : first + 3] == "^]":
        words += '; "]" at its beginning is a character of it'
    return PatternProblem(last, last + 1, words)
