"""Where a step is written in the document under test."""

from pathlib import Path

from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Scalar, Sequence


def step_place(document: Path, step: str | None) -> str:
    """`path:line:column` of a step's name; the path alone for the document, or where no step is called so."""
    place = _places(document).get(step) if step is not None else None
    return f"{document}:{place}" if place else str(document)


def document_source(document: Path) -> Source:
    """The text of the document."""
    return Source(str(document), decode(document.read_bytes())[0])


def _places(document: Path) -> dict[str, str]:
    source = document_source(document)
    root = read(source).root
    steps = root.get("mainSteps") if isinstance(root, Mapping) else None
    found: dict[str, str] = {}
    for step in steps.items if isinstance(steps, Sequence) else ():
        name = step.get("name") if isinstance(step, Mapping) else None
        if isinstance(name, Scalar):
            line, column = source.position(name.start)
            found.setdefault(name.text, f"{line}:{column}")
    return found
