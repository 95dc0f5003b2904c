"""Messages of the harness on a script's stdout, told apart from what the script prints (see on_node/harness.py)."""

import re
from typing import NamedTuple

LONGEST_LINE = 4096
LARGEST_MESSAGE = 32 * 1024 * 1024
"""Characters of all messages together that have begun and not ended; a script that says more is not listened to."""
_PIECE = 64
"""What a piece of a message takes beside its characters."""

_line = re.compile(rb"([0-9]{1,10}) ([a-z]{1,10}) ([+.]) ([\x20-\x7e]*)").fullmatch


class Message(NamedTuple):
    """What the harness said."""

    process: int
    kind: str
    text: str
    """JSON, if the script has not forged it."""


class MessageFilter:
    """Splits stdout into output and messages, however it was cut on the way; what is like neither is output."""

    def __init__(self, mark: str) -> None:
        self._mark = mark.encode() + b" "
        self._held = b""
        self._begun: dict[tuple[int, str], list[str]] = {}
        self._begun_size = 0

    def feed(self, data: bytes) -> tuple[bytes, list[Message]]:
        """The output and the messages in the next piece; what may be the beginning of a message is held back."""
        data = self._held + data
        self._held = b""
        output: list[bytes] = []
        messages: list[Message] = []
        at = 0
        while (start := data.find(self._mark, at)) >= 0:
            end = data.find(b"\n", start, start + LONGEST_LINE)
            if end < 0 and len(data) - start < LONGEST_LINE:
                output.append(data[at:start])
                self._held = data[start:]
                return b"".join(output), messages
            if end >= 0 and (found := _line(data, start + len(self._mark), end)):
                output.append(data[at:start])
                at = end + 1
                process, kind, ending, text = found.groups()
                self._take(int(process), kind.decode(), text.decode(), ending == b".", messages)
            else:
                output.append(data[at : start + 1])
                at = start + 1
        keep = self._partial_mark(data[at:])
        self._held = data[len(data) - keep :]
        output.append(data[at : len(data) - keep])
        return b"".join(output), messages

    def rest(self) -> bytes:
        """What was held back to the end."""
        held, self._held = self._held, b""
        return held

    def _take(self, process: int, kind: str, text: str, is_end: bool, messages: list[Message]) -> None:  # noqa: FBT001
        if self._begun_size + len(text) <= LARGEST_MESSAGE:
            self._begun.setdefault((process, kind), []).append(text)
            self._begun_size += len(text) + _PIECE
        if is_end and (pieces := self._begun.pop((process, kind), None)) is not None:
            self._begun_size -= sum(len(piece) + _PIECE for piece in pieces)
            messages.append(Message(process, kind, "".join(pieces)))

    def _partial_mark(self, data: bytes) -> int:
        """How many bytes at the end of `data` may be the beginning of the mark."""
        start = data.rfind(self._mark[:1], max(0, len(data) - len(self._mark) + 1))
        return len(data) - start if start >= 0 and self._mark.startswith(data[start:]) else 0
