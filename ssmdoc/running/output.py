"""Output of steps as the agent keeps, joins, cuts and decodes it.

Source: amazon-ssm-agent iohandler.go (TruncateOutput, Merge), pluginutil.go StringPrefix, iomodule/commandoutput.go.
"""

import codecs
from dataclasses import dataclass

MAXIMUM_STREAM_BYTES = 24_000
_MAXIMUM_COMBINED_BYTES = 2_500
_STREAM_MARK = b"--output truncated--"
_ERROR_TITLE = b"\n----------ERROR-------\n"
_OUTPUT_MARK = b"\n---Output truncated---"
_ERROR_MARK = b"\n---Error truncated----"


@dataclass(frozen=True, slots=True)
class Streams:
    """stdout and stderr, as much of them as can make a difference to what is reported."""

    stdout: bytes = b""
    stderr: bytes = b""

    def followed_by(self, later: "Streams") -> "Streams":
        """Both streams with later output directly after."""
        return Streams(_bounded(self.stdout + later.stdout), _bounded(self.stderr + later.stderr))

    def joined_with(self, later: "Streams") -> "Streams":
        """The outputs of two input blocks of one step: joined by a newline where the earlier is not empty."""
        return Streams(_bounded(_join(self.stdout, later.stdout)), _bounded(_join(self.stderr, later.stderr)))


NO_OUTPUT = Streams()


def _bounded(stream: bytes) -> bytes:
    """What comes after the first 24,000 bytes is never reported, and a document may write it very often."""
    return stream[: MAXIMUM_STREAM_BYTES + 1]


def _join(earlier: bytes, later: bytes) -> bytes:
    return earlier + b"\n" + later if earlier else later


class OutputFiles:
    """The files a command's output goes to; what writes to the same file adds to it (st-001, st-025, rb-001)."""

    def __init__(self) -> None:
        self._files: dict[str, Streams] = {}

    def append(self, folder: str, output: Streams) -> Streams:
        """Add output to the files of a folder and return what they hold then."""
        self._files[folder] = self._files.get(folder, NO_OUTPUT).followed_by(output)
        return self._files[folder]


def cut_stream(stream: bytes) -> bytes:
    """At most 24,000 bytes; a stream of just that length already gets the mark (sh-011)."""
    if len(stream) < MAXIMUM_STREAM_BYTES:
        return stream
    return stream[: MAXIMUM_STREAM_BYTES - len(_STREAM_MARK)] + _STREAM_MARK


def combine(output: Streams) -> bytes:
    """Both streams in at most 2,500 bytes: stdout, then a title and stderr unless it is empty (sh-013)."""
    stdout, stderr = output.stdout, output.stderr
    title = _ERROR_TITLE if stderr else b""
    available = _MAXIMUM_COMBINED_BYTES - len(title)
    if len(stdout) + len(stderr) < available:
        return stdout + title + stderr
    if len(stdout) > available // 2 and len(stderr) > available // 2:
        half = (available - len(_ERROR_MARK) - len(_OUTPUT_MARK)) // 2
        return stdout[:half] + _OUTPUT_MARK + title + stderr[:half] + _ERROR_MARK
    if len(stdout) <= available // 2:
        return stdout + title + stderr[: available - len(_ERROR_MARK) - len(stdout)] + _ERROR_MARK
    return stdout[: available - len(_OUTPUT_MARK) - len(stderr)] + _OUTPUT_MARK + title + stderr


def decode(data: bytes) -> str:
    """The text that arrives in a reply: Go puts a replacement character for every single wrong byte (sh-010)."""
    return data.decode("utf-8", errors=_REPLACE_EACH_BYTE)


_REPLACE_EACH_BYTE = "ssmdoc-replace-each-byte"


def _replace_each_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error(_REPLACE_EACH_BYTE, _replace_each_byte)
