"""The bytes of a file as text: UTF-8 or UTF-16, without byte order mark, and never an exception."""

import re

from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span

REPLACEMENT = "\ufffd"
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 refuses anywhere in a stream; lone surrogates are among it."""

_UNPRINTABLE_ASCII = bytes(code for code in range(128) if UNPRINTABLE.match(chr(code)))
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, and what is wrong with its bytes.

    What cannot be read, and control characters that YAML refuses, become U+FFFD; only the first of each is reported.
    """
    mark, encoding = next((pair for pair in _BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    data = data[len(mark) :]
    problems: list[Problem] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(data[: error.start].decode(encoding))
        problems.append(_undecodable(data, error, offset))
        text = data.decode(encoding, "replace")
    if encoding == "utf-8" and data.isascii() and len(data.translate(None, _UNPRINTABLE_ASCII)) == len(data):
        return text, tuple(problems)
    text, unprintable = printable(text)
    return text, (*problems, *unprintable)


def printable(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with each character that YAML refuses replaced by U+FFFD, and a problem for the first of them."""
    found = UNPRINTABLE.search(text)
    if found is None:
        return text, ()
    code = ord(found[0])
    place = Span(found.start(), found.end())
    message = f"control character U+{code:04X} is not allowed; remove it, or write it as an escape in double quotes"
    if 0xD800 <= code <= 0xDFFF:
        message = f"U+{code:04X} is half of a surrogate pair, not a character; write the character itself"
    return UNPRINTABLE.sub(REPLACEMENT, text), (Problem("syntax-error", message, place),)


def _undecodable(data: bytes, error: UnicodeDecodeError, offset: int) -> Problem:
    encoding = "UTF-8" if error.encoding == "utf-8" else "UTF-16"
    hint = "save the file as UTF-8"
    if encoding == "UTF-8" and b"\0" in data[:4]:
        hint = "it looks like UTF-16 without a byte order mark; save the file as UTF-8"
    return Problem(
        "syntax-error", f"byte 0x{data[error.start]:02X} is not valid {encoding}; {hint}", Span(offset, offset + 1)
    )
