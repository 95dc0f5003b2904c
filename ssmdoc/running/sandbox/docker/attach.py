"""The channel to a container's supervisor: one attached connection that carries all three streams."""

import contextlib
import socket
import struct
import sys

from ssmdoc.running.sandbox.channel import CHUNK_BYTES, SEND_SECONDS, Chunk, ChunkQueue
from ssmdoc.running.sandbox.docker.engine import Connection
from ssmdoc.running.sandbox.protocol import Stream

HEADER = struct.Struct(">BxxxL")
"""Stream number and length before each piece. Source: Docker Engine API, ContainerAttach."""

STREAMS: dict[int, Stream] = {1: "stdout", 2: "stderr"}


def bound_sending(connection: socket.socket) -> None:
    """Let a write fail that waits too long, and no read: what is sent is taken at once, what is said may take days."""
    as_milliseconds = sys.platform == "win32"
    limit = struct.pack("L", SEND_SECONDS * 1000) if as_milliseconds else struct.pack("ll", SEND_SECONDS, 0)
    # what stands for a socket where the engine is behind a pipe of Windows or a program of ssh has no such option
    with contextlib.suppress(OSError, AttributeError, TypeError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)


class AttachedChannel:
    """Takes the streams apart that come over a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
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
            received = self._connection.recv(CHUNK_BYTES)
            if not received:
                return None
            self._buffer += received

    def send(self, data: bytes) -> None:
        """As `Channel.send`."""
        self._connection.sendall(data)

    def receive(self, timeout: float) -> Chunk | None:
        """As `Channel.receive`."""
        return self._chunks.get(timeout)

    def close(self) -> None:
        """As `Channel.close`; the supervisor sees the end of its standard input."""
        self._chunks.close()
        self._connection.close()
