"""What `ssmdoc run` is given: the files, read but not yet understood."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 16 * 1024**2
"""As much of a file as is read; documents are at most 64 KiB."""


class InputError(Exception):
    """An argument or a file it names cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The bytes of the files and the pairs of the command line."""

    document: bytes
    pairs: tuple[tuple[str, str], ...]
    parameters: str | None
    """JSON."""
    parameters_name: str
    """What `parameters` came from, for messages."""
    store: bytes | None
    """YAML or JSON."""
    setup: str | None


def read_inputs(options: argparse.Namespace) -> Inputs:
    """Read all files that the options name.

    Raises:
        InputError: a file cannot be read, or a pair has no `=`.
    """
    given = options.parameters
    from_file = given is not None and given.startswith("@")
    return Inputs(
        document=read_standard_input() if options.document == "-" else read_file(options.document),
        pairs=tuple(read_pairs(options.parameter)),
        parameters=read_text(given[1:]) if from_file else given,
        parameters_name=given[1:] if from_file else "--parameters",
        store=read_file(options.ssm_parameters) if options.ssm_parameters is not None else None,
        setup=read_text(options.setup) if options.setup is not None else None,
    )


def read_pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """`NAME=VALUE` as pairs."""
    pairs = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise InputError(f'-p takes NAME=VALUE, not "{word}"')
        pairs.append((name, value))
    return pairs


def read_standard_input() -> bytes:
    """What is piped in."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES)


def read_file(path: str) -> bytes:
    """The bytes of a file."""
    if not path:
        raise InputError("the name of a file is empty")
    try:
        if not Path(path).is_file() and Path(path).exists():
            raise InputError(f"{path}: not a file")
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {str(getattr(error, 'strerror', None) or error).lower()}") from error


def document_name(path: str) -> str:
    """What a document is called whose file this is."""
    return "document" if path == "-" else Path(path).stem


def read_text(path: str) -> str:
    """The text of a file."""
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8") from error
