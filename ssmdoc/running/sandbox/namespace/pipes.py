"""The channel to a supervisor that is a child process of ours: three pipes."""

import contextlib
import os
import select
import subprocess
from typing import TYPE_CHECKING, cast

from ssmdoc.running.sandbox.channel import CHUNK_BYTES, SEND_SECONDS, Chunk, ChunkQueue
from ssmdoc.running.sandbox.protocol import Stream

if TYPE_CHECKING:
    from io import FileIO


class PipeChannel:
    """Speaks to a process that was started with three unbuffered pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        # Unbuffered pipes are FileIO objects; typeshed only says IO[bytes].
        self._input = cast("FileIO", process.stdin)
        os.set_blocking(self._input.fileno(), False)
        self._outputs: dict[Stream, FileIO] = {
            "stdout": cast("FileIO", process.stdout),
            "stderr": cast("FileIO", process.stderr),
        }
        self._chunks = ChunkQueue()
        for stream in self._outputs:
            self._read_in_background(stream)

    def _read_in_background(self, stream: Stream) -> None:
        output = self._outputs[stream]

        def read() -> Chunk | None:
            data = output.read(CHUNK_BYTES)
            return (stream, data) if data else None

        self._chunks.read_in_background(read)

    def send(self, data: bytes) -> None:
        """As `Channel.send`; of a process that has ended, its last words are still to be received."""
        if self._input.closed:
            raise BrokenPipeError("it was stopped")
        rest = memoryview(data)
        with contextlib.suppress(BrokenPipeError):
            while rest:
                # without blocking, and None where a FileIO object of typeshed knows no such thing
                written: int | None = self._input.write(rest)
                if written is None and not self._wait():
                    raise TimeoutError("it takes nothing any more")
                rest = rest[written or 0 :]

    def _wait(self) -> bool:
        """Until there is room in the pipe; whether there is."""
        poll = select.poll()
        poll.register(self._input, select.POLLOUT)
        return bool(poll.poll(SEND_SECONDS * 1000))

    def receive(self, timeout: float) -> Chunk | None:
        """As `Channel.receive`."""
        return self._chunks.get(timeout)

    def close(self) -> None:
        """As `Channel.close`; the supervisor sees the end of its standard input."""
        self._chunks.close()
        with contextlib.suppress(OSError):
            self._input.close()

    def discard(self) -> None:
        """Also close the reading ends, once the process has ended: nothing is in the middle of a read then."""
        self.close()
        for output in self._outputs.values():
            with contextlib.suppress(OSError):
                output.close()
