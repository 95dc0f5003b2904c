"""The declarations of parameters and variables."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.source.values import merged_mappings


class Parameter(NamedTuple):
    """A declared parameter or variable: its name and what the declaration says about it."""

    name: Scalar
    declaration: Node

    def get(self, key: str) -> Node | None:
        """The value of an attribute (`type`, `default`, `allowedValues`, ...), None without one."""
        return self.declaration.get(key) if isinstance(self.declaration, Mapping) else None

    @property
    def type(self) -> str | None:
        """The declared type as written."""
        node = self.get("type")
        return node.text if isinstance(node, Scalar) else None


def declared(root: Mapping, key: str) -> Iterator[Parameter]:
    """The declarations of a top-level map, those of a merge key first: of equal names the last one counts."""
    declarations = root.get(key)
    if not isinstance(declarations, Mapping):
        return
    for entry in declarations.entries:
        for merged in reversed(merged_mappings(entry)):
            yield from (Parameter(name, declaration) for name, declaration in merged.named())
    for name, declaration in declarations.named():
        yield Parameter(name, declaration)
