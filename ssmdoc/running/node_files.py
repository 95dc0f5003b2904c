"""Files of a node, written and read through its shell: no engine, mount or path of the machine is needed for it."""

import posixpath
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from ssmdoc.running.sandbox.protocol import Node, OnOutput, Outcome, Script, Stream
from ssmdoc.running.sandbox.shell_text import WORK, printf_format

PIECE_BYTES = 256 * 1024
_SECONDS = 600.0
_MODE = 0o600
_MARK = "\x1e"
_LONGEST_CALL = 8192
_FUNCTIONS = rb"""export LC_ALL=C
umask 077
# failed CALL: stdout ends with what could not be done, stderr with why
failed() { printf '\036%s' "$1"; exit 1; }
# regular PATH: a pipe of an earlier script is not opened, as nobody may be at its other end
regular() { [ ! -p "$1" ] || { echo ': Is a named pipe' >&2; failed "open $1"; }; }
folder() { [ -d "$1" ] || mkdir -p "$1" || obstacle "$1"; }
obstacle() {
  at=$1
  until [ -z "$at" ] || [ -e "$at" ]; do at=${at%/*}; done
  if [ -n "$at" ] && [ ! -d "$at" ]; then
    echo ': Not a directory' >&2
    failed "mkdir $at"
  fi
  failed "mkdir $1"
}
"""
_OTHER_WORDS = {"directory nonexistent": "no such file or directory", "no such file": "no such file or directory"}
"""What dash says instead of the operating system's text."""
_WRITE, _READ = f"{WORK}/write.sh", f"{WORK}/read.sh"


class NodeFileError(Exception):
    """A file cannot be written or read; the text is Go's: `open /x: is a directory`."""

    def __init__(self, text: str, reason: str = "") -> None:
        super().__init__(text)
        self.reason = reason
        """The operating system's part of it."""


class NodeFile(NamedTuple):
    """A file to be; missing folders above it are made with mode 700."""

    path: str
    content: bytes | Path | Iterator[bytes]
    """A Path is a file of the machine, read piece by piece; an iterator gives at least one piece."""
    mode: int = _MODE


def silent(_stream: Stream, _data: bytes) -> None:
    """Output that nobody is to see."""


def write_files(node: Node, files: Iterable[NodeFile]) -> None:
    """Write files; one that is there is written anew, and keeps its name, as a symbolic link does.

    Raises:
        NodeFileError: one cannot be written; those before it are.
        SandboxError: the node is gone.
    """
    for text in _batches(files):
        outcome = _run(node, _WRITE, text)
        if outcome.exit_code != 0:
            raise _error(outcome, outcome.stdout.data)


def read_file(node: Node, path: str, most_bytes: int) -> bytes:
    """The beginning of a file.

    Raises:
        NodeFileError: it cannot be read.
        SandboxError: the node is gone.
    """
    read = bytearray()

    def keep(stream: Stream, data: bytes) -> None:
        if stream == "stdout":
            read.extend(data)

    quoted = shlex.quote(path)
    text = f"regular {quoted}\nhead -c {most_bytes} {quoted} || {_failed('open', path)}"
    outcome = _run(node, _READ, text.encode(errors="surrogateescape"), keep)
    if outcome.exit_code != 0:
        raise _error(outcome, bytes(read[-_LONGEST_CALL:]))
    return bytes(read)


def is_folder(node: Node, path: str) -> bool:
    """Whether there is a folder at a path, links followed.

    Raises:
        SandboxError: the node is gone.
    """
    return _run(node, _READ, f"[ -d {shlex.quote(path)} ]\n".encode(errors="surrogateescape")).exit_code == 0


def first_folder(node: Node, paths: Sequence[str]) -> int | None:
    """The number of the first path where there is a folder that is no link, counted from 0.

    Raises:
        SandboxError: the node is gone.
    """
    lines = (
        f"[ -d {shlex.quote(path)} ] && [ ! -L {shlex.quote(path)} ] && {{ echo {number}; exit; }}\n"
        for number, path in enumerate(paths)
    )
    said = _run(node, _READ, "".join(lines).encode(errors="surrogateescape")).stdout.data.strip()
    return int(said) if said.isdigit() else None


def make_folder(node: Node, path: str) -> None:
    """Make a folder and those above it, with mode 700.

    Raises:
        NodeFileError: it cannot be made.
        SandboxError: the node is gone.
    """
    outcome = _run(node, _WRITE, f"folder {shlex.quote(path)}\n".encode(errors="surrogateescape"))
    if outcome.exit_code != 0:
        raise _error(outcome, outcome.stdout.data)


def _batches(files: Iterable[NodeFile]) -> Iterator[bytes]:
    """Shell texts that write the files, each of about a piece's size."""
    text = bytearray()
    for file in files:
        for number, piece in enumerate(_pieces(file.content)):
            text += _piece_text(file, piece, first=number == 0)
            if len(text) > PIECE_BYTES:
                yield bytes(text)
                text.clear()
    if text:
        yield bytes(text)


def _pieces(content: bytes | Path | Iterator[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield from (content[start : start + PIECE_BYTES] for start in range(0, len(content) or 1, PIECE_BYTES))
        return
    if not isinstance(content, Path):
        yield from content
        return
    try:
        with content.open("rb") as file:
            yield file.read(PIECE_BYTES)
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise NodeFileError(f"{content}: {(error.strerror or str(error)).lower()}") from error


def _piece_text(file: NodeFile, piece: bytes, *, first: bool) -> bytes:
    path = shlex.quote(file.path)
    write = f"printf -- {printf_format(piece)} {'>' if first else '>>'}{path} || {_failed('open', file.path)}"
    if first:
        write = f"folder {shlex.quote(posixpath.dirname(file.path))}\nregular {path}\n{write}"
        if file.mode != _MODE:
            write += f"chmod {file.mode:o} {path} || {_failed('chmod', file.path)}"
    return write.encode(errors="surrogateescape")


def _failed(call: str, path: str) -> str:
    """The end of a command that says what could not be done if it fails."""
    return f"failed {shlex.quote(f'{call} {path}')}\n"


def _run(node: Node, path: str, text: bytes, on_output: OnOutput = silent) -> Outcome:
    script = Script(path, _FUNCTIONS + text, ("sh", path), ("/",), _SECONDS)
    outcome = node.run(script, on_output, Event())
    if outcome.exceeded:
        raise NodeFileError(f"ssmdoc stopped at a file: it exceeded the limit of {outcome.exceeded}")
    return outcome


def _error(outcome: Outcome, said: bytes) -> NodeFileError:
    """Go's words for what failed: the call, the path and the operating system's reason."""
    call = said.decode(errors="surrogateescape").rpartition(_MARK)[2]
    last = outcome.stderr.data.decode(errors="replace").strip().rpartition("\n")[2]
    reason = last.rpartition(": ")[2].lower() or "input/output error"
    reason = _OTHER_WORDS.get(reason, reason)
    return NodeFileError(f"{call}: {reason}", reason)
