r"""Which part of the text each node takes: `[...]` lists every node, children after their parent, as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from tests.source.trees import misplaced, nodes

YAML = [
    ("a: b", ["a: b", "a", "b"]),
    ("a: 'b'  # c\n", ["a: 'b'", "a", "'b'"]),
    ('"a": "b\\n"\n', ['"a": "b\\n"', '"a"', '"b\\n"']),
    ("a:\nb: 1\n", ["a:\nb: 1", "a", "", "b", "1"]),
    (
        "a:\n  - x\n\n  # c\n  - y\n\n# d\nb: 1\n",
        [
            "a:\n  - x\n\n  # c\n  - y\n\n# d\nb: 1",
            "a",
            "- x\n\n  # c\n  - y",
            "x",
            "y",
            "b",
            "1",
        ],
    ),
    ("a: |\n  x\n  y\n\n\nb: 1", ["a: |\n  x\n  y\n\n\nb: 1", "a", "|\n  x\n  y", "b", "1"]),
    ("a: >-  # c\n  x\n # d\n", ["a: >-  # c\n  x", "a", ">-  # c\n  x"]),
    ("a: |+  # c\n\nb: 1", ["a: |+  # c\n\nb: 1", "a", "|+", "b", "1"]),
    ("[a , {b: c} , d: e ]\n", ["[a , {b: c} , d: e ]", "a", "{b: c}", "b", "c", "d: e", "d", "e"]),
    ("{a: , b}", ["{a: , b}", "a", "", "b", ""]),
    ("{a:  # c\n }", ["{a:  # c\n }", "a", ""]),
    ("? a\n? b\n", ["? a\n? b", "a", "", "b", ""]),
    ("-\n- x\n", ["-\n- x", "", "x"]),
    ("a: !Sub 'b'\nc: &x d\ne: &y !!str\n", ["a: !Sub 'b'\nc: &x d\ne: &y !!str", "a", "'b'", "c", "d", "e", ""]),
    ("a: !Foo\n  b: c\n", ["a: !Foo\n  b: c", "a", "b: c", "b", "c"]),
    ("a: &x\n  # why\n  - b\n", ["a: &x\n  # why\n  - b", "a", "- b", "b"]),
    ("a: &x [b]\nc: *x  # d\n", ["a: &x [b]\nc: *x", "a", "[b]", "b", "c", "[b]", "b"]),
    ("a: &x\n  !t : b\n", ["a: &x\n  !t : b", "a", "!t : b", "", "b"]),
    ("a: &x\n- !t\n", ["a: &x\n- !t", "a", "- !t", ""]),
    ("- &x !t [a]\n- !t\n  - b\n", ["- &x !t [a]\n- !t\n  - b", "[a]", "a", "- b", "b"]),
    ("a: b\n  c\n", ["a: b\n  c", "a", "b\n  c"]),
    ("\ufeffa: b", ["a: b", "a", "b"]),
    ("a: b\r\nc: |\r\n  d\r\n", ["a: b\r\nc: |\r\n  d", "a", "b", "c", "|\r\n  d"]),
    ("é𝄞: '✓'\n", ["é𝄞: '✓'", "é𝄞", "'✓'"]),
]
JSON = [
    ('{"a": "b"}', ['{"a": "b"}', '"a"', '"b"']),
    (' [ 1 , -2.5e3 ,true, null , [ ] , { } ]\n', [
        "[ 1 , -2.5e3 ,true, null , [ ] , { } ]", "1", "-2.5e3", "true", "null", "[ ]", "{ }",
    ]),
    ('{"\\u0061" : "\\ud83d\\ude0a\\/" ,\t"c":{"d" : [\r\n"e"]}}', [
        '{"\\u0061" : "\\ud83d\\ude0a\\/" ,\t"c":{"d" : [\r\n"e"]}}',
        '"\\u0061"', '"\\ud83d\\ude0a\\/"', '"c"', '{"d" : [\r\n"e"]}', '"d"', '[\r\n"e"]', '"e"',
    ]),
    ('\ufeff"a"', ['"a"']),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "parts"), [("a.yaml", *row) for row in YAML] + [("a.json", *row) for row in JSON]
)
def test_spans(path: str, text: str, parts: list[str]) -> None:
    result = read(Source(path, text))
    assert result.root is not None
    assert ([text[slice(*node.span)] for node in nodes(result.root)], result.problems) == (parts, ())


PIECES = [
    *"abc:{}[]-?*&!|>'\"#%@`,~ \n\t\\<=0129.",
    "\n  ",
    "\n- ",
    ": ",
    "{{ ",
    " }}",
    "<<: ",
    "*a ",
    "&a ",
    "\r\n",
    "\x85",
    "é",
    "\0",
]


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(), st.sampled_from(["-", "a.yaml", "a.json"])
)
def test_any_text_is_read_with_nested_spans(text: str, path: str) -> None:
    source = Source(path, text)
    result = read(source)
    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in result.problems)
    if result.root is not None:
        assert misplaced(source, result.root) == []


@settings(max_examples=200)
@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    text, _ = decode(data)
    source = Source("-", text)
    result = read(source)
    if result.root is not None:
        assert misplaced(source, result.root) == []
