"""Walks over trees, and what must hold for the spans of every tree."""

from collections.abc import Iterator

from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence


def children(node: Node) -> list[Node]:
    match node:
        case Scalar():
            return []
        case Sequence():
            return node.items
        case Mapping():
            return [child for entry in node.entries for child in (entry.key, entry.value)]


def nodes(root: Node) -> Iterator[Node]:
    yield root
    for child in children(root):
        yield from nodes(child)


def scalars(root: Node) -> Iterator[Scalar]:
    return (node for node in nodes(root) if isinstance(node, Scalar))


def misplaced(source: Source, root: Node) -> list[tuple[str, Node]]:
    """The nodes whose span is out of range, out of order, or outside that of the parent; aliases stand elsewhere."""
    found: list[tuple[str, Node]] = []
    seen: set[int] = set()

    def visit(node: Node, lowest: int, highest: int) -> None:
        if id(node) in seen:
            return
        seen.add(id(node))
        if not 0 <= node.start <= node.end <= len(source.text):
            found.append(("range", node))
        if not lowest <= node.start <= node.end <= highest:
            found.append(("nesting", node))
        previous = node.start
        for child in children(node):
            if id(child) not in seen:
                visit(child, previous, node.end)
                previous = child.end

    visit(root, 0, len(source.text))
    return found
