"""`ssmdoc graph`: the steps of a document as a picture, with the way that a run took."""

import argparse
import json
import sys
from pathlib import Path

from ssmdoc.analysis.examine import examine, not_a_document
from ssmdoc.commands.exit_codes import FINDINGS, GOOD, USAGE
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, read_file, read_standard_input
from ssmdoc.graph.build import NoGraphError, graph_of
from ssmdoc.graph.graph import Graph
from ssmdoc.model.document import Document, build
from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

FORMATS = ("mermaid", "dot", "svg")
_GITHUB_CHARACTERS, _GITHUB_LINKS = 50_000, 500
"""What Mermaid takes unless told otherwise; GitHub does not tell it otherwise."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="the document, YAML or JSON; - for standard input")
    parser.add_argument("--format", choices=FORMATS, default="mermaid", help="how to write it (default: mermaid)")
    parser.add_argument("--run", metavar="FILE", help="show what happened: the JSON of `ssmdoc run --format json`")
    parser.add_argument("--output", metavar="FILE", help="where to write it (default: standard output)")


def main(options: argparse.Namespace) -> int:
    """Write the graph; 1 if the document has none, 2 if a file cannot be read or written."""
    try:
        if options.document == options.run == "-":
            raise InputError("the document and the run cannot both be standard input")
        document = _read_document(options.document)
        if document is None:
            return FINDINGS
        graph = graph_of(document)
        if options.run is not None:
            graph = _with_run(graph, options.run)
        text = _written(graph, options)
        if options.output is None:
            sys.stdout.write(text)
        else:
            _write(options.output, text)
    except InputError as error:
        notice(str(error))
        return USAGE
    except NoGraphError as error:
        notice(f"{options.document}: {error}")
        return FINDINGS
    return GOOD


def _read_document(path: str) -> Document | None:
    """The document; None for a text that is none, after it was said why."""
    text, problems = decode(_read(path))
    source = Source(path, text)
    root, others = read(source)
    document = build(source, root)
    if document.kind is not None and not any(found.rule == "syntax-error" for found in (*problems, *others)):
        return document
    from ssmdoc.report.lint_result import FileFindings
    from ssmdoc.report.lint_text import text as lint_text
    from ssmdoc.report.terminal import wants_colour

    found = examine(source, problems).diagnostics or (not_a_document(source, root),)
    print(*lint_text(FileFindings(source, found), colour=wants_colour(sys.stderr)), sep="\n", file=sys.stderr)
    return None


def _with_run(graph: Graph, path: str) -> Graph:
    """The graph with the result of a run.

    Raises:
        InputError: the file is no result, or that of another document.
    """
    from ssmdoc.graph.run_path import unknown_steps, with_run
    from ssmdoc.graph.run_result import ResultError, read_run

    try:
        run = read_run(json.loads(_read(path)))
    except ResultError as error:
        raise InputError(f"{path}: {error}") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg.lower()}") from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise InputError(f"{path}: not JSON in UTF-8 that can be read") from error
    unknown = unknown_steps(graph, run)
    if unknown:
        names = ", ".join(f'"{name}"' for name in unknown[:3]) + (" and others" if len(unknown) > 3 else "")
        if len(unknown) == len({visit.name for visit in run.visits}):
            raise InputError(f"{path}: the run is one of another document, which has {names}")
        notice(f"{path}: the document has no {names}; what the run did there is not shown")
    return with_run(graph, run)


def _written(graph: Graph, options: argparse.Namespace) -> str:
    match options.format:
        case "dot":
            from ssmdoc.graph.dot import dot

            return dot(graph)
        case "svg":
            from ssmdoc.graph.svg.drawing import svg

            return svg(graph, f"steps of {Path(options.document).name}")
        case _:
            from ssmdoc.graph.mermaid import mermaid

            text = mermaid(graph)
            if len(text) > _GITHUB_CHARACTERS or len(graph.links) > _GITHUB_LINKS:
                limits = f"{_GITHUB_CHARACTERS:,} characters and {_GITHUB_LINKS} links"
                notice(f"Mermaid takes {limits} unless it is told otherwise, as on GitHub; `--format svg` has no limit")
            return text


def _read(path: str) -> bytes:
    return read_standard_input() if path == "-" else read_file(path)


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {str(getattr(error, 'strerror', None) or error).lower()}") from error
