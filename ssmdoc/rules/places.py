"""Where findings and labels stand."""

from ssmdoc.diagnostic import Label
from ssmdoc.model.document import Document
from ssmdoc.model.references import Reference
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Node, Scalar


def within(document: Document, scalar: Scalar, start: int, end: int) -> Span:
    """The range of the file that holds a range of a scalar's text."""
    return document.character_map(scalar).span(start, end)


def reference_span(document: Document, scalar: Scalar, reference: Reference) -> Span:
    """The range of the file that holds a reference in a scalar."""
    return within(document, scalar, reference.start, reference.end)


def labelled(node: Node | None, message: str) -> tuple[Label, ...]:
    """A label at a node, none where there is none."""
    return (Label(node.span, message),) if node else ()
