"""What the readers say about texts that are not right: rule, message, place, and notes."""

import pytest

from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

ROW = tuple[str, str, str]
SYNTAX = [
    ("a:\n\tb: 1\n", "2:1", "a tab cannot indent YAML; use spaces"),
    ("a: b: c\n", "1:4", 'a second ": " in one line; put the value in quotes'),
    ("a: 1\n  b: 2\n", "2:3", '"b" is indented deeper than the line above, which has a value already'),
    ("a:\n  b\n  c: d\n", "3:3", '"c" follows a text that has no ": "; a key cannot continue it'),
    (": : x", "1:1", 'expected "key: value" as in line 1 [starts here 1:1]'),
    ('a: "x\nb: 1\n', "1:4", 'the quote (") that opens here is never closed'),
    ("a: 'x\n", "1:4", "the quote (') that opens here is never closed"),
    ('a: "x\n---\n', "2:1", 'the quote that opens here is not closed before the line "---" or "..."'),
    (
        "a: 'it's'\n",
        "1:8",
        "unexpected text after the closing quote; inside single quotes a quote is written twice ('')",
    ),
    ('a: "x" y\n', "1:8", 'unexpected text after the closing quote; inside double quotes a quote is written \\"'),
    ("a: [x] y\n", "1:8", 'unexpected text after the closing "]"; put the whole value in quotes if it is text'),
    ("a: [1, 2", "1:4", 'the "[" that opens here is never closed'),
    ("a: {b: 1\n", "1:4", 'the "{" that opens here is never closed'),
    ("a: [1, 2\nb: 3\n", "2:2", 'expected "," or "]" because of the "[" in line 1 [opens here 1:4]'),
    ("a: {{ x }}/b\n", "1:4", 'a value that starts with "{{" must be in quotes: "{{ x }}/b"'),
    ("a: {{ x\n", "1:4", 'a value that starts with "{{" must be in quotes: "{{ x"'),
    ("a: %x\n", "1:4", 'a value cannot start with "%"; put it in quotes'),
    ("a: @x\n", "1:4", 'a value cannot start with "@"; put it in quotes'),
    ("a: `x`\n", "1:4", 'a value cannot start with "`"; put it in quotes'),
    ("a: *.log\n", "1:4", 'a value that starts with "*" must be in quotes'),
    ("a: &&\n", "1:4", 'a value that starts with "&" must be in quotes'),
    ("a: *b\n", "1:4", 'alias "*b" is not defined; quote it if it is meant as text'),
    ("a: &x [*x]\n", "1:8", 'alias "*x" stands inside the value that it repeats'),
    ('a: "\\d"\n', "1:5", '"\\d" is not an escape; write "\\\\d", or use single quotes'),
    ('a: "\\xZ"\n', "1:7", r'the escape is not complete: "\x" takes 2, "\u" 4, "\U" 8 hex digits'),
    ('a: "\\ud83d"\n', "1:7", "this escape does not stand for a character"),
    ("a: - x\n", "1:4", 'a list item ("- ") cannot stand here; start the list on a line of its own'),
    ("a: ? b\n", "1:4", '"?" cannot start a value here; put the value in quotes'),
    ("a:\n  b: 1\n c: 2\n", "3:2", "indentation of 1 matches no line above; line 1 has 0 [starts here 1:1]"),
    ("- a\nb: 1\n", "2:1", 'expected a list item ("- ") as in line 1 [starts here 1:1]'),
    (
        "a: 1\n- b\n",
        "2:1",
        "a list item where a key is expected as in line 1; check its indentation [starts here 1:1]",
    ),
    ("a: 1\n}\n", "2:1", 'expected "key: value" as in line 1 [starts here 1:1]'),
    (
        "a: |\n  x\ny\nb: 1\n",
        "3:1",
        'expected "key: value"; a line of a block scalar or of a longer text must be indented deeper than its key',
    ),
    ("a: 1\nsteps\n  - b: c\n", "2:1", 'expected ":" after "steps"'),
    ("a: 1\nsteps  # all\n\n- b: c\n", "2:1", 'expected ":" after "steps"'),
    ("steps\n- b: c\n", "1:1", 'expected ":" after "steps"'),
    ("- steps\n    b: c\n", "1:3", 'expected ":" after "steps"'),
    (
        "a: |\n  x\ndone\nb: 1\n",
        "3:1",
        'expected "key: value"; a line of a block scalar or of a longer text must be indented deeper than its key',
    ),
    ("a: | x\n", "1:6", "the text of a block scalar starts on the next line, not here"),
    ("a: |0\n x\n", "1:5", "the indentation of a block scalar is at least 1"),
    ("a: !x!y z\n", "1:4", 'this tag uses a "!name!" that nothing defines; quote the value if it is text'),
    ("a: !%ED%A0%80 b", "1:1", "a tag holds a %-escape that is not valid UTF-8"),
    ("%YAML 3.0\n---\na: 1\n", "1:1", "this version of YAML is not supported; remove the %YAML line"),
    (
        "a: |\n  x\n%y\n",
        "3:1",
        'a line that starts with "%" is a directive to YAML; indent it deeper than its key, or put it in quotes',
    ),
    ("a: ]\n", "1:4", "expected a value"),
    ("[" * 300, "1:201", "nested more than 200 levels deep"),
    ("- " * 300, "1:401", "nested more than 200 levels deep"),
]
SYNTAX_WITH_TREE = [
    (
        "a: 1\n---\nb: 2\n",
        "2:1",
        "an SSM document is one YAML document; a second one starts here and is not read",
    ),
    ("a: 1\n...\nb\n", "3:1", "unexpected text after the end of the document"),
    (
        "a: '\x01'\n",
        "1:5",
        "control character U+0001 is not allowed; remove it, or write it as an escape in double quotes",
    ),
    ("a: \ud800", "1:4", "U+D800 is half of a surrogate pair, not a character; write the character itself"),
]
JSON = [
    ("[", "1:2", "the text ends too early; expected a value"),
    ('{"a": "b"', "1:10", 'the text ends too early; expected "," or "}" after the value'),
    ('{"a": "\\x"}', "1:8", '"\\x" is not an escape in JSON'),
    ('{"a": "\\u12"}', "1:8", 'the escape "\\u" takes 4 hexadecimal digits'),
    ('{"a": "b', "1:7", "the string that opens here is never closed"),
    ('{"a" 1}', "1:6", 'expected ":" after the property name'),
    ("{,}", "1:2", "expected a property name in double quotes"),
    ("},", "1:1", "expected a value"),
    ('{"a": 1]', "1:8", 'expected "," or "}" after the value'),
    ("[" * 300, "1:201", "nested more than 200 levels deep"),
]
JSON_WITH_TREE = [
    ('{"a": "\ud800"}', "1:8", "U+D800 is half of a surrogate pair, not a character; write the character itself"),
    ('{"a": "b\\ud83dc\\ud83d"}', "1:9", '"\\ud83d" is half of a surrogate pair, not a character'),
    ('{"a": 1} b', "1:10", "unexpected text after the end of the document"),
]
JSON_FOR_YAML_ONLY = [
    ('{"a": 1,}', "1:8", 'trailing comma before "}"'),
    ("[1, ]", "1:3", 'trailing comma before "]"'),
    ("{a: 1}", "1:2", 'the property name "a" must be in double quotes'),
    ("{'a': 1}", "1:2", "a property name must be in double quotes"),
    ("{\"a\": 'b'}", "1:7", "text must be in double quotes"),
    ('{"a": b}', "1:7", 'text must be in double quotes: "b"'),
    ('{"a": True}', "1:7", 'write "true" instead of "True"'),
    ('{"a": 01}', "1:7", '"01" is not a JSON number'),
    ("[NaN]", "1:2", '"NaN" is not a JSON number'),
    ('{"a": 1 # b\n}', "1:9", "JSON has no comments; remove it"),
    ('{"a": "b\tc"}', "1:9", 'a tab inside a string must be written "\\t"'),
    ('{"a": "b\n c"}', "1:9", 'a line break inside a string must be written "\\n"'),
    ("a: 1", "1:1", 'text must be in double quotes: "a"'),
]


def said(path: str, text: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Each problem as (rule, place, message and notes), and whether there is a tree."""
    source = Source(path, text)

    def place(offset: int) -> str:
        return "{}:{}".format(*source.position(offset))

    result = read(source)
    return [
        (rule, place(span.start), message + "".join(f" [{note} {place(where.start)}]" for where, note in notes))
        for rule, message, span, notes in result.problems
    ], result.root is not None


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX)
def test_yaml_without_a_tree(text: str, place: str, message: str) -> None:
    assert said("a.yaml", text) == ([("syntax-error", place, message)], False)


@pytest.mark.parametrize(("text", "place", "message"), SYNTAX_WITH_TREE)
def test_yaml_with_a_tree(text: str, place: str, message: str) -> None:
    assert said("a.yaml", text) == ([("syntax-error", place, message)], True)


@pytest.mark.parametrize(("text", "place", "message"), JSON)
def test_json_without_a_tree(text: str, place: str, message: str) -> None:
    assert said("a.json", text) == ([("syntax-error", place, message)], False)


@pytest.mark.parametrize(("text", "place", "message"), JSON_WITH_TREE)
def test_json_that_yaml_can_read(text: str, place: str, message: str) -> None:
    assert said("a.json", text) == ([("syntax-error", place, message)], True)


@pytest.mark.parametrize(("text", "place", "message"), JSON_FOR_YAML_ONLY)
def test_json_that_is_right_as_yaml(text: str, place: str, message: str) -> None:
    expected = ("not-strict-json", place, f"{message}; AWS takes this as YAML only")
    assert said("a.json", text) == ([expected], True)


@pytest.mark.parametrize(
    ("path", "text", "problems"),
    [
        ("a.yaml", "a: 1\nb: 2\na: 3\na: 4\n", [("3:1", "a", 1), ("4:1", "a", 1)]),
        ("a.yaml", "x:\n  - {a: 1, 'a': 2}\n", [("2:12", "a", 2)]),
        ("a.yaml", "x: &x {a: 1}\ny:\n  <<: *x\n  <<: *x\n  a: 1\n", []),
        ("a.json", '{"a": 1, "b": {"c": 1,\n"c": 2}, "\\u0061": 3}', [("2:1", "c", 1), ("2:10", "a", 1)]),
        ("a.json", '{"a": 1, "a": 2,}', [("1:10", "a", 1)]),
    ],
)
def test_duplicate_keys(path: str, text: str, problems: list[tuple[str, str, int]]) -> None:
    found, has_tree = said(path, text)
    duplicates = [(place, message.partition(" [")[0]) for rule, place, message in found if rule == "duplicate-key"]
    assert has_tree
    assert duplicates == [(place, f'key "{key}" is already defined at line {line}') for place, key, line in problems]


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        ("a: {{ x }}\n", "1:4", "{{ x }}"),
        ("a:\n  - {{x}}\n", "2:5", "{{x}}"),
        ("a: [{{ x.y }}]\n", "1:5", "{{ x.y }}"),
        ("a: {{ " + "x" * 80 + " }}\n", "1:4", "{{ … }}"),
    ],
)
def test_unquoted_references(text: str, place: str, written: str) -> None:
    message = f'{written} without quotes is a map to YAML, not a reference; quote it: "{written}"'
    assert said("a.yaml", text) == ([("unquoted-reference", place, message)], True)


@pytest.mark.parametrize("text", ["a: { {b: c}: d }\n", "a: '{{ x }}'\n", "? {a: b}\n: c\n"])
def test_other_maps_are_not_unquoted_references(text: str) -> None:
    assert said("a.yaml", text) == ([], True)
