"""The document under test: read once, for all cases of its spec and for the report."""

from pathlib import Path

from ssmdoc.analysis.discover import read_named
from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Scalar, Sequence


def read_document(path: Path) -> Examination:
    """The document and what lint finds in it.

    Raises:
        PathError: it is no file, or one that cannot be read.
    """
    text, problems = decode(read_named(str(path)))
    return examine(Source(str(path), text), problems)


def step_place(document: Examination, step: str | None) -> str:
    """`path:line:column` of a step's name; the path alone for the document, or where no step is called so."""
    position = step_position(document, step)
    return document.source.path if position is None else ":".join(map(str, (document.source.path, *position)))


def step_position(document: Examination, step: str | None) -> tuple[int, int] | None:
    """Line and column of a step's name; None for the document, or where no step is called so."""
    steps = document.root.get("mainSteps") if isinstance(document.root, Mapping) else None
    for item in steps.items if isinstance(steps, Sequence) else ():
        name = item.get("name") if isinstance(item, Mapping) else None
        if isinstance(name, Scalar) and name.text == step:
            return document.source.position(name.start)
    return None
