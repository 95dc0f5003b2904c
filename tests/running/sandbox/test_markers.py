"""Marker lines are told from output however the stream was cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssmdoc.running.sandbox.markers import CaptureBuffer, StreamParser
from ssmdoc.running.sandbox.protocol import CAPTURE_BYTES, Capture

MARK = b"\x1eabc "


@pytest.mark.parametrize(
    ("pieces", "output", "lines"),
    [
        pytest.param([b"plain"], b"plain", [], id="output only"),
        pytest.param([b"\x1eabc ended exit 0\n"], b"", [b"ended exit 0"], id="marker only"),
        pytest.param([b"no newline\x1eabc ended exit 0\n"], b"no newline", [b"ended exit 0"], id="marker in a line"),
        pytest.param([b"a\x1eab", b"c started 7\nb"], b"ab", [b"started 7"], id="mark cut in two"),
        pytest.param([b"a\x1eabc star", b"ted 7", b"\n"], b"a", [b"started 7"], id="line cut in three"),
        pytest.param([b"a\x1eabd\n"], b"a\x1eabd\n", [], id="almost the mark"),
        pytest.param([b"\x1e\x1eabc x\n"], b"\x1e", [b"x"], id="control character before the mark"),
    ],
)
def test_feed(pieces: list[bytes], output: bytes, lines: list[bytes]) -> None:
    parser = StreamParser(MARK)
    found = [parser.feed(piece) for piece in pieces]
    assert b"".join(part for part, _ in found) == output
    assert [line for _, part in found for line in part] == lines


@given(st.lists(st.sampled_from([b"text", b"\n", b"\x1e", b"\x1eab", MARK + b"ended exit 3\n"])), st.data())
def test_any_cut_gives_the_same(parts: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    once = StreamParser(MARK)
    expected = once.feed(whole + b"\n")
    parser = StreamParser(MARK)
    found = [parser.feed(piece) for piece in [*pieces, b"\n"]]
    assert (b"".join(part for part, _ in found), [line for _, part in found for line in part]) == expected


def test_capture_keeps_the_beginning_and_counts_all() -> None:
    buffer = CaptureBuffer()
    for _ in range(5):
        buffer.add(b"x" * 10_000)
    assert buffer.capture() == Capture(b"x" * CAPTURE_BYTES, 50_000)
