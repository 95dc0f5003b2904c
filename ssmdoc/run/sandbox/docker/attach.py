"""The channel to a container's supervisor: one attached connection that carries all three streams."""

import contextlib
import socket
import struct
from typing import Any

from ssmdoc.run.sandbox.channel import CHUNK_BYTES, Chunk, ChunkQueue
from ssmdoc.run.sandbox.protocol import Stream

HEADER = struct.Struct(">BxxxL")
"""Stream number and length before each piece. Source: Docker Engine API, ContainerAttach."""

STREAMS: dict[int, Stream] = {1: "stdout", 2: "stderr"}


class AttachedChannel:
    """Speaks to the socket that `attach_socket` of the SDK gives, whatever its transport."""

    def __init__(self, attached: Any) -> None:
        # For a plain socket the SDK gives a SocketIO around it; for TLS, ssh and named pipes the socket itself.
        self._socket: socket.socket = getattr(attached, "_sock", attached)
        self._attached = attached
        self._socket.settimeout(None)
        self._chunks = ChunkQueue()
        self._buffer = bytearray()
        self._pending: tuple[Stream, int] | None = None
        self._chunks.read_in_background(self._read)

    def _read(self) -> Chunk | None:
        """The next piece of a frame; a frame need not be whole to be passed on."""
        while True:
            if self._pending is None and len(self._buffer) >= HEADER.size:
                number, length = HEADER.unpack_from(self._buffer)
                del self._buffer[: HEADER.size]
                self._pending = (STREAMS.get(number, "stderr"), length) if length else None
                continue
            if self._pending is not None and self._buffer:
                stream, left = self._pending
                data = bytes(self._buffer[:left])
                del self._buffer[:left]
                self._pending = (stream, left - len(data)) if left > len(data) else None
                return stream, data
            received = self._socket.recv(CHUNK_BYTES)
            if not received:
                return None
            self._buffer += received

    def send(self, data: bytes) -> None:
        """As `Channel.send`."""
        self._socket.sendall(data)

    def receive(self, timeout: float) -> Chunk | None:
        """As `Channel.receive`."""
        return self._chunks.get(timeout)

    def close(self) -> None:
        """As `Channel.close`; the supervisor sees the end of its standard input."""
        self._chunks.close()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        # The SDK hangs the answer that the socket was taken from on it; closing that closes both.
        response = getattr(self._attached, "_response", None)
        for end in (response.close if response else self._socket.close, self._attached.close):
            with contextlib.suppress(OSError, ValueError):
                end()
