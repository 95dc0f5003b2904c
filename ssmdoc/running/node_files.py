"""Files of a node, written and read through its shell: no engine, mount or path of the machine is needed for it."""

import posixpath
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import NamedTuple

from ssmdoc.running.sandbox.protocol import Node, OnOutput, Outcome, Script, Stream
from ssmdoc.running.sandbox.shell_text import WORK, printf_format

_PIECE_BYTES = 256 * 1024
_SECONDS = 600.0
_MODE = 0o600
_MARK = "\x1e"
_LONGEST_CALL = 8192
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
    content: bytes | Path
    """A Path is a file of the machine, read piece by piece."""
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

    text = f"head -c {most_bytes} {shlex.quote(path)} || {_fail('open', path)}"
    outcome = _run(node, _READ, text.encode(errors="surrogateescape"), keep)
    if outcome.exit_code != 0:
        raise _error(outcome, bytes(read[-_LONGEST_CALL:]))
    return bytes(read)


def _batches(files: Iterable[NodeFile]) -> Iterator[bytes]:
    """Shell texts that write the files, each of about a piece's size."""
    text = bytearray()
    for file in files:
        for number, piece in enumerate(_pieces(file.content)):
            text += _piece_text(file, piece, first=number == 0)
            if len(text) > _PIECE_BYTES:
                yield bytes(text)
                text.clear()
    if text:
        yield bytes(text)


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield from (content[start : start + _PIECE_BYTES] for start in range(0, len(content) or 1, _PIECE_BYTES))
        return
    with content.open("rb") as file:
        yield file.read(_PIECE_BYTES)
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _piece_text(file: NodeFile, piece: bytes, *, first: bool) -> bytes:
    path, folder = shlex.quote(file.path), shlex.quote(posixpath.dirname(file.path))
    write = f"printf -- {printf_format(piece)} {'>' if first else '>>'}{path} || {_fail('open', file.path)}"
    if first:
        write = f"[ -d {folder} ] || mkdir -p {folder} || {_fail('mkdir', posixpath.dirname(file.path))}{write}"
        if file.mode != _MODE:
            write += f"chmod {file.mode:o} {path} || {_fail('chmod', file.path)}"
    return write.encode(errors="surrogateescape")


def _fail(call: str, path: str) -> str:
    """Shell text that ends the script; stdout ends with what could not be done, stderr with why."""
    return f"{{ printf %s {shlex.quote(f'{_MARK}{call} {path}')}; exit 1; }}\n"


def _run(node: Node, path: str, text: bytes, on_output: OnOutput = silent) -> Outcome:
    script = Script(path, b"export LC_ALL=C\numask 077\n" + text, ("sh", path), ("/",), _SECONDS)
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
