"""What a condition compares, as plain values: whether two conditions are one, or exclude each other."""

from typing import NamedTuple

from ssmdoc.catalogue.conditions import COMBINATORS, NEXT_STEP
from ssmdoc.model.conditions import comparison
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence


class Plain(NamedTuple):
    """A comparison with one operation, both of whose sides are scalars."""

    variable: str
    """The text of Variable; of a whole reference what is between the braces, without blanks."""
    operation: str
    operand: Scalar
    node: Mapping

    @property
    def text(self) -> str:
        """What the variable is compared with."""
        return self.operand.text


def plain(condition: Node) -> Plain | None:
    """The comparison that a condition is, None of what is combined, or lacks something."""
    found = comparison(condition) if isinstance(condition, Mapping) else None
    if found is None or found.variable is None or any(map(found.node.entry, (*COMBINATORS, "<<"))):
        return None
    match found.operations:
        case (Entry(key=Scalar() as operation, value=Scalar() as operand),):
            return Plain(_without_blanks(found.variable.text), operation.text, operand, found.node)
    return None


def signature(condition: Node) -> str:
    """A text that equal conditions have in common; the order of keys and blanks in references do not count."""
    waiting: list[Node | str] = [condition]
    parts: list[str] = []
    while waiting and len(parts) < _MOST_PARTS:
        node = waiting.pop()
        match node:
            case str():
                parts.append(node)
            case Scalar():
                parts.append(repr(_without_blanks(node.text)))
            case Sequence():
                waiting += ["]", *reversed(node.items), "["]
            case Mapping():
                entries = sorted((key.text, id(value), value) for key, value in node.named() if key.text != NEXT_STEP)
                waiting.append("}")
                for key, _, value in reversed(entries):
                    waiting += [value, f"{key}:"]
                waiting.append("{")
    return "".join(parts) if not waiting else f"{id(condition)}"


_MOST_PARTS = 200
"""Conditions of more parts are equal to none: aliases can make any number of them."""


def _without_blanks(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith("{{") and stripped.endswith("}}") and stripped.count("{{") == 1:
        return "{{" + stripped[2:-2].strip() + "}}"
    return text
