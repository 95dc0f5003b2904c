"""Every node is met once, whatever the tree looks like."""

import pytest

from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Scalar
from ssmdoc.source.walk import walk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [b, {c: d}]", ["a", "b", "c", "d"]),
        ("? {a: b}\n: c", ["a", "b", "c"]),
        ("a: &x [b]\nc: *x\nd: [*x, *x]", ["a", "b", "c", "d"]),
        ("a", ["a"]),
    ],
)
def test_each_node_once(text: str, expected: list[str]) -> None:
    root = read(Source("a.yaml", text)).root
    assert root is not None
    assert sorted(node.text for node in walk([root]) if isinstance(node, Scalar)) == expected
