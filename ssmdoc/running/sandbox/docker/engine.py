"""What the sandbox needs of a Docker engine, however it is reached."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from ssmdoc.running.sandbox.protocol import EngineMissingError, ImageMissingError, Proceed, SandboxError
from ssmdoc.source.values import JsonValue

CALL_SECONDS = 120.0
"""For one call; starting a container on a busy machine takes its time."""

REMOVAL_SECONDS = 20.0

MEASURE_SECONDS = 10.0
"""For the size of a container, which is asked for while a script runs; until the answer nothing else is looked at."""


class EngineError(SandboxError):
    """The engine refused a call, or failed; `status` is its HTTP status, 0 when it did not answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"the Docker engine says: {message}" if status else f"the Docker engine failed: {message}")
        self.status = status
        self.message = message


class Connection(Protocol):
    """A connection to the streams of a container; what `socket.socket` offers of it."""

    def recv(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Send all of it."""
        ...

    def close(self) -> None:
        """End the connection in both directions; a `recv` that waits in another thread returns."""
        ...


class Container(NamedTuple):
    """A container as a list of the engine shows it."""

    identifier: str
    labels: Mapping[str, str]
    state: str
    created: float
    """Seconds since 1970."""


class Engine(Protocol):
    """An engine that answers. Every call may raise EngineError."""

    def create(self, settings: dict[str, JsonValue]) -> str:
        """Make a container; its id. Status 404: the image is not there."""
        ...

    def start(self, container: str) -> None:
        """Start a container."""
        ...

    def attach(self, container: str) -> Connection:
        """Connect to the streams of a container."""
        ...

    def remove(self, container: str) -> None:
        """Kill and remove a container, and come back when it is gone."""
        ...

    def wait_until_removed(self, container: str, timeout: float) -> None:
        """Come back when a container is gone that removes itself at its end."""
        ...

    def state(self, container: str) -> Mapping[str, JsonValue]:
        """`Status`, `ExitCode`, `OOMKilled` and more of a container."""
        ...

    def written_bytes(self, container: str) -> int:
        """How much a container has written to its own file system."""
        ...

    def labelled(self, label: str) -> list[Container]:
        """All containers with a label, in whichever state."""
        ...

    def pull(self, image: str, proceed: Proceed) -> None:
        """Pull an image, for as long as `proceed` says so.

        Raises:
            ImageMissingError: it cannot be had.
            NotStartedError: it is not wanted any more.
        """
        ...

    def close(self) -> None:
        """Let go of the engine."""
        ...


def unreachable(address: str, reason: str) -> EngineMissingError:
    """Why the engine does not answer, and what to do."""
    if "Permission denied" in reason:
        what = f"this user may not use the Docker engine at {address}"
        remedy = "add the user to the group docker, or use rootless Docker"
    elif any(words in reason for words in ("No such file", "Connection refused", "FileNotFoundError")):
        what = f"no Docker engine answers at {address}"
        remedy = "start it, or set DOCKER_HOST"
    else:
        what = f"the Docker engine at {address} cannot be used: {reason}"
        remedy = "see `docker version`"
    return EngineMissingError(what, f"{remedy}, or run with --sandbox namespace")


def missing_image(image: str, reason: str) -> ImageMissingError:
    """That an image is neither there nor to be had, and what to do."""
    return ImageMissingError(
        f'the image "{image}" is not on the Docker engine and cannot be pulled ({reason})',
        "name another with --image, or as run.image in ssmdoc.toml",
    )
