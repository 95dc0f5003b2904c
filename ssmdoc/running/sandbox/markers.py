"""Telling the supervisor's marker lines from what scripts write."""

from ssmdoc.running.sandbox.protocol import CAPTURE_BYTES, Capture, SandboxError

LONGEST_LINE = 200
"""Bytes of the longest marker line that a supervisor writes."""


class StreamParser:
    """Splits one stream into script output and marker lines, however the pieces were cut on the way."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._held = b""

    def feed(self, data: bytes) -> tuple[bytes, list[bytes]]:
        """The script output in `data` and the marker lines, without mark and line break.

        What may be the beginning of a marker line is held back until the next piece.

        Raises:
            SandboxError: a marker line that is none.
        """
        data = self._held + data
        self._held = b""
        output: list[bytes] = []
        lines: list[bytes] = []
        while (start := data.find(self._mark)) >= 0:
            end = data.find(b"\n", start)
            output.append(data[:start])
            if end < 0 and len(data) - start <= LONGEST_LINE:
                self._held = data[start:]
                return b"".join(output), lines
            if not start < end <= start + LONGEST_LINE:
                raise SandboxError("the node sent what no supervisor sends; a script has meddled with it")
            lines.append(data[start + len(self._mark) : end])
            data = data[end + 1 :]
        keep = self._partial_mark(data)
        self._held = data[len(data) - keep :]
        output.append(data[: len(data) - keep])
        return b"".join(output), lines

    def _partial_mark(self, data: bytes) -> int:
        """How many bytes at the end of `data` may be the beginning of the mark."""
        start = data.rfind(self._mark[:1], max(0, len(data) - len(self._mark) + 1))
        if start >= 0 and self._mark.startswith(data[start:]):
            return len(data) - start
        return 0


class CaptureBuffer:
    """Keeps the beginning of a stream and counts the rest."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self.total_bytes = 0

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        self.total_bytes += len(data)
        if (room := CAPTURE_BYTES - len(self._kept)) > 0:
            self._kept += data[:room]

    def capture(self) -> Capture:
        """What was kept."""
        return Capture(bytes(self._kept), self.total_bytes)
