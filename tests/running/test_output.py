import pytest

from ssmdoc.running.output import OutputFiles, Streams, combine, cut_stream, decode


@pytest.mark.parametrize(
    ("stream", "cut"),
    [
        (b"", b""),
        (b"x" * 23_999, b"x" * 23_999),
        (b"x" * 24_000, b"x" * 23_980 + b"--output truncated--"),
        (b"x" * 24_001, b"x" * 23_980 + b"--output truncated--"),
    ],
)
def test_cut_stream(stream: bytes, cut: bytes) -> None:
    assert cut_stream(stream) == cut


TITLE = b"\n----------ERROR-------\n"


@pytest.mark.parametrize(
    ("stdout", "stderr", "combined"),
    [
        (b"o", b"", b"o"),
        (b"", b"e", TITLE + b"e"),
        (b"o" * 2499, b"", b"o" * 2499),
        (b"o" * 2500, b"", b"o" * 2477 + b"\n---Output truncated---"),
        (b"o" * 3000, b"e", b"o" * 2452 + b"\n---Output truncated---" + TITLE + b"e"),
        (b"o", b"e" * 3000, b"o" + TITLE + b"e" * 2452 + b"\n---Error truncated----"),
        (
            b"o" * 3000,
            b"e" * 3000,
            b"o" * 1215 + b"\n---Output truncated---" + TITLE + b"e" * 1215 + b"\n---Error truncated----",
        ),
    ],
)
def test_combine(stdout: bytes, stderr: bytes, combined: bytes) -> None:
    assert combine(Streams(stdout, stderr)) == combined


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\xff\xfeb", "a\ufffd\ufffdb"),
        (b"\xe2\x82D", "\ufffd\ufffdD"),
        (b"\xf0\x9f\x98\x80\xf0\x9f\x98", "😀\ufffd\ufffd\ufffd"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        (b"\xc0\x80", "\ufffd\ufffd"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_files_are_shared_by_folder() -> None:
    files = OutputFiles()
    assert files.append("/a", Streams(b"1", b"x")) == Streams(b"1", b"x")
    assert files.append("/b", Streams(b"2")) == Streams(b"2", b"")
    assert files.append("/a", Streams(b"3", b"y")) == Streams(b"13", b"xy")


def test_what_is_never_reported_is_not_kept() -> None:
    streams = Streams(b"o" * 20_000, b"e")
    for _ in range(3):
        streams = streams.followed_by(streams).joined_with(streams)
    assert (len(streams.stdout), len(streams.stderr)) == (24_001, 40)
