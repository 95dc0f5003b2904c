"""What is written out in an Automation document, and what only a run will tell."""

from collections.abc import Iterable, Iterator

from ssmdoc.model.steps import Step
from ssmdoc.source.tree import Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind


def is_literal(node: Node | None) -> bool:
    """Whether a node is a scalar with a value of its own: not empty, and nothing in it is replaced before it counts.

    Signs of template engines count as references too: nobody knows what they leave behind.
    """
    if not isinstance(node, Scalar) or node.tag is not None or scalar_kind(node) == "null":
        return False
    return not any(sign in node.text for sign in ("{{", "<<", "${", "{%", "<%"))


def literal_texts(node: Node | None) -> list[str] | None:
    """The texts of a list of literals; None for any other node."""
    if isinstance(node, Sequence) and all(map(is_literal, node.items)):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return None


def listed(words: list[str]) -> str:
    """Words in quotes as an English list, the last joined by "and"; of more than five the first five."""
    quoted = [f'"{word}"' for word in words[:5]]
    if len(words) > len(quoted):
        return ", ".join(quoted) + f" and {len(words) - len(quoted)} more"
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def once_for_outputs(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps that declare outputs; of those with the same action and, by an alias, the same list only the first."""
    seen: set[tuple[str, int]] = set()
    for step in steps:
        declared = step.node.get("outputs")
        key = (step.action.text if step.action else "", id(declared))
        if declared is not None and key not in seen:
            seen.add(key)
            yield step
