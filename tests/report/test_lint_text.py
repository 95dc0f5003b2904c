"""Findings as text for people."""

import pytest

from ssmdoc.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from ssmdoc.report.lint_concise import concise
from ssmdoc.report.lint_result import FileFindings, Summary, summary_line
from ssmdoc.report.lint_text import excerpt, text
from ssmdoc.report.visible import visible
from ssmdoc.source.text import Source, Span


def findings(content: str, *diagnostics: Diagnostic, path: str = "a.yaml") -> FileFindings:
    return FileFindings(Source(path, content), diagnostics)


def at(start: int, end: int, labels: tuple[Label, ...] = (), fix: Fix | None = None) -> Diagnostic:
    return Diagnostic("some-rule", Severity.ERROR, "something is wrong", Span(start, end), labels, fix)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            findings("one: 1\ntwo: 2\n", at(12, 13)),
            """\
a.yaml:2:6: error: something is wrong [some-rule]
  |
2 | two: 2
  |      ^
""",
            id="plain",
        ),
        pytest.param(
            findings("\n" * 9 + "one: 1\n", at(9, 12, labels=(Label(Span(0, 0), "first here"),))),
            """\
a.yaml:10:1: error: something is wrong [some-rule]
   |
10 | one: 1
   | ^~~
 1 |
   | - first here
""",
            id="label",
        ),
        pytest.param(
            findings("one: 1\n", at(5, 6, fix=Fix("write 2", (Edit(Span(5, 6), "2"),), safe=True))),
            """\
a.yaml:1:6: error: something is wrong [some-rule]
  |
1 | one: 1
  |      ^
  | write 2
""",
            id="fix",
        ),
        pytest.param(
            findings("\tnäme: 日本語 x\n", at(7, 10)),
            """\
a.yaml:1:8: error: something is wrong [some-rule]
  |
1 |     näme: 日本語 x
  |           ^~~~~~
""",
            id="tab and wide characters",
        ),
        pytest.param(
            findings("e\u0301: \U0001f680 x\n", at(6, 7)),
            "a.yaml:1:7: error: something is wrong [some-rule]\n  |\n1 | e\u0301: \U0001f680 x\n  |       ^\n",
            id="combining and emoji",
        ),
        pytest.param(
            findings("a: \x1b[31m\u202e x\n", at(10, 11)),
            r"""a.yaml:1:11: error: something is wrong [some-rule]
  |
1 | a: \x1b[31m\u202e x
  |                   ^
""",
            id="control characters",
        ),
        pytest.param(
            findings("a: 1", at(4, 4), path="b\x1b.yaml"),
            "b\\x1b.yaml:1:5: error: something is wrong [some-rule]\n  |\n1 | a: 1\n  |     ^\n",
            id="end of text and hostile path",
        ),
        pytest.param(
            findings("a: |\n  b\n  c\n", at(3, 12)),
            "a.yaml:1:4: error: something is wrong [some-rule]\n  |\n1 | a: |\n  |    ^\n",
            id="many lines: the first one",
        ),
        pytest.param(
            findings("", at(0, 0)),
            "a.yaml:1:1: error: something is wrong [some-rule]\n  |\n1 |\n  | ^\n",
            id="empty file",
        ),
    ],
)
def test_text(found: FileFindings, expected: str) -> None:
    assert "\n".join(text(found, colour=False)) == expected


def test_colour() -> None:
    assert list(text(findings("a: 1\n", at(0, 1)), colour=True)) == [
        "\x1b[1ma.yaml:1:1\x1b[0m: \x1b[1;31merror\x1b[0m: something is wrong [some-rule]",
        "\x1b[1;34m  |\x1b[0m",
        "\x1b[1;34m1 |\x1b[0m a: 1",
        "\x1b[1;34m  |\x1b[0m \x1b[1;31m^\x1b[0m",
        "",
    ]


@pytest.mark.parametrize(
    ("length", "start", "end", "expected"),
    [
        (100, 99, 100, ("x" * 100, 99, 1)),
        (300, 0, 5, ("x" * 100 + "…", 0, 5)),
        (300, 150, 155, ("…" + "x" * 100 + "…", 31, 5)),
        (300, 299, 300, ("…" + "x" * 100, 100, 1)),
        (300, 150, 290, ("…" + "x" * 100 + "…", 31, 70)),
    ],
)
def test_long_lines_are_cut(length: int, start: int, end: int, expected: tuple[str, int, int]) -> None:
    assert excerpt(Source("a", "x" * length), Span(start, end)) == (1, expected)


def test_concise() -> None:
    found = findings("a: 1\nb: 2\n", at(0, 1), Diagnostic("some-rule", Severity.WARNING, "odd\n\x1b text", Span(5, 6)))
    assert list(concise(found)) == [
        "a.yaml:1:1: error: something is wrong [some-rule]",
        "a.yaml:2:1: warning: odd\\n\\x1b text [some-rule]",
    ]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (Summary(1, 1, 0, 0, 0, {}), "no findings in 1 document"),
        (Summary(3, 2, 1, 2, 0, {}), "1 error, 2 warnings in 2 documents"),
        (Summary(1, 1, 0, 0, 3, {}), "3 infos in 1 document"),
        (
            Summary(5, 5, 0, 0, 0, {"ChangeCalendar": 1}),
            "no findings in 5 documents; 1 ChangeCalendar left alone",
        ),
        (
            Summary(5, 5, 0, 0, 0, {"CloudFormation": 1, "ChangeCalendar": 2}),
            "no findings in 5 documents; 2 ChangeCalendar, 1 CloudFormation left alone",
        ),
    ],
)
def test_summary_line(summary: Summary, expected: str) -> None:
    assert summary_line(summary) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("plain", "plain"),
        ("日本 é", "日本 é"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x9b31m\x7f", "\\x9b31m\\x7f"),
        ("\u2028\u200b\ud800\U000e0001", "\\u2028\\u200b\\ud800\\U000e0001"),
    ],
)
def test_visible(given: str, expected: str) -> None:
    assert visible(given) == expected
