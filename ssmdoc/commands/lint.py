"""`ssmdoc lint`: all findings in SSM documents."""

import argparse
import sys
from collections.abc import Callable, Iterable

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.commands.check_files import FORMATS, Request, check_files
from ssmdoc.diagnostic import Diagnostic

ALWAYS = ("syntax-error", "not-an-ssm-document")
"""Rules that --select leaves on: where they fire, no other rule could be asked."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc lint`."""
    add_input_arguments(parser)
    parser.add_argument("--select", action="append", default=[], metavar="RULES", help="only these rules (a,b,c)")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="not these rules (a,b,c)")
    parser.add_argument("--strict", action="store_true", help="warnings count like errors: exit code 1")


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what to check and how to report it."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders to search for documents, or - (default: this folder)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called; .json makes it JSON")


def main(options: argparse.Namespace) -> int:
    """Check the documents and report; 0 nothing that counts, 1 findings, 2 wrong usage."""
    selected, ignored = _names(options.select), _names(options.ignore)
    for name in (*selected, *ignored):
        if problem := unknown_rule(name):
            print(f"ssmdoc lint: {problem}", file=sys.stderr)
            return 2
    return check_files(
        Request(
            paths=options.paths,
            output_format=options.format,
            stdin_filename=options.stdin_filename,
            strict=options.strict,
            wanted=_wanted(selected, ignored),
        )
    )


def unknown_rule(name: str) -> str | None:
    """What to say of a rule name that there is none of; None when there is such a rule."""
    from ssmdoc.rules import RULES  # reads all of them, a plain run only those it asks

    if name in RULES:
        return None
    return f'unknown rule "{name}"' + (did_you_mean(name, RULES) or ", `ssmdoc rules` lists them")


def _names(lists: Iterable[str]) -> list[str]:
    return [name.strip() for part in lists for name in part.split(",") if name.strip()]


def _wanted(selected: list[str], ignored: list[str]) -> Callable[[Diagnostic], bool]:
    def wanted(diagnostic: Diagnostic) -> bool:
        chosen = not selected or diagnostic.rule in selected or diagnostic.rule in ALWAYS
        return chosen and diagnostic.rule not in ignored

    return wanted
