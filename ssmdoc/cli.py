"""The command line: which subcommand, its arguments, and the exit codes of the contract."""

import argparse
import contextlib
import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from ssmdoc import __version__
from ssmdoc.commands.exit_codes import FINDINGS, INTERNAL, INTERRUPTED, USAGE

COMMANDS = {
    "lint": "find mistakes in SSM documents",
    "validate": "check the structure of SSM documents alone",
    "schema": "print a JSON Schema",
    "rules": "list the rules of lint",
    "explain": "print the page of a rule",
    "render": "print a document with its parameters in their places",
    "graph": "draw the steps of a document, and the way that a run took",
    "run": "run a document step by step in a sandbox",
    "test": "run the *.ssmtest.yaml specs",
    "init-test": "write the first draft of a spec for a document",
    "fuzz": "run a document with hostile values in a sandbox, and say what they did",
    "lsp": "serve an editor: findings while you type",
}
"""Subcommands and what they do; each is a module of `ssmdoc.commands`, imported only when it is used."""


class _Help(argparse.HelpFormatter):
    """Help of one width; to ask the terminal for its own, argparse would import shutil, at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser of the chosen subcommand; with none chosen, of all of them, for help and for usage errors."""
    description = "Lint, test and run AWS Systems Manager documents."
    parser = argparse.ArgumentParser(prog="ssmdoc", description=description, formatter_class=_Help)
    parser.add_argument("--version", action="version", version=f"ssmdoc {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in (chosen,) if chosen else COMMANDS:
        summary = COMMANDS[name]
        description = summary[0].upper() + summary[1:] + "."
        command = commands.add_parser(name, help=summary, description=description, formatter_class=_Help)
        if chosen:
            _module(name).add_arguments(command)
    return parser


def _module(command: str) -> ModuleType:
    return import_module(f"ssmdoc.commands.{command.replace('-', '_')}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ssmdoc with the given arguments and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # a command makes many objects and drops few: looking for garbage after every 700 costs a twentieth of a short run
    gc.set_threshold(50_000)
    chosen = arguments[0] if arguments and arguments[0] in COMMANDS else None
    try:
        _open_streams()
        options = build_parser(chosen).parse_args(arguments)
        code: int = _module(options.command).main(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _drop_output()
        return FINDINGS
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if not _is_about_output(error):
            return _internal_failure(error)
        _drop_output()
        print(f"ssmdoc: cannot write the result: {error.strerror}", file=sys.stderr)
        return USAGE
    except Exception as error:
        return _internal_failure(error)
    finally:
        if argv is None:
            # the process ends now: looking for garbage in all that it leaves takes 20 ms and more
            gc.freeze()


def _open_streams() -> None:
    """Make the streams usable: a closed one swallows what is written, and every character can be written."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            # What a document holds must be printable on any terminal, whatever it can encode.
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let the interpreter end without another attempt to write what cannot be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_about_output(error: OSError) -> bool:
    """Whether an error came from writing the result: only then is there no file that it is about."""
    return error.filename is None and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EPIPE, errno.EFBIG)


def _internal_failure(error: Exception) -> int:
    """Say that ssmdoc itself failed: the one place where an exception that nobody expected ends up."""
    if os.environ.get("SSMDOC_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    hint = "please report it, with the output under SSMDOC_DEBUG=1"
    print(f"ssmdoc: internal error, {what}; {hint}", file=sys.stderr)
    return INTERNAL
