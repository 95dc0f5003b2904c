"""The tree that both readers make: scalars, sequences and mappings, each with its span.

Nodes are not frozen: a frozen dataclass takes three times as long to make, and a reader makes thousands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from ssmdoc.source.text import Span


class Style(Enum):
    """How a scalar is written; a JSON string is DOUBLE, a JSON number or word is PLAIN."""

    PLAIN = auto()
    SINGLE = auto()
    DOUBLE = auto()
    LITERAL = auto()
    FOLDED = auto()


@dataclass(slots=True, eq=False)
class Scalar:
    """A scalar: its text after unescaping and folding, and the range it takes in the file, quotes included."""

    start: int
    end: int
    text: str
    style: Style
    tag: str | None = None
    """An explicit tag as written (`!Ref`, `!!str`), else None."""

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)


@dataclass(slots=True, eq=False)
class Sequence:
    """A list, block or flow."""

    start: int
    end: int
    items: "list[Node]"
    tag: str | None = None

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)


@dataclass(slots=True, eq=False)
class Entry:
    """One key with its value; a key is usually a scalar, but YAML allows any node."""

    key: "Node"
    value: "Node"


@dataclass(slots=True, eq=False)
class Mapping:
    """A map with its entries in order; entries with equal keys are all kept."""

    start: int
    end: int
    entries: list[Entry]
    tag: str | None = None

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)

    def entry(self, name: str) -> Entry | None:
        """The last entry whose key is the scalar `name`, which is the one that counts; None without one."""
        for entry in reversed(self.entries):
            if isinstance(entry.key, Scalar) and entry.key.text == name:
                return entry
        return None

    def get(self, name: str) -> "Node | None":
        """The value of `entry(name)`."""
        entry = self.entry(name)
        return entry.value if entry else None

    def named(self) -> Iterator[tuple[Scalar, "Node"]]:
        """The entries whose key is a scalar, in order."""
        for entry in self.entries:
            if isinstance(entry.key, Scalar):
                yield entry.key, entry.value


Node: TypeAlias = Scalar | Sequence | Mapping
