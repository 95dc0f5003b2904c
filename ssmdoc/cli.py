"""The command line: which subcommand, its arguments, and the exit codes of the contract."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from ssmdoc import __version__

GOOD, FINDINGS, USAGE, INTERNAL = 0, 1, 2, 3

COMMANDS = {
    "lint": "find mistakes in SSM documents",
    "validate": "check the structure of SSM documents alone",
    "schema": "print a JSON Schema",
    "rules": "list the rules of lint",
    "explain": "print the page of a rule",
    "run": "run a document step by step in a sandbox",
    "test": "run the *.ssmtest.yaml specs",
}
"""Subcommands and what they do; each is a module of `ssmdoc.commands`, imported only when it is used."""


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser of the chosen subcommand; with none chosen, of all of them, for help and for usage errors."""
    parser = argparse.ArgumentParser(prog="ssmdoc", description="Lint, test and run AWS Systems Manager documents.")
    parser.add_argument("--version", action="version", version=f"ssmdoc {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in (chosen,) if chosen else COMMANDS:
        summary = COMMANDS[name]
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if chosen:
            import_module(f"ssmdoc.commands.{name}").add_arguments(command)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run ssmdoc with the given arguments and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # a command makes many objects and drops few: looking for garbage after every 700 costs a twentieth of a short run
    gc.set_threshold(50_000)
    chosen = arguments[0] if arguments and arguments[0] in COMMANDS else None
    try:
        options = build_parser(chosen).parse_args(arguments)
        code: int = import_module(f"ssmdoc.commands.{options.command}").main(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _internal_failure(error)


def _internal_failure(error: Exception) -> int:
    """Say that ssmdoc itself failed: the one place where an exception that nobody expected ends up."""
    if os.environ.get("SSMDOC_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    hint = "please report it, with the output under SSMDOC_DEBUG=1"
    print(f"ssmdoc: internal error, {what}; {hint}", file=sys.stderr)
    return INTERNAL
