"""A document's text with `<< Name >>` written as `{{ Name }}`, for AWS; all else stays as it is, comments too."""

import json
from collections.abc import Iterator

from ssmdoc.model.document import Document
from ssmdoc.model.references import Delimiter, Reference
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Scalar, Style


def with_braces(document: Document) -> str:
    """The text of a document, with the references between angle brackets that count (`Document.sites`) in braces."""
    text = document.source.text
    parts: list[str] = []
    end_of_last = 0
    for span, written in sorted(_edits(document)):
        parts += text[end_of_last : span.start], written
        end_of_last = span.end
    return "".join(parts) + text[end_of_last:]


def _edits(document: Document) -> Iterator[tuple[Span, str]]:
    edited: set[Scalar] = set()  # an alias shows its scalar again
    for scalar, references in document.sites:
        angles = [reference for reference in references if reference.delimiter is Delimiter.ANGLES]
        if not angles or scalar in edited:
            continue
        edited.add(scalar)
        if scalar.style is Style.PLAIN:
            # braces mean a map to YAML unless the text is quoted
            yield scalar.span, json.dumps(_braced(scalar.text, angles), ensure_ascii=False)
            continue
        characters = document.character_map(scalar)
        for reference in angles:
            yield characters.span(reference.start, reference.start + 2), "{{"
            yield characters.span(reference.end - 2, reference.end), "}}"


def _braced(text: str, references: list[Reference]) -> str:
    for reference in references:
        inside = text[reference.start + 2 : reference.end - 2]
        text = f"{text[: reference.start]}{{{{{inside}}}}}{text[reference.end :]}"
    return text
