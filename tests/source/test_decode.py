import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.source.decode import decode
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span

CONTROL = "control character U+{} is not allowed; remove it, or write it as an escape in double quotes"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a: 1\r\n", "a: 1\r\n"),
        ("é: ✓".encode(), "é: ✓"),
        (b"\xef\xbb\xbfa: 1", "a: 1"),
        (b"\xff\xfe" + "a: é𝄞".encode("utf-16-le"), "a: é𝄞"),
        (b"\xfe\xff" + "a: é𝄞".encode("utf-16-be"), "a: é𝄞"),
        ("tab\tnel\x85nbsp\xa0".encode(), "tab\tnel\x85nbsp\xa0"),
    ],
)
def test_reads(data: bytes, text: str) -> None:
    assert decode(data) == (text, ())


@pytest.mark.parametrize(
    ("data", "text", "message", "span"),
    [
        (b"a: \xff!", "a: \ufffd!", "byte 0xFF is not valid UTF-8; save the file as UTF-8", (3, 4)),
        ("é: ".encode() + b"\xe9", "é: \ufffd", "byte 0xE9 is not valid UTF-8; save the file as UTF-8", (3, 4)),
        (
            b"\xef\xbb\xbfab\x80c\x80",
            "ab\ufffdc\ufffd",
            "byte 0x80 is not valid UTF-8; save the file as UTF-8",
            (2, 3),
        ),
        (b"\xff\xfea\0b", "a\ufffd", "byte 0x62 is not valid UTF-16; save the file as UTF-8", (1, 2)),
        (b"a: \0b\0", "a: \ufffdb\ufffd", CONTROL.format("0000"), (3, 4)),
        (b"a: \x7f", "a: \ufffd", CONTROL.format("007F"), (3, 4)),
        ("é\x9f".encode(), "é\ufffd", CONTROL.format("009F"), (1, 2)),
        ("é\uffff".encode(), "é\ufffd", CONTROL.format("FFFF"), (1, 2)),
    ],
)
def test_reports_and_replaces(data: bytes, text: str, message: str, span: tuple[int, int]) -> None:
    assert decode(data) == (text, (Problem("syntax-error", message, Span(*span)),))


def test_utf_16_without_mark_is_named() -> None:
    _, problems = decode("é: 1".encode("utf-16-be") + b"\xe9")
    assert problems[0].message == (
        "byte 0xE9 is not valid UTF-8; it looks like UTF-16 without a byte order mark; save the file as UTF-8"
    )


@given(st.binary() | st.binary().map(lambda data: b"\xff\xfe" + data) | st.text().map(str.encode))
def test_any_bytes_become_text_without_refused_characters(data: bytes) -> None:
    text, problems = decode(data)
    assert decode(text.encode()) in ((text, ()), (text.removeprefix("\ufeff"), ()))
    assert all(0 <= problem.span.start < problem.span.end <= len(text) for problem in problems)
