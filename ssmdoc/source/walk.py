"""All nodes of a tree, whatever its shape."""

from collections.abc import Iterable, Iterator

from ssmdoc.source.tree import Node, Scalar, Sequence


def walk(roots: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all below them, keys too, each once however many aliases it has; in no certain order."""
    waiting = list(roots)
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node
        if isinstance(node, Sequence):
            waiting += node.items
        elif not isinstance(node, Scalar):
            for entry in node.entries:
                waiting += (entry.key, entry.value)
