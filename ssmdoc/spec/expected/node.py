"""What must be so on a node when the document has run."""

from dataclasses import dataclass
from typing import Literal

from ssmdoc.spec.expected.text import TextExpectation


@dataclass(frozen=True, slots=True)
class FileExpectation:
    """A file, folder or link; what is None is not looked at."""

    path: str
    exists: bool = True
    type: Literal["file", "folder", "link"] | None = None
    content: TextExpectation | None = None
    mode: int | None = None
    owner: str | None = None
    """The name of a user, or its number."""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ProcessExpectation:
    """Processes by their name, or by their command line."""

    name: str | None = None
    command: TextExpectation | None = None
    user: str | None = None
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PortExpectation:
    """A port that is listened at, or is not."""

    port: int
    protocol: Literal["tcp", "udp"] = "tcp"
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class CommandExpectation:
    """A command for sh, and what must come of it."""

    run: str
    code: int = 0
    stdout: TextExpectation | None = None
    stderr: TextExpectation | None = None


@dataclass(frozen=True, slots=True)
class NodeExpectation:
    """What must be so on a node."""

    files: tuple[FileExpectation, ...] = ()
    processes: tuple[ProcessExpectation, ...] = ()
    ports: tuple[PortExpectation, ...] = ()
    commands: tuple[CommandExpectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What a second run of the document must leave as it is: files, folders with all in them, what commands print."""

    files: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
