"""Texts and conditions as they stand in pictures."""

import pytest

from ssmdoc.graph.condition_text import condition_text, variable_text
from ssmdoc.graph.words import columns, plain, wrapped
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("plain", 10, "plain"),
        (" two\n lines\t", 20, "two lines"),
        ("bell\x07 and \u202eback", 30, "bell\ufffd and \ufffdback"),
        ("lone \ud800", 30, "lone \ufffd"),
        ("much too long", 8, "much to…"),
        ("x" * 1000, 4, "xxx…"),
        ("\n" * 100 + "x", 4, "…"),
        ("", 4, ""),
    ],
)
def test_plain(text: str, most: int, shown: str) -> None:
    assert plain(text, most) == shown


@pytest.mark.parametrize(
    ("text", "width", "most", "lines"),
    [
        ("", 5, 2, [""]),
        ("short", 5, 2, ["short"]),
        ("two words", 5, 2, ["two", "words"]),
        ("aws:executeScript", 10, 2, ["aws:", "executeSc…"]),
        ("aws:executeScript", 10, 3, ["aws:", "executeScr", "ipt"]),
        ("abcdefghij", 4, 2, ["abcd", "efg…"]),
        ("漢字漢字", 4, 3, ["漢字", "漢字"]),
        ("漢", 1, 3, ["漢"]),
    ],
)
def test_wrapped(text: str, width: int, most: int, lines: list[str]) -> None:
    assert wrapped(text, width, most) == lines


def test_columns_count_wide_letters_twice() -> None:
    assert [columns(text) for text in ("abc", "äb", "漢a", "")] == [3, 2, 3, 0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ step.Output }}", "step.Output"),
        ("<< Name >>", "Name"),
        ("{{ a }}{{ b }}", "{{ a }}{{ b }}"),
        ("PT1S", "PT1S"),
        ("", '""'),
    ],
)
def test_variables(text: str, shown: str) -> None:
    assert variable_text(text) == shown


A = 'Variable: "{{ a }}", NumericEquals: 1'
B = 'Variable: "{{ b }}", StringEquals: x'
C = 'Variable: "{{ c }}", BooleanEquals: true'


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        (f"{{{A}}}", "a = 1"),
        (f"{{NextStep: s, {B}}}", 'b = "x"'),
        ('{Variable: "{{ a }}", EqualsIgnoreCase: x}', 'a = "x" in any case'),
        ('{Variable: "{{ a }}", Contains: 5}', 'a contains "5"'),
        ('{Variable: "{{ a }}", NumericLesserOrEquals: 5}', "a ≤ 5"),
        ('{Variable: "{{ a }}", LooksLike{}: x}', "…"),
        ('{Variable: "{{ a }}", "Looks{0}": x}', 'a Looks{0} "x"'),
        (f"{{And: [{{{A}}}, {{{B}}}]}}", 'a = 1 and b = "x"'),
        (f"{{Or: [{{{A}}}, {{{B}}}]}}", 'a = 1 or b = "x"'),
        (f"{{Not: {{{A}}}}}", "not (a = 1)"),
        (f"{{And: [{{Or: [{{{A}}}, {{{B}}}]}}, {{{C}}}]}}", '(a = 1 or b = "x") and c = true'),
        (f"{{And: [{{And: [{{{A}}}, {{{B}}}]}}, {{{C}}}]}}", 'a = 1 and b = "x" and c = true'),
        (f"{{Not: {{Or: [{{{A}}}, {{Not: {{{C}}}}}]}}}}", "not (a = 1 or not (c = true))"),
        (f"{{Or: [{{{A}, StringEquals: y}}, {{{C}}}]}}", '(a = 1 and a = "y") or c = true'),
        ("{}", "…"),
        ("[]", "…"),
        ("{And: x}", "…"),
        ("{And: []}", "…"),
        ("{StringEquals: x}", '… = "x"'),
        ('{Variable: "{{ a }}"}', "a …"),
        ('{Variable: "{{ a }}", StringEquals: [x]}', "a = …"),
    ],
)
def test_conditions(condition: str, shown: str) -> None:
    root = read(Source("x.yaml", condition)).root
    assert (condition_text(root) if root else "…") == shown


def test_conditions_of_many_parts_and_levels_stay_short() -> None:
    many = "{Or: [" + ", ".join([f"{{{A}}}"] * 1000) + "]}"
    deep = "{Not: " * 100 + f"{{{A}}}" + "}" * 100
    for text in (many, deep):
        root = read(Source("x.yaml", text)).root
        assert root is not None
        shown = condition_text(root)
        assert len(shown) <= 200
        assert "…" in shown
