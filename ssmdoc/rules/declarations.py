"""What the declaration of a parameter says, as the rules on parameters need it."""

from collections.abc import Iterator

from ssmdoc.model.literals import is_open
from ssmdoc.source.tree import Node, Scalar, Sequence
from ssmdoc.source.values import scalar_value


def default_values(default: Node) -> Iterator[Scalar]:
    """The values of a default that constraints apply to: itself or its items, unless empty, null or a reference.

    AWS takes an empty default whatever else is declared (ASR, UG23 documents-syntax-data-elements-parameters.md).
    """
    for item in default.items if isinstance(default, Sequence) else (default,):
        if isinstance(item, Scalar) and item.text and not is_open(item.text) and scalar_value(item) is not None:
            yield item


def is_filled_in_by_hand(text: str) -> bool:
    """Whether a text asks whoever reads it to put something else in its place: `<subnet-id>`."""
    return "<" in text and ">" in text[text.index("<") :]


def count(node: Node | None) -> int | None:
    """The number of a bound, which may be written as text; None for anything else."""
    if not isinstance(node, Scalar):
        return None
    text = node.text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000000") else None
