"""Offsets and positions, in every encoding, held to what an encoder says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from ssmdoc.lsp.positions import Positions
from ssmdoc.lsp.texts import OpenText, path_of
from ssmdoc.source.text import Source

ENCODINGS = list(PositionEncodingKind)
CODECS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}

texts = st.text(alphabet="ab \té߿ࠀ\uffff😀\u2028\x85\f\r\n", max_size=40)


def units(text: str, encoding: PositionEncodingKind) -> int:
    codec, size = CODECS[encoding]
    return len(text.encode(codec)) // size


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=texts)
def test_positions_are_those_of_an_encoder(encoding: PositionEncodingKind, text: str) -> None:
    positions = Positions(Source("", text), encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two halves of a line break there is no place
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        place = positions.position(offset)
        assert place == Position(len(lines) - 1, units(lines[-1], encoding))
        assert positions.offset(place) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_places_that_are_not_there_count_as_the_nearest_before(encoding: PositionEncodingKind) -> None:
    positions = Positions(Source("", "a😀\r\nb"), encoding)
    assert [positions.offset(place) for place in (Position(0, 99), Position(1, 99), Position(7, 0))] == [2, 5, 5]
    if encoding is not PositionEncodingKind.Utf32:
        assert positions.offset(Position(0, 2)) == 1
    assert positions.position(99) == Position(1, 1)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=texts, new=texts, data=st.data())
def test_a_change_puts_its_text_where_the_client_means(
    encoding: PositionEncodingKind, text: str, new: str, data: st.DataObject
) -> None:
    places = [place for place in range(len(text) + 1) if text[place - 1 : place + 1] != "\r\n"]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    before = OpenText("file:///a.yaml", 1, Source("a.yaml", text), encoding)
    spot = Range(before.positions.position(start), before.positions.position(end))
    after = before.changed(2, [TextDocumentContentChangePartial(spot, new)])
    assert (after.source.text, after.version) == (text[:start] + new + text[end:], 2)
    assert after.changed(3, [TextDocumentContentChangeWholeDocument(text)]).source.text == text


@pytest.mark.parametrize(
    ("uri", "language", "path"),
    [
        ("file:///a.yaml", "yaml", "file:///a.yaml"),
        ("file:///A.YML", "json", "file:///A.YML"),
        ("file:///a.json", "yaml", "file:///a.json"),
        ("file:///a.jsonc", "plaintext", "file:///a.jsonc.json"),
        ("file:///a.template", "yaml.docker-compose", "file:///a.template.yaml"),
        ("untitled:Untitled-1", "jsonc", "untitled:Untitled-1.json"),
        ("untitled:Untitled-1", "plaintext", "untitled:Untitled-1"),
        ("git:/a.json?%7B%22ref%22%3A%22HEAD%22%7D", "json", "git:/a.json"),
        ("http://[", "yaml", "http://[.yaml"),
    ],
)
def test_what_tells_json_from_yaml(uri: str, language: str, path: str) -> None:
    assert path_of(uri, language) == path
