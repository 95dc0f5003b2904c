"""A spec file and its document, from the disk."""

from collections.abc import Iterator
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
    missing = tuple(dict.fromkeys(missing_paths(spec)))
    try:
        document = read_document(spec.document)
    except PathError as error:
        missing = (Diagnostic("spec", Severity.ERROR, f"cannot read {error}", spec.document_span), *missing)
    return Read(source, None, missing) if missing else Read(source, Suite(spec, document), ())


def missing_paths(spec: Spec) -> Iterator[Diagnostic]:
    """What is wrong with the folders and files that a spec names beside its document."""
    for case in spec.cases:
        for path, span in (*case.library, *case.packages):
            if not path.is_dir():
                yield Diagnostic("spec", Severity.ERROR, f"{path}: no such folder", span)
        for _, (path, span) in case.sources:
            if not path.exists():
                yield Diagnostic("spec", Severity.ERROR, f"{path}: no such file or folder", span)
