"""What the declaration of a parameter says, as the rules on parameters need it."""

from collections.abc import Iterator

from ssmdoc.model.literals import is_open
from ssmdoc.model.parameters import Parameter
from ssmdoc.source.tree import Node, Scalar, Sequence
from ssmdoc.source.values import scalar_value

MOST_MATCHED = 200
"""As many values of one document are held against a pattern, for that may take some milliseconds each."""


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


def broken_bounds(parameter: Parameter, unit: str, size: int) -> Iterator[tuple[Node, str]]:
    """The bounds in a unit (`Chars`, `Items`) that a size breaks: each node, and the bound in words."""
    for key in (f"min{unit}", f"max{unit}"):
        node = parameter.get(key)
        limit = count(node)
        if node is not None and limit is not None and (size < limit if key.startswith("min") else size > limit):
            yield node, f"{key} is {limit:,}"


def amount(size: int, noun: str) -> str:
    """A size with its unit in words: `1 item`, `1,200 items`."""
    return f"{size:,} {noun}{'' if size == 1 else 's'}"
