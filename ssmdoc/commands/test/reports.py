"""What is written when the cases have ended: the report of --format, and those of --report and --junit."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.notices import notice
from ssmdoc.report.junit import junit
from ssmdoc.report.spec_github import annotations
from ssmdoc.report.spec_gitlab import gitlab
from ssmdoc.report.spec_json import as_json
from ssmdoc.report.spec_markdown import markdown
from ssmdoc.report.spec_text import summary
from ssmdoc.spec.outcome import CaseOutcome


class Ran(NamedTuple):
    """What a run came to."""

    outcomes: Sequence[CaseOutcome]
    seconds: float
    not_run: int


class Report(NamedTuple):
    """A report and where it goes; `github` goes where GitHub reads it."""

    kind: str
    path: Path | None = None


FILES: dict[str, Callable[[Ran], str]] = {
    "junit": lambda ran: junit(ran.outcomes),
    "json": lambda ran: as_json(*ran),
    "gitlab": lambda ran: gitlab(ran.outcomes),
    "markdown": lambda ran: markdown(*ran),
}
KINDS = ("github", *FILES)


def report_option(text: str) -> Report:
    """`junit=FILE`, `json=FILE`, `gitlab=FILE`, `markdown=FILE` or `github`."""
    kind, _, path = text.partition("=")
    if kind == "github" and "=" not in text:
        return Report(kind)
    if kind in FILES and path:
        return Report(kind, Path(path))
    if kind in KINDS:
        wanted = "no file: write github alone" if kind == "github" else f"a file: {kind}=FILE"
        raise argparse.ArgumentTypeError(f'"{text}": {kind} needs {wanted}')
    near = nearest(kind, KINDS)
    hint = f'did you mean "{near}"?' if near else f"known are {', '.join(KINDS)}"
    raise argparse.ArgumentTypeError(f'there is no report "{kind}", {hint}')


def write_reports(options: argparse.Namespace, ran: Ran) -> bool:
    """Write the reports that the options name; whether all could be."""
    if options.format == "json":
        print(as_json(*ran), end="")
    else:
        print(summary(*ran), flush=True)
    wanted = [*options.report, *([Report("junit", Path(options.junit))] if options.junit else [])]
    results = [_write(report, ran, quiet=options.format == "json") for report in wanted]
    return all(results)


def _write(report: Report, ran: Ran, *, quiet: bool) -> bool:
    if report.path is not None:
        return written(report.path, FILES[report.kind](ran))
    if not quiet:
        for line in annotations(ran.outcomes, Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())):
            print(line)
    step_summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return not step_summary or written(Path(step_summary), markdown(*ran), mode="a")


def written(path: Path, text: str, mode: str = "w") -> bool:
    """Write a report; a path that cannot be written to is the user's to mend."""
    try:
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        notice(f"{path}: {(error.strerror or str(error)).lower()}")
        return False
    return True
