"""Every character of a scalar must stand where the map says: as itself, or as the escape or fold it came from."""

import json
import time

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssmdoc.source.character_map import character_map
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Scalar, Style
from tests.source.trees import scalars

BREAKS = {"\n", "\r\n", "\r", "\x85"}


def origins(source: Source, scalar: Scalar) -> list[tuple[str, str]]:
    """Each character of the text with the part of the file that it comes from."""
    places = character_map(source, scalar)
    spans = [places.span(index, index + 1) for index in range(len(scalar.text))]
    assert [span.start for span in spans] == [places.offset(index) for index in range(len(scalar.text))]
    ends = [*(span.start for span in spans), places.offset(len(scalar.text))]
    assert all(span.start < span.end <= following for span, following in zip(spans, ends[1:], strict=True))
    return [(character, source.text[slice(*span)]) for character, span in zip(scalar.text, spans, strict=True)]


def unexplained(source: Source, scalar: Scalar) -> list[tuple[str, str]]:
    """The characters whose part of the file does not explain them."""
    return [pair for pair in origins(source, scalar) if not explains(*pair, scalar.style)]


def explains(character: str, written: str, style: Style) -> bool:
    if written == character or (character in " \n" and written in BREAKS):
        return True
    if style is Style.SINGLE:
        return (character, written) == ("'", "''")
    return style is Style.DOUBLE and written.startswith("\\") and yaml_or_json(written) == character


def yaml_or_json(escape: str) -> str:
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return str(yaml.safe_load(f'"{escape}"'))


def value(path: str, text: str) -> tuple[Source, Scalar]:
    source = Source(path, text)
    root = read(source).root
    assert isinstance(root, Mapping)
    scalar = root.get("a")
    assert isinstance(scalar, Scalar)
    return source, scalar


# `~` is a line break read as a space, `/` one read as itself, `.` one that an escape or a doubled quote made
TABLE = [
    ("a.yaml", "a: b c", "b c", "3 4 5 6"),
    ("a.yaml", "a: b\n  c\n\n\n  d", "b c\n\nd", "3 4 7 9 10 13 14"),
    ("a.yaml", "a: b \t\n \t c", "b c", "3 6 10 11"),
    ("a.yaml", "a: b\r\n  c", "b c", "3 4 8 9"),
    ("a.yaml", "a: 'b'", "b", "4 5"),
    ("a.yaml", "a: 'b''c'", "b'c", "4 5 7 8"),
    ("a.yaml", "a: 'b \n\n   c '", "b\nc ", "4 7 11 12 13"),
    ("a.yaml", 'a: "b\\n\\x41\\u00e9\\U0001F60A\\\\c"', "b\nAé😊\\c", "4 5 7 11 17 27 29 30"),
    ("a.yaml", 'a: "b \\\n   c\n  d"', "b c d", "4 5 11 12 15 16"),
    ("a.yaml", 'a: "b\\\n\n  c"', "b\nc", "4 7 10 11"),
    ("a.yaml", "a: |\n  b\n   c\n\n  d\n", "b\n c\n\nd\n", "7 8 11 12 13 14 17 18 19"),
    ("a.yaml", "a: |-\n  b\n", "b", "8 9"),
    ("a.yaml", "a: |+\n  b\n\n\n", "b\n\n\n", "8 9 10 11 12"),
    ("a.yaml", "a: >1+\n b\n\nz: 1\n", "b\n\n", "8 9 10 11"),
    ("a.yaml", "a: |+\n   b\n\n# why\n", "b\n\n", "9 10 11 12"),
    ("a.yaml", "a: |2  # c\n   b\n", " b\n", "13 14 15 16"),
    ("a.yaml", "a: |\n\n  b", "\nb", "5 8 9"),
    ("a.yaml", "a: |\r\n  b\r\n  c\r\n", "b\nc\n", "8 9 13 14 16"),
    ("a.yaml", "a: >\n  b\n  c\n\n  d\n", "b c\nd\n", "7 8 11 13 16 17 18"),
    ("a.yaml", "a: >\n  b\n   c\n  d\n", "b\n c\nd\n", "7 8 11 12 13 16 17 18"),
    ("a.yaml", "a: >-\n\n  b\n\n\n  c\n", "\nb\n\nc", "6 9 11 12 15 16"),
    ("a.yaml", "a: |2\n    \n", "  \n", "8 9 10 11"),
    ("a.yaml", "a: |+\n\n \n", "\n\n", "6 8 9"),
    ("a.yaml", "a: ''", "", "4"),
    ("a.yaml", "a:", "", "2"),
    ("a.yaml", "a: |\nb: c", "", "4"),
    ("a.json", '{"a": "b\\ud83d\\ude0a\\/c"}', "b😊/c", "7 8 20 22 23"),
    ("a.json", '{"a": "\u2028\\n\x85 c"}', "\u2028\n\x85 c", "7 8 10 11 12 13"),
    ("a.json", '{"a": -1.5}', "-1.5", "6 7 8 9 10"),
]


@pytest.mark.parametrize(("path", "text", "characters", "offsets"), TABLE)
def test_offsets(path: str, text: str, characters: str, offsets: str) -> None:
    source, scalar = value(path, text)
    places = character_map(source, scalar)
    found = [places.offset(index) for index in range(len(scalar.text) + 1)]
    assert (scalar.text, found) == (characters, [int(offset) for offset in offsets.split()])
    assert unexplained(source, scalar) == []


@pytest.mark.parametrize(
    ("text", "part", "written"),
    [
        ('a: "b\\u0041c"', (1, 2), "\\u0041"),
        ('a: "b\\u0041c"', (0, 3), "b\\u0041c"),
        ("a: |\n  b c\n  d\n", (2, 5), "c\n  d"),
        ("a: |\n  b c\n  d\n", (2, 4), "c\n"),
        ("a: 'b''c'", (1, 2), "''"),
        ("a: b\n\n  c", (0, 1), "b"),
        ("a: b", (1, 1), ""),
    ],
)
def test_spans_take_whole_escapes_and_no_indentation(text: str, part: tuple[int, int], written: str) -> None:
    source, scalar = value("a.yaml", text)
    span = character_map(source, scalar).span(*part)
    assert text[slice(*span)] == written


TEXT = st.text(st.sampled_from("ab '\"\\:#-\n\t{}é𝄞\x85\u2028\xa0\x07/"), max_size=60)


@settings(max_examples=100)
@given(
    TEXT,
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(10, 30),
    st.integers(2, 6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_generated_yaml(text: str, style: str | None, width: int, indent: int, line_break: str) -> None:
    dumped = yaml.dump(
        {"k": [text, {"a": text}]},
        default_style=style,
        width=width,
        indent=indent,
        line_break=line_break,
        allow_unicode=True,
    )
    source = Source("a.yaml", dumped)
    root = read(source).root
    assert root is not None
    for scalar in scalars(root):
        assert unexplained(source, scalar) == []


HEADER = st.tuples(st.sampled_from("|>"), st.sampled_from(["", "-", "+"]), st.sampled_from(["", " # c"]))
LINES = st.lists(st.sampled_from(["", " ", "b", "  c", "d e ", "\tf", "    ", "#g"]), max_size=9)


@settings(max_examples=200)
@given(
    HEADER,
    LINES,
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from(["\n", "\r\n", "\u2028"]),
    st.sampled_from(["", "z: 1\n"]),
)
def test_generated_blocks(
    header: tuple[str, str, str], lines: list[str], explicit: int | None, line_break: str, after: str
) -> None:
    indicator = str(explicit or "")
    text = f"a: {header[0]}{indicator}{header[1]}{header[2]}\n"
    text += "".join((" " * (explicit or 2) + line if line else "") + line_break for line in lines) + after
    source = Source("a.yaml", text)
    result = read(source)
    assume(result.problems == ())
    assert isinstance(result.root, Mapping)
    scalar = result.root.get("a")
    assert isinstance(scalar, Scalar)
    assert unexplained(source, scalar) == []


FLOW = st.lists(
    st.sampled_from(["b", " ", "\n", "\n  ", "\\\n ", "\\n", "\\x41", "''", "\t", "\r\n", "c:d", "\x85", "\u2029"]),
    max_size=12,
)


@settings(max_examples=200)
@given(FLOW.map("".join), st.sampled_from(["'", '"', ""]))
def test_generated_flow_scalars(content: str, quote: str) -> None:
    source = Source("a.yaml", f"a: [{quote}{content}{quote}]")
    result = read(source)
    assume(result.root is not None and result.problems == ())
    assert result.root is not None
    for scalar in scalars(result.root):
        assert unexplained(source, scalar) == []


@settings(max_examples=100)
@given(TEXT, st.booleans())
def test_generated_json(text: str, ascii_only: bool) -> None:
    source = Source("a.json", json.dumps({"k": [text, {text: text}]}, ensure_ascii=ascii_only, indent=1))
    root = read(source).root
    assert root is not None
    for scalar in scalars(root):
        assert unexplained(source, scalar) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('"\\t' + " " * 60_000 + 'x"', "\t" + " " * 60_000 + "x"),
        ('"\\t' + "\t " * 30_000 + '\n  x"', "\t x"),
        ("'''" + " " * 60_000 + "x'", "'" + " " * 60_000 + "x"),
        ("a" + " " * 60_000 + "\n  b" + " " * 60_000 + "c", "a b" + " " * 60_000 + "c"),
    ],
)
def test_many_blanks_take_no_time(written: str, read_as: str) -> None:
    source, scalar = value("a.yaml", f"a: {written}\n")
    assert scalar.text == read_as
    before = time.process_time()
    places = character_map(source, scalar)
    assert time.process_time() - before < 1
    end = len(read_as) - 1
    assert source.text[slice(*places.span(end, end + 1))] == read_as[-1]
