"""What `lint` and `validate` share: files in, findings out in the chosen format, exit code."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ssmdoc.analysis.discover import MAX_BYTES, File, PathError, discover, is_template, looks_like_a_document
from ssmdoc.analysis.examine import examine, not_a_document
from ssmdoc.commands.notices import notice
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.model.kind import LEFT_ALONE, Kind
from ssmdoc.report.lint_result import FileFindings, Summary, left_alone_notice, summarize, summary_line
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source

FORMATS = ("text", "concise", "json")
STDIN = "-"


class Request(NamedTuple):
    """What to check, and how to report it."""

    paths: Sequence[str]
    output_format: str
    stdin_filename: str | None = None
    structure_only: bool = False
    strict: bool = False
    wanted: Callable[[Diagnostic], bool] = lambda _: True


def check_files(request: Request) -> int:
    """Check the files and print what was found; 0 good, 1 findings that count, 2 a path that cannot be read."""
    found: list[FileFindings] = []
    left_alone: dict[str, int] = {}
    unreadable: list[PathError] = []
    files = documents = 0
    try:
        for file in _files(request, unreadable):
            files += 1
            text, problems = decode(file.data)
            if not file.named and is_template(text):
                continue
            examination = examine(Source(file.path, text), problems, structure_only=request.structure_only)
            diagnostics = examination.diagnostics
            unsure = examination.kind in (None, Kind.JSON_SCHEMA)
            if unsure and not file.named and not looks_like_a_document(examination.source.text):
                continue
            if examination.kind is not None:
                documents += 1
                if not examination.checked:
                    name = LEFT_ALONE.get(examination.kind, examination.kind.value)
                    left_alone[name] = left_alone.get(name, 0) + 1
            elif not diagnostics:
                diagnostics = (not_a_document(examination.source, examination.root),)
            findings = FileFindings(examination.source, tuple(filter(request.wanted, diagnostics)))
            if findings.diagnostics:
                found.append(findings)
                _print(request.output_format, findings)
    except PathError as error:
        sys.stdout.flush()
        print(f"ssmdoc: {error}", file=sys.stderr)
        return 2
    summary = summarize(found, files, documents, left_alone)
    _finish(request.output_format, found, summary)
    for skipped in unreadable:
        notice(str(skipped))
    if unreadable:
        return 2
    return 1 if summary.errors or (request.strict and summary.warnings) else 0


def _files(request: Request, unreadable: list[PathError]) -> Iterator[File]:
    """The files to check; standard input counts as named, under the name it was given.

    What is found in a folder and cannot be read is added to `unreadable`.
    """
    for path in request.paths or (".",):
        if path == STDIN:
            yield File(request.stdin_filename or STDIN, sys.stdin.buffer.read(MAX_BYTES), named=True)
    yield from discover([path for path in request.paths or (".",) if path != STDIN], unreadable.append)


def _print(output_format: str, found: FileFindings) -> None:
    """Print the findings of a file as soon as they are there, in the formats that allow it."""
    match output_format:
        case "text":
            from ssmdoc.report.lint_text import text
            from ssmdoc.report.terminal import wants_colour

            print(*text(found, colour=wants_colour(sys.stdout)), sep="\n")
        case "concise":
            from ssmdoc.report.lint_concise import concise

            print(*concise(found), sep="\n")


def _finish(output_format: str, found: Sequence[FileFindings], summary: Summary) -> None:
    """Print what is known only at the end."""
    if not summary.documents and not found:
        print("ssmdoc: no SSM documents found", file=sys.stderr)
    match output_format:
        case "text":
            print(summary_line(summary))
        case "json":
            from ssmdoc.report.lint_json import as_json

            print(as_json(found, summary))
        case _:
            if notice := left_alone_notice(summary.left_alone):
                print(f"ssmdoc: {notice}", file=sys.stderr)
