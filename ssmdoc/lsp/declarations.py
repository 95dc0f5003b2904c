"""The declaration of the parameter that a reference names."""

import re
from textwrap import dedent

from ssmdoc.analysis.examine import Examination
from ssmdoc.model.document import Document, build
from ssmdoc.model.parameters import Parameter
from ssmdoc.model.references import Form
from ssmdoc.source.text import Source, Span

_MOST_LINES = 24
_MOST_CHARACTERS = 4_000


def declaration(examination: Examination, offset: int) -> tuple[Span, str] | None:
    """The reference at an offset, and the declaration of its parameter as it is written, in Markdown."""
    document = build(examination.source, examination.root)
    for span, name in _references_around(document, offset):
        parameter = document.parameters_by_name.get(name)
        if parameter and span.start <= offset < span.end:
            return span, _in_markdown(examination.source, parameter)
    return None


def _references_around(document: Document, offset: int) -> list[tuple[Span, str]]:
    """The references to parameters in the scalar at an offset, and the names that they have."""
    for scalar, references in document.sites:
        if scalar.start <= offset < scalar.end:
            places = document.character_map(scalar)
            return [
                (places.span(reference.start, reference.end), reference.names[0])
                for reference in references
                if reference.form is Form.PARAMETER
            ]
    return []


def _in_markdown(source: Source, parameter: Parameter) -> str:
    start = parameter.name.start
    column = source.position(start).column - 1
    written = source.text[start : min(parameter.declaration.end, start + _MOST_CHARACTERS)]
    lines = dedent(" " * column + written).rstrip().splitlines()
    if len(lines) > _MOST_LINES or len(written) == _MOST_CHARACTERS:
        lines[_MOST_LINES:] = ["…"]
    text = "\n".join(lines)
    fence = max(["``", *re.findall("`+", text)], key=len) + "`"
    language = "json" if source.path.lower().endswith(".json") else "yaml"
    return f"{fence}{language}\n{text}\n{fence}"
