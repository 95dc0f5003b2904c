"""The document under test: read once, for all cases of its spec and for the report."""

from collections.abc import Iterator
from pathlib import Path

from ssmdoc.analysis.discover import read_named
from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence


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
    """Line and column of a step's name; None for the document, or where no step is called so.

    `loop[2].step` is the step of a loop.
    """
    wanted = step.rpartition("].")[2] if step is not None else None
    return next((document.source.position(name.start) for name, _ in steps_of(document) if name.text == wanted), None)


def steps_of(document: Examination) -> Iterator[tuple[Scalar, Mapping]]:
    """The steps of a document with their names, those of loops after the loop."""
    return _steps(document.root.get("mainSteps") if isinstance(document.root, Mapping) else None)


def _steps(steps: Node | None) -> Iterator[tuple[Scalar, Mapping]]:
    for item in steps.items if isinstance(steps, Sequence) else ():
        if isinstance(item, Mapping):
            if isinstance(name := item.get("name"), Scalar):
                yield name, item
            inputs = item.get("inputs")
            yield from _steps(inputs.get("Steps") if isinstance(inputs, Mapping) else None)
