"""Anchored nodes and how large they are, so that aliases to them cannot make a tree of any size."""

from typing import NamedTuple

from ssmdoc.source.bounds import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY, Unreadable
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Node, Scalar, Sequence


class _Extent(NamedTuple):
    nodes: int
    depth: int


class Anchors:
    """The anchored nodes of one YAML document."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._open: set[str] = set()
        self._extents: dict[int, _Extent] = {}
        self._repeated = 0

    def open(self, name: str) -> None:
        """The anchored collection begins."""
        self._nodes.pop(name, None)
        self._open.add(name)

    def define(self, name: str, node: Node) -> None:
        """The anchored node is whole; a later anchor of the same name takes its place."""
        self._open.discard(name)
        self._nodes[name] = node

    def follow(self, name: str, depth: int, start: int, end: int) -> Node:
        """The node that the alias at `start` to `end`, nested `depth` levels deep, stands for."""
        node = self._nodes.get(name)
        if node is None:
            if name in self._open:
                raise Unreadable(f"alias {in_quotes('*' + name)} stands inside the value that it repeats", start, end)
            raise Unreadable(
                f"alias {in_quotes('*' + name)} is not defined; quote it if it is meant as text", start, end
            )
        extent = self._extent(node)
        self._repeated += extent.nodes
        if self._repeated > MAX_NODES:
            raise Unreadable(TOO_MANY, start, end)
        if depth + extent.depth > MAX_DEPTH:
            raise Unreadable(TOO_DEEP, start, end)
        return node

    def _extent(self, node: Node) -> _Extent:
        known = self._extents.get(id(node))
        if known is None:
            known = self._extents[id(node)] = _together([self._extent(child) for child in _children(node)])
        return known


def _children(node: Node) -> list[Node]:
    if isinstance(node, Scalar):
        return []
    if isinstance(node, Sequence):
        return node.items
    return [child for entry in node.entries for child in (entry.key, entry.value)]


def _together(children: list[_Extent]) -> _Extent:
    nodes = 1 + sum(child.nodes for child in children)
    depth = 1 + max(child.depth for child in children) if children else 0
    return _Extent(nodes, depth)
