"""What is written out in a document, and what is filled in before it counts."""

import re

from ssmdoc.source.tree import Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_GAP = re.compile(r"\{\{|<<|\$\{|\{%|<%|%%|@@|\[\[").search
"""What begins a reference, or a gap that a build fills in before the document goes to AWS."""


def is_open(text: str) -> bool:
    """Whether a text holds a reference or a gap, so that its value is not known yet: nobody knows what fills it."""
    return _GAP(text) is not None


def is_literal(node: Node | None) -> bool:
    """Whether a node is a scalar with a value of its own: not null, without a tag, and not open."""
    if not isinstance(node, Scalar) or node.tag is not None or scalar_kind(node) == "null":
        return False
    return not is_open(node.text)


def literal_texts(node: Node | None) -> list[str] | None:
    """The texts of a list of literals; None for any other node."""
    if isinstance(node, Sequence) and all(map(is_literal, node.items)):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return None
