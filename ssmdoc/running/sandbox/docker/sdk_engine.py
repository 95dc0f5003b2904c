"""An engine anywhere else: behind TCP, TLS, ssh or a Windows pipe, reached with the Docker SDK."""

import contextlib
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import docker
from docker.errors import APIError, DockerException
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

from ssmdoc.running.sandbox.docker.attach import bound_sending
from ssmdoc.running.sandbox.docker.engine import (
    CALL_SECONDS,
    REMOVAL_SECONDS,
    Connection,
    Container,
    EngineError,
    missing_image,
    unreachable,
)
from ssmdoc.running.sandbox.protocol import NotStartedError, Proceed
from ssmdoc.source.values import JsonValue

NOT_FOUND, CONFLICT = 404, 409


class SdkEngine:
    """The engine that the environment, or an address, names."""

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            EngineMissingError: no engine answers there.
        """
        # From the environment come the certificates of an engine behind TLS too.
        settings = kwargs_from_env() if os.environ.get("DOCKER_HOST") else {"base_url": address}
        try:
            self._client = docker.APIClient(**settings, version="auto", timeout=int(CALL_SECONDS))
        except (DockerException, RequestException, OSError, ValueError) as error:
            raise unreachable(address, str(error)) from error

    def create(self, settings: dict[str, JsonValue]) -> str:
        """As `Engine.create`."""
        with engine_errors():
            created = self._client.create_container_from_config(settings)  # type: ignore[no-untyped-call]
            return str(created["Id"])

    def start(self, container: str) -> None:
        """As `Engine.start`."""
        with engine_errors():
            self._client.start(container)

    def attach(self, container: str) -> Connection:
        """As `Engine.attach`."""
        streams = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        with engine_errors():
            return SdkConnection(self._client.attach_socket(container, params=streams))

    def remove(self, container: str) -> None:
        """As `Engine.remove`."""
        with engine_errors():
            try:
                self._client.remove_container(container, force=True, v=True)
            except APIError as error:
                if error.status_code == CONFLICT:  # its own end was faster, and removes it
                    self.wait_until_removed(container, REMOVAL_SECONDS)
                elif error.status_code != NOT_FOUND:
                    raise

    def wait_until_removed(self, container: str, timeout: float) -> None:
        """As `Engine.wait_until_removed`."""
        with engine_errors():
            self._client.wait(container, condition="removed", timeout=int(timeout))

    def state(self, container: str) -> Mapping[str, JsonValue]:
        """As `Engine.state`."""
        with engine_errors():
            state: dict[str, JsonValue] = self._client.inspect_container(container)["State"]
            return state

    def written_bytes(self, container: str) -> int:
        """As `Engine.written_bytes`."""
        with engine_errors():
            found = self._client.containers(filters={"id": container}, size=True)
            return sum(int(item.get("SizeRw") or 0) for item in found)

    def labelled(self, label: str) -> list[Container]:
        """As `Engine.labelled`."""
        with engine_errors():
            found = self._client.containers(all=True, filters={"label": label})
            return [Container(item["Id"], item["Labels"], item["State"], item["Created"]) for item in found]

    def pull(self, image: str, proceed: Proceed) -> None:
        """As `Engine.pull`."""
        try:
            for line in self._client.pull(image, stream=True, decode=True):
                if not proceed():
                    raise NotStartedError
                if "error" in line:
                    raise missing_image(image, line["error"])
        except (DockerException, RequestException, OSError) as error:
            raise missing_image(image, str(getattr(error, "explanation", None) or error)) from error

    def close(self) -> None:
        """As `Engine.close`."""
        self._client.close()


class SdkConnection:
    """What `attach_socket` gives: a socket, or an object around one, depending on the transport."""

    def __init__(self, attached: Any) -> None:
        self._attached = attached
        self._socket: socket.socket = getattr(attached, "_sock", attached)
        self._socket.settimeout(None)
        bound_sending(self._socket)

    def recv(self, size: int, /) -> bytes:
        """As `Connection.recv`."""
        return self._socket.recv(size)

    def sendall(self, data: bytes, /) -> None:
        """As `Connection.sendall`."""
        self._socket.sendall(data)

    def close(self) -> None:
        """As `Connection.close`."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        # The SDK hangs the answer that the socket was taken from on it; closing that closes both.
        response = getattr(self._attached, "_response", None)
        for end in (response.close if response else self._socket.close, self._attached.close):
            with contextlib.suppress(OSError, ValueError):
                end()


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what the SDK raises in the block into an EngineError."""
    try:
        yield
    except APIError as error:
        raise EngineError(error.status_code or 0, str(error.explanation or error)) from error
    except (DockerException, RequestException, OSError) as error:
        raise EngineError(0, str(error)) from error
