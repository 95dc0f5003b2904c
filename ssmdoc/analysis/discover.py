"""Finds the files to check: those that are named, and those in folders that may hold an SSM document."""

# os.path is there when Python starts, pathlib is not
# ruff: noqa: PTH110, PTH112, PTH116, PTH118, PTH123

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ssmdoc.source.bounds import MAX_CHARACTERS

ENDINGS = (".yaml", ".yml", ".json")
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})
"""Folders that hold others' files; hidden folders (`.git`, `.venv`, …) are skipped as well."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""As much of a file as is read: what a text of the greatest length can take, so that the reader says it is too long."""

_SCHEMA_VERSION = "schemaVersion"
_MARKS = tuple(_SCHEMA_VERSION.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FIRST_LEVEL = r"""^(?:[ \t]*\{)?["']?schemaVersion["']?[ \t]*:"""
_JSON_SCHEMA = r"""["']\$(?:id["'][ \t]*:|schema["'][ \t]*:[ \t]*["']https?://json-schema\.org/)"""
"""A document may have `$schema` too, for editors; it then names a schema of such documents."""
_NO_FILE = (errno.ENOENT, errno.ELOOP)
"""What a link that leads nowhere gives."""
_OUTERMOST = r"""^["']?schemaVersion["']?[ \t]*:"""
_TEMPLATE = r"^(?:AWSTemplateFormatVersion|Resources)[ \t]*:"
_STEPS = r"""\b(?:mainSteps|runtimeConfig|sessionType)["']?[ \t]*:"""


class File(NamedTuple):
    """A file to check, by the path that the user will know it by, with its bytes."""

    path: str
    data: bytes
    named: bool
    """Named by the user, so that it is checked in any case; else found in a folder."""


class PathError(Exception):
    """A path that cannot be read; the message says why."""


def _raise(error: PathError) -> None:
    raise error


def discover(paths: Sequence[str], unreadable: Callable[[PathError], None] = _raise) -> Iterator[File]:
    """The files of all paths in order, each once; PathError for a path that is not there or cannot be read.

    What is found in a folder and cannot be read is told to `unreadable`, and the search goes on when that returns.
    """
    for path in paths:
        if not os.path.exists(path):
            raise PathError(f"{path}: no such file or folder")
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            for found in _search(path, unreadable):
                if found not in seen:
                    seen.add(found)
                    data = _read_found(found, unreadable)
                    if any(mark in data for mark in _MARKS):
                        yield File(found, data, named=False)
        elif path not in seen:
            seen.add(path)
            yield File(path, read_named(path), named=True)


def read_named(path: str) -> bytes:
    """The bytes of a file that the user named; PathError when it cannot be read, or could be read for ever."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise PathError(f"{path}: not a file; use - to read standard input")
        with open(path, "rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise _path_error(path, error) from error


def is_template(text: str) -> bool:
    """Whether a text is a CloudFormation template in YAML, by a quick look: its keys begin their lines, ours do not."""
    return re.search(_TEMPLATE, text, re.MULTILINE) is not None and re.search(_OUTERMOST, text, re.MULTILINE) is None


def looks_like_a_document(text: str) -> bool:
    """Whether a text that cannot be read was meant to be an SSM document, not a template or a JSON Schema of one."""
    if re.search(_JSON_SCHEMA, text):
        return False
    json = text.lstrip()[:1] == "{" and f'"{_SCHEMA_VERSION}"' in text and "Resources" not in text
    return bool((json or re.search(_FIRST_LEVEL, text, re.MULTILINE)) and re.search(_STEPS, text))


def _search(folder: str, unreadable: Callable[[PathError], None]) -> Iterator[str]:
    """Paths below a folder whose ending fits, sorted; links to folders are not followed, so there are no loops."""
    waiting = [folder]
    while waiting:  # os.walk may be recursive, and folders nest deeper than calls
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                found = sorted((entry.name, _is_folder(entry), entry.is_symlink()) for entry in entries)
        except OSError as error:
            unreadable(_path_error(place, error))
            continue
        folders = []
        for name, is_folder, is_link in found:
            path = os.path.join(place, name)
            if not is_folder:
                if name.lower().endswith(ENDINGS):
                    yield path.removeprefix("./")
            elif not (is_link or name in SKIPPED_FOLDERS or name.startswith(".")):
                folders.append(path)
        waiting += reversed(folders)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _read_found(path: str, unreadable: Callable[[PathError], None]) -> bytes:
    """The bytes of a file found in a folder; none when it is not there, cannot be read, or is too long."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return b""
        with open(path, "rb") as file:
            return file.read(status.st_size + 1)
    except OSError as error:
        if error.errno not in _NO_FILE:
            unreadable(_path_error(path, error))
        return b""


def _path_error(path: str, error: OSError) -> PathError:
    return PathError(f"{path.removeprefix('./')}: {(error.strerror or str(error)).lower()}")
