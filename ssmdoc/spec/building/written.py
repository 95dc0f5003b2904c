"""Values out of the tree of a spec that its schema has passed, merge keys of YAML included."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.schema.places import entries, find
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import JsonValue, to_value


class Levels(NamedTuple):
    """A case, and the spec whose keys hold for all cases."""

    case: Mapping
    spec: Mapping

    def first(self, key: str) -> Node | None:
        """The value that the case has for a key, else that of the spec."""
        return next(iter(self.both(key)), None)

    def both(self, key: str) -> list[Node]:
        """The values that case and spec have for a key, that of the case first."""
        return [node for level in self if (node := get(level, key)) is not None]


def get(node: Node | None, key: str) -> Node | None:
    """The value of a key."""
    entry = find(node, key) if isinstance(node, Mapping) else None
    return entry.value if entry else None


def named(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The keys of a map with their values; nothing of anything else."""
    for entry in entries(node) if isinstance(node, Mapping) else ():
        if isinstance(entry.key, Scalar):
            yield entry.key, entry.value


def items(node: Node | None) -> list[Node]:
    """The items of a list; what stands alone is one."""
    if isinstance(node, Sequence):
        return node.items
    return [] if node is None else [node]


def text(node: Node | None) -> str | None:
    """A text as it is written; None without one."""
    return node.text if isinstance(node, Scalar) else None


def number(node: Node | None) -> float | None:
    """A number; None without one."""
    value = to_value(node) if node is not None else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def integer(node: Node | None) -> int | None:
    """A whole number; None without one."""
    value = number(node)
    return None if value is None else int(value)


def flag(node: Node | None) -> bool | None:
    """True or false; None without one."""
    value = to_value(node) if node is not None else None
    return value if isinstance(value, bool) else None


def values(node: Node | None) -> dict[str, JsonValue]:
    """A map as plain values."""
    return {key.text: to_value(value) for key, value in named(node)}
