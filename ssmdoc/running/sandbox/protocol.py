"""What a sandbox does: start a node, run scripts on it one after the other, stop it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Literal, NamedTuple, Protocol, runtime_checkable

Stream = Literal["stdout", "stderr"]
OnOutput = Callable[[Stream, bytes], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a node: they hold for everything a document starts on it."""

    memory_bytes: int = 2 * 1024**3
    processes: int = 1024
    disk_bytes: int = 4 * 1024**3
    output_bytes: int = 1024**3
    """stdout and stderr of one script together; a script that writes more is killed."""


INSTANCE_ID = "i-0123456789abcdef0"
"""The node's instance id when none is given: a fixed one, so that two runs give the same text."""


@dataclass(frozen=True, slots=True)
class NodeIdentity:
    """What the agent would know about the node and tells every script in its environment."""

    instance_id: str
    region: str
    command_id: str


@dataclass(frozen=True, slots=True)
class Script:
    """A file to write on the node and the program to run it with, in a process group of its own, stdin empty."""

    path: str
    """Absolute path; missing parent folders are made with mode 700, the file gets mode 700."""
    content: bytes
    argv: tuple[str, ...]
    directories: tuple[str, ...]
    """Working directory: the first that exists; if none does, the last is the one the start error is about."""
    timeout: float
    """Seconds; then the process group is killed."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to the node's environment."""
    command_id: str = ""
    """Of the command, where it is another than that with which the node was started."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The beginning of what a script wrote to one stream, as bytes, and how much it wrote in all."""

    data: bytes
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a script."""

    stdout: Capture
    stderr: Capture
    exit_code: int | None = None
    """None when it was ended by a signal or never started."""
    signal: int | None = None
    """The signal that ended the process started for the script, if one did."""
    timed_out: bool = False
    """The time ran out and the process group was killed."""
    group_gone: bool = False
    """The time ran out, but the process group had ended: only processes that left it held the output open."""
    cancelled: bool = False
    exceeded: str | None = None
    """The limit of the sandbox for which the script was killed, in words: `1 GiB of output`."""
    start_error: str | None = None
    """Why the program could not be started, in the operating system's words (`no such file or directory`)."""
    elapsed_seconds: float = 0.0


class SandboxError(Exception):
    """The sandbox itself failed: no engine, no image, no permission, a node that vanished. The text says what to do."""


class UnavailableError(SandboxError):
    """Something is missing; `reason` says what, the text also says what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason


class EngineMissingError(UnavailableError):
    """No container engine can be used."""


class ImageMissingError(UnavailableError):
    """The image is not there and cannot be had."""


CAPTURE_BYTES = 24_000 + 1
"""How much of a stream a sandbox must keep: the agent reports 24,000 bytes and cuts when there is as much."""


Proceed = Callable[[], bool]
"""Whether to go on with what takes long; may wait for the answer."""


def always() -> bool:
    """Go on."""
    return True


class NotStartedError(SandboxError):
    """The start of a node was given up, because it is not wanted any more."""

    def __init__(self) -> None:
        super().__init__("the node was not started")


class Node(Protocol):
    """A started node."""

    platform_name: str
    """As in /etc/os-release, `NAME`."""
    platform_version: str

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """Run a script to its end, or until the time is up or `cancel` is set, passing on output as it comes.

        Raises:
            SandboxError: the node is gone or does not answer.
        """
        ...

    def restart(self) -> None:
        """Restart the node as a reboot does: every process ends, files stay."""
        ...

    def stop(self) -> None:
        """End every process of the node and remove it. Never raises; calling it again does nothing."""
        ...


@runtime_checkable
class AnsweringNode(Protocol):
    """A node whose running script can be answered."""

    def hand_over(self, pipe: str, data: bytes) -> None:
        """Write to a named pipe that the running script reads; called by what gets its output, and waits for nobody.

        Raises:
            SandboxError: the node is gone.
        """
        ...


class Kept(NamedTuple):
    """How to get into a node that was left running, and how to remove it: shell commands."""

    enter: str
    remove: str


@runtime_checkable
class OpenNode(Protocol):
    """A node that a person can look into."""

    def shell_argv(self) -> list[str]:
        """A program that opens a shell in the node, on the terminal it is started from.

        Raises:
            SandboxError: what it takes is missing, or the node is gone.
        """
        ...

    def keep(self) -> Kept:
        """Let the node go on without us: `stop` leaves it alone from then on.

        Raises:
            SandboxError: it cannot, or it is gone.
        """
        ...


class Sandbox(Protocol):
    """A way to make nodes."""

    @property
    def name(self) -> str:
        """`docker` or `namespace`: what the user calls it."""
        ...

    @property
    def description(self) -> str:
        """Where its nodes run, in words: `docker, debian:12`."""
        ...

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> Node:
        """Start a node; `proceed` is asked before what may take long, such as pulling an image.

        Raises:
            SandboxError: it cannot be started; nothing is left behind.
        """
        ...

    def close(self) -> None:
        """Let go of the engine. Nodes must have been stopped before."""
        ...
