"""A spec file and its document, from the disk."""

from pathlib import Path
from typing import NamedTuple

from ssmdoc.analysis.discover import PathError, read_named
from ssmdoc.analysis.examine import Examination
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.spec.document import read_document
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.values import Spec


class Suite(NamedTuple):
    """A spec and the document that it is about."""

    spec: Spec
    document: Examination


class Read(NamedTuple):
    """A suite without diagnostics, or diagnostics without a suite."""

    source: Source
    suite: Suite | None
    diagnostics: tuple[Diagnostic, ...]


def read_suite(path: Path) -> Read:
    """Read a spec and its document.

    Raises:
        PathError: the spec is no file, or one that cannot be read.
    """
    text, problems = decode(read_named(str(path)))
    source = Source(str(path), text)
    spec, diagnostics = load_spec(source, problems)
    if spec is None:
        return Read(source, None, diagnostics)
    try:
        return Read(source, Suite(spec, read_document(spec.document)), ())
    except PathError as error:
        unreadable = Diagnostic("spec", Severity.ERROR, f"cannot read {error}", spec.document_span)
        return Read(source, None, (unreadable,))
