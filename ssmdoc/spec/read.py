"""A spec file and its document, from the disk."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ssmdoc.analysis.discover import PathError, read_named
from ssmdoc.analysis.examine import Examination, examine_root
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source
from ssmdoc.spec.document import read_document
from ssmdoc.spec.kinds import problems_of_kind
from ssmdoc.spec.load import load_spec
from ssmdoc.spec.snapshot_file import read_snapshots
from ssmdoc.spec.step_names import problems_of_steps
from ssmdoc.spec.values import Case, Located, Spec


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
        document = read_document(spec.document) if spec.inline is None else examine_root(source, spec.inline)
    except PathError as error:
        missing = (Diagnostic("spec", Severity.ERROR, f"cannot read {error}", spec.document_span), *missing)
        return Read(source, None, missing)
    found = {*missing, *problems_of_kind(spec, document.kind), *problems_of_steps(spec, document)}
    wrong = tuple(sorted(found, key=lambda problem: (problem.span, problem.message)))
    return Read(source, None, wrong) if wrong else Read(source, Suite(with_snapshots(spec), document), ())


def missing_paths(spec: Spec) -> Iterator[Diagnostic]:
    """What is wrong with the folders and files that a spec names beside its document."""
    for case in spec.cases:
        for path, span in (*case.library, *case.packages):
            if not path.is_dir():
                yield Diagnostic("spec", Severity.ERROR, f"{path}: no such folder", span)
        for _, (path, span) in case.sources:
            if not path.exists():
                yield Diagnostic("spec", Severity.ERROR, f"{path}: no such file or folder", span)
        if case.attachments is not None and not case.attachments.path.is_dir():
            yield Diagnostic("spec", Severity.ERROR, f"{case.attachments.path}: no such folder", case.attachments.span)
        for file in (case.setup, case.teardown, *(put.content for put in case.files)):
            if isinstance(file, Located) and not file.path.is_file():
                yield Diagnostic("spec", Severity.ERROR, f"{file.path}: no such file", file.span)


def with_snapshots(spec: Spec) -> Spec:
    """The spec with the snapshots that are stored of its cases."""
    path = next((case.expect.snapshot.path for case in spec.cases if case.expect.snapshot), None)
    if path is None:
        return spec
    stored = read_snapshots(path)
    return replace(spec, cases=tuple(_with_snapshot(case, stored) for case in spec.cases))


def _with_snapshot(case: Case, stored: Mapping[str, str]) -> Case:
    if case.expect.snapshot is None:
        return case
    snapshot = replace(case.expect.snapshot, stored=stored.get(case.name))
    return replace(case, expect=replace(case.expect, snapshot=snapshot))
