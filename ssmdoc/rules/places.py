"""Places and words that several rules need."""

from ssmdoc.model.document import Document
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Mapping, Node, Scalar


def within(document: Document, scalar: Scalar, start: int, end: int) -> Span:
    """The range of the file that holds a range of a scalar's text."""
    return document.character_map(scalar).span(start, end)


def get_ignoring_case(mapping: Mapping, name: str) -> Node | None:
    """The value of an input; the agent matches names of inputs without regard to case (agent-semantics 1.3)."""
    return mapping.get_ignoring_case(name)
