"""An engine at a local socket, spoken to directly.

The SDK speaks to any engine, but importing it takes half as long as starting a container, and for a local socket the
whole of HTTP that is needed is the few lines below. Source of the calls: Docker Engine API v1.41.
"""

import json
import socket
from collections.abc import Mapping
from typing import Any

from ssmdoc.running.sandbox.docker.attach import bound_sending
from ssmdoc.running.sandbox.docker.engine import (
    CALL_SECONDS,
    MEASURE_SECONDS,
    REMOVAL_SECONDS,
    Connection,
    Container,
    EngineError,
    unreachable,
)
from ssmdoc.running.sandbox.protocol import Proceed
from ssmdoc.source.values import JsonValue

NOT_FOUND, CONFLICT = 404, 409
SWITCHED = 101
STREAMS = "stdin=1&stdout=1&stderr=1&stream=1"


class LocalEngine:
    """The engine at a Unix socket; each call is a connection of its own."""

    def __init__(self, address: str) -> None:
        self._address = address

    def _connect(self, timeout: float) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(self._address.removeprefix("unix://"))
        except OSError as error:
            connection.close()
            raise unreachable(self._address, str(error)) from error
        return connection

    def _call(
        self, method: str, path: str, content: dict[str, JsonValue] | None = None, timeout: float = CALL_SECONDS
    ) -> Any:
        """The JSON of the answer; an EngineError for any that is not a success."""
        with self._connect(timeout) as connection:
            try:
                connection.sendall(request(method, path, content))
                with connection.makefile("rb") as stream:
                    answer = stream.read()
            except OSError as error:
                raise EngineError(0, str(error)) from error
        header, _, body = answer.partition(b"\r\n\r\n")
        status = status_of(header)
        if not 200 <= status < 400:
            raise EngineError(status, message_of(body))
        try:
            return json.loads(body) if body.strip() else {}
        except ValueError as error:
            raise EngineError(0, f"not JSON: {error}") from error

    def create(self, settings: dict[str, JsonValue]) -> str:
        """As `Engine.create`."""
        return str(self._call("POST", "/containers/create", settings)["Id"])

    def start(self, container: str) -> None:
        """As `Engine.start`."""
        self._call("POST", f"/containers/{container}/start")

    def attach(self, container: str) -> Connection:
        """As `Engine.attach`."""
        connection = self._connect(CALL_SECONDS)
        head = f"POST /containers/{container}/attach?{STREAMS} HTTP/1.1\r\nHost: docker\r\n"
        try:
            connection.sendall(f"{head}Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n".encode())
            header, rest = read_header(connection)
        except OSError as error:
            connection.close()
            raise EngineError(0, str(error)) from error
        if status_of(header) != SWITCHED:
            connection.close()
            raise EngineError(status_of(header), message_of(rest))
        connection.settimeout(None)
        bound_sending(connection)
        return Attached(connection, rest)

    def remove(self, container: str) -> None:
        """As `Engine.remove`."""
        try:
            self._call("DELETE", f"/containers/{container}?force=1&v=1")
        except EngineError as error:
            if error.status == CONFLICT:  # its own end was faster, and removes it
                self.wait_until_removed(container, REMOVAL_SECONDS)
            elif error.status != NOT_FOUND:
                raise

    def wait_until_removed(self, container: str, timeout: float) -> None:
        """As `Engine.wait_until_removed`."""
        self._call("POST", f"/containers/{container}/wait?condition=removed", timeout=timeout)

    def state(self, container: str) -> Mapping[str, JsonValue]:
        """As `Engine.state`."""
        state: dict[str, JsonValue] = self._call("GET", f"/containers/{container}/json")["State"]
        return state

    def written_bytes(self, container: str) -> int:
        """As `Engine.written_bytes`."""
        answer = self._call("GET", f"/containers/{container}/json?size=1", timeout=MEASURE_SECONDS)
        return int(answer.get("SizeRw") or 0)

    def labelled(self, label: str) -> list[Container]:
        """As `Engine.labelled`."""
        from urllib.parse import urlencode  # the import takes as long as the call

        query = urlencode({"all": 1, "filters": json.dumps({"label": [label]})})
        found = self._call("GET", f"/containers/json?{query}")
        return [Container(item["Id"], item["Labels"], item["State"], item["Created"]) for item in found]

    def pull(self, image: str, proceed: Proceed) -> None:
        """As `Engine.pull`; the SDK knows registries and their credentials."""
        from ssmdoc.running.sandbox.docker.sdk_engine import SdkEngine

        engine = SdkEngine(self._address)
        try:
            engine.pull(image, proceed)
        finally:
            engine.close()

    def close(self) -> None:
        """As `Engine.close`; no connection is kept."""


class Attached:
    """The connection of an attached container, with what came along with the answer's header."""

    def __init__(self, connection: socket.socket, received: bytes) -> None:
        self._connection = connection
        self._received = received

    def recv(self, size: int, /) -> bytes:
        """As `Connection.recv`."""
        if self._received:
            received, self._received = self._received[:size], self._received[size:]
            return received
        return self._connection.recv(size)

    def sendall(self, data: bytes, /) -> None:
        """As `Connection.sendall`."""
        self._connection.sendall(data)

    def close(self) -> None:
        """As `Connection.close`."""
        try:
            self._connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other end was faster
        finally:
            self._connection.close()


def request(method: str, path: str, content: dict[str, JsonValue] | None) -> bytes:
    """A request after whose answer the engine closes the connection, so that the answer has no chunks."""
    body = b"" if content is None else json.dumps(content).encode()
    head = f"{method} {path} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def read_header(connection: socket.socket) -> tuple[bytes, bytes]:
    """The header of an answer, and what came with it of the rest."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(4096)
        if not more:
            raise OSError("the engine closed the connection")
        received += more
    header, _, rest = received.partition(b"\r\n\r\n")
    return header, rest


def status_of(header: bytes) -> int:
    """The HTTP status of an answer; 0 when it is no answer."""
    words = header.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def message_of(body: bytes) -> str:
    """The reason in the answer of an engine that refuses."""
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace").strip() or "no reason given"
