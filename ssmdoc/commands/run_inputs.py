"""What `ssmdoc run` reads besides the document: values, Parameter Store, the setup script."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssmdoc.plan.parameter_store import ParameterStore
    from ssmdoc.source.values import JsonValue

MAX_BYTES = 16 * 1024**2
"""As much of a file as is read; documents are at most 64 KiB."""


class InputError(Exception):
    """An argument or a file it names cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The bytes of the files and the pairs of the command line, not yet understood."""

    document: bytes
    pairs: tuple[tuple[str, str], ...]
    parameters: str | None
    """JSON."""
    store: bytes | None
    """YAML or JSON."""
    setup: str | None


def read_inputs(options: argparse.Namespace) -> Inputs:
    """Read all files that the options name.

    Raises:
        InputError: a file cannot be read, or a pair has no `=`.
    """
    given = options.parameters
    return Inputs(
        document=sys.stdin.buffer.read(MAX_BYTES) if options.document == "-" else read_file(options.document),
        pairs=tuple(read_pairs(options.parameter)),
        parameters=read_text(given[1:]) if given and given.startswith("@") else given,
        store=read_file(options.ssm_parameters) if options.ssm_parameters else None,
        setup=read_text(options.setup) if options.setup else None,
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


def read_file(path: str) -> bytes:
    """The bytes of a file."""
    try:
        if not Path(path).is_file() and Path(path).exists():
            raise InputError(f"{path}: not a file")
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def read_text(path: str) -> str:
    """The text of a file."""
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from error


def read_values(inputs: Inputs, document: "JsonValue") -> "Mapping[str, JsonValue]":
    """The values for the document's parameters: those of `--parameters`, and over them those of `-p`."""
    import json

    from ssmdoc.plan.service import ParameterTextError, parameter_values

    values: dict[str, JsonValue] = {}
    if inputs.parameters is not None:
        try:
            given = json.loads(inputs.parameters)
        except (ValueError, RecursionError) as error:
            raise InputError(f"--parameters: not JSON: {error}") from error
        if not isinstance(given, dict):
            raise InputError("--parameters: must be a JSON object, name: value")
        values |= given
    try:
        return values | dict(parameter_values(document, inputs.pairs))
    except ParameterTextError as error:
        raise InputError(str(error)) from error


def read_store(inputs: Inputs, path: str) -> "ParameterStore":
    """Parameter Store as a file describes it: name: value, or name: {value, type, version}."""
    from ssmdoc.plan.parameter_store import StoredParameter
    from ssmdoc.source.decode import decode
    from ssmdoc.source.reader import read
    from ssmdoc.source.text import Source
    from ssmdoc.source.values import to_value

    if inputs.store is None:
        return {}
    text, problems = decode(inputs.store)
    source = Source(path, text)
    tree = read(source)
    for problem in (*problems, *tree.problems):
        line, column = source.position(problem.span.start)
        raise InputError(f"{path}:{line}:{column}: {problem.message}")
    content = to_value(tree.root) if tree.root is not None else {}
    if not isinstance(content, dict):
        raise InputError(f"{path}: must be a map of parameter names")
    store = {}
    for name, entry in content.items():
        fields = entry if isinstance(entry, dict) else {"value": entry}
        unknown = fields.keys() - {"value", "type", "version"}
        value, kind, version = fields.get("value"), fields.get("type", "String"), fields.get("version", 1)
        if unknown or not isinstance(value, str) or kind not in {"String", "StringList", "SecureString"}:
            raise InputError(
                f'{path}: "{name}" must have a text as value, '
                "and may have type (String, StringList or SecureString) and version"
            )
        if isinstance(version, bool) or not isinstance(version, int):
            raise InputError(f'{path}: "{name}": version must be a number')
        store[name] = StoredParameter(value, str(kind), version)
    return store
