"""What is wrong with a regular expression of Java."""

from typing import NamedTuple


class PatternProblem(NamedTuple):
    """What Java refuses: the range in the pattern, and what is wrong there in words of a message."""

    start: int
    end: int
    words: str


class UncertainError(Exception):
    """Whether Java takes the pattern is not certain."""
