import subprocess
import sys

import pytest

from ssmdoc.source.bounds import MAX_CHARACTERS
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source

TOO_MANY = "the document has more than 200,000 values, repeated aliases counted; no more are read"
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
DEEP_ALIASES = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 400))


@pytest.mark.parametrize(
    ("path", "text", "form"),
    [
        ("a.yaml", "a: 1", "yaml"),
        ("a.yml", "{a: 1}", "yaml"),
        ("a.YAML", '{"a": 1,}', "yaml"),
        ("a.json", "a: 1", "json"),
        ("A.JSON", "{a: 1}", "json"),
        ("-", "a: 1", "yaml"),
        ("-", " \n{a: 1}", "json"),
        ("-", "\ufeff[a]", "json"),
        ("a.template", '{"a": 1,}', "json"),
    ],
)
def test_format(path: str, text: str, form: str) -> None:
    rules = [problem.rule for problem in read(Source(path, text)).problems]
    assert rules == (["not-strict-json"] if form == "json" else [])


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.yaml", ""), ("a.yaml", "\n"), ("a.yaml", "# only a comment\n"), ("-", "\ufeff"), ("a.json", " \n\t\n")],
)
def test_an_empty_text_has_no_tree_and_no_problem(path: str, text: str) -> None:
    assert read(Source(path, text)) == (None, ())


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("a.yaml", "-\n" * 500_000, TOO_MANY),
        ("a.yaml", BOMB, TOO_MANY),
        ("a.yaml", DEEP_ALIASES, "nested more than 200 levels deep"),
        ("a.json", "[" + "0," * 300_000 + "0]", TOO_MANY),
        ("a.yaml", "#" * (MAX_CHARACTERS + 1), "the text has 4,194,305 characters; more than 4,194,304 are not read"),
    ],
    ids=["items", "bomb", "deep aliases", "json", "characters"],
)
def test_bounds(path: str, text: str, message: str) -> None:
    result = read(Source(path, text))
    assert (result.root, [(problem.rule, problem.message) for problem in result.problems]) == (
        None,
        [("syntax-error", message)],
    )


def test_as_deep_and_as_large_as_allowed() -> None:
    assert read(Source("a.yaml", "[" * 200 + "]" * 200)).problems == ()
    assert read(Source("a.json", "[" * 200 + "]" * 200)).problems == ()
    assert read(Source("a.json", "[" + "0," * 100_000 + "0]")).problems == ()


def test_without_libyaml_the_trees_are_the_same() -> None:
    script = """
import sys
sys.modules["yaml._yaml"] = None
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import to_value
result = read(Source("a.yaml", "a: &x [1, 'b']\\nc: |\\n  d\\n\\ne: *x\\nf:\\n"))
print(to_value(result.root), result.root.end, result.problems)
print(read(Source("a.yaml", "a: b: c\\n")).root)
for text in ('a: "\\\\ud800"', 'a: "x \\\\U00110000"'):
    (problem,) = read(Source("a.yaml", text)).problems
    print(problem.message)
"""
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (outcome.stdout, outcome.stderr) == (
        "{'a': [1, 'b'], 'c': 'd\\n', 'e': [1, 'b'], 'f': None} 33 ()\n"
        "None\n" + "this escape does not stand for a character\n" * 2,
        "",
    )
