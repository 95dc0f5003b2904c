"""The tree that both readers make: scalars, sequences and mappings, each with its span.

Nodes are plain classes: a reader makes thousands of them, a frozen dataclass takes three times as long to make, and
the import of `dataclasses` alone a twelfth of a short run.
"""

from collections.abc import Iterator
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


class Scalar:
    """A scalar: its text after unescaping and folding, and the range it takes in the file, quotes included.

    `tag` is an explicit tag as written (`!Ref`, `!!str`), else None.
    """

    __slots__ = ("end", "start", "style", "tag", "text")

    def __init__(self, start: int, end: int, text: str, style: Style, tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.style = style
        self.tag = tag

    def __repr__(self) -> str:
        return f"Scalar({self.start}, {self.end}, {self.text!r}, {self.style}, {self.tag!r})"

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)


class Sequence:
    """A list, block or flow."""

    __slots__ = ("end", "items", "start", "tag")

    def __init__(self, start: int, end: int, items: "list[Node]", tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.tag = tag

    def __repr__(self) -> str:
        return f"Sequence({self.start}, {self.end}, {self.items!r}, {self.tag!r})"

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)


class Entry:
    """One key with its value; a key is usually a scalar, but YAML allows any node."""

    __slots__ = ("key", "value")

    def __init__(self, key: "Node", value: "Node") -> None:
        self.key = key
        self.value = value

    def __repr__(self) -> str:
        return f"Entry({self.key!r}, {self.value!r})"


class Mapping:
    """A map with its entries in order; entries with equal keys are all kept."""

    __slots__ = ("_by_lower_name", "by_name", "end", "entries", "start", "tag")

    def __init__(self, start: int, end: int, entries: list[Entry], tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.entries = entries
        self.tag = tag
        self.by_name = {entry.key.text: entry for entry in entries if isinstance(entry.key, Scalar)}
        """The entries whose key is a scalar, by its text; of equal ones the last, which is the one that counts."""
        self._by_lower_name: dict[str, Node] | None = None

    def __repr__(self) -> str:
        return f"Mapping({self.start}, {self.end}, {self.entries!r}, {self.tag!r})"

    @property
    def span(self) -> Span:
        """The range from start to end."""
        return Span(self.start, self.end)

    def entry(self, name: str) -> Entry | None:
        """The entry that counts under the key `name`; None without one."""
        return self.by_name.get(name)

    def get(self, name: str) -> "Node | None":
        """The value of `entry(name)`."""
        entry = self.by_name.get(name)
        return entry.value if entry else None

    def get_ignoring_case(self, name: str) -> "Node | None":
        """The value of the key that is written exactly so, else of the first one in another letter case."""
        entry = self.entry(name)
        if entry is None:
            if self._by_lower_name is None:
                self._by_lower_name = {key.text.lower(): value for key, value in reversed(list(self.named()))}
            return self._by_lower_name.get(name.lower())
        return entry.value

    def named(self) -> Iterator[tuple[Scalar, "Node"]]:
        """The entries whose key is a scalar, in order."""
        for entry in self.entries:
            if isinstance(entry.key, Scalar):
                yield entry.key, entry.value


Node: TypeAlias = Scalar | Sequence | Mapping
