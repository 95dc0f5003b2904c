"""What a pattern of RE2 consists of, and why one has no such tree."""

from typing import Literal, NamedTuple, TypeAlias

Place: TypeAlias = Literal["start of text", "end of text", "start of line", "end of line", "word edge", "no word edge"]


class Character(NamedTuple):
    """One character out of a set, written as a regular expression of Python."""

    one_of: str


class Assertion(NamedTuple):
    """A place between two characters."""

    place: Place


class Choice(NamedTuple):
    """A group: one of its branches, each a sequence."""

    branches: "tuple[tuple[Node, ...], ...]"


class Repeat(NamedTuple):
    """A node several times; without `most` as often as one likes."""

    node: "Node"
    least: int
    most: int | None


Node: TypeAlias = Character | Assertion | Choice | Repeat


class PatternError(Exception):
    """RE2 refuses the pattern; the text is Go's."""


class UnsupportedPatternError(Exception):
    """RE2 takes the pattern, but ssmdoc does not; the text says why."""
