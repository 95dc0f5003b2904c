"""Where the lines of a script stand in its document."""

from ssmdoc.model.document import Document
from ssmdoc.source.tree import Scalar


def document_line(document: Document, step: str, line: int) -> int | None:
    """The line of the document in which a line of the Script of a step stands, both from 1, if there is one."""
    found = document.steps_by_name.get(step)
    script = found.input("Script") if found is not None else None
    if not isinstance(script, Scalar):
        return None
    lines = script.text.split("\n")
    if not 1 <= line <= len(lines):
        return None
    index = sum(len(text) + 1 for text in lines[: line - 1])
    place, _ = document.source.position(document.character_map(script).offset(index))
    return place
