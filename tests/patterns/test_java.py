"""Patterns: those that Java and RE2 read alike are judged, the others are not."""

import time

import pytest

from ssmdoc.patterns.java import certainly_refuses, reads_alike


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^i-[a-z0-9]{8,17}$",
        r"^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@-]+$",
        r"^[a-zA-Z0-9_\-.]{3,128}$",
        r"^(\d{1,3}\.){3}\d{1,3}$",
        r"[\w-_+=&]",
        "^$|^a?b*c+$",
        "(?:ab)?",
        "(a+)+$",
        "^(/[a-z]+)+$",
        ".*?.+?.??",
    ],
)
def test_alike(pattern: str) -> None:
    assert reads_alike(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z&&[^b]]",
        "[a&&b]",
        "[]a]",
        "[[a-z]]",
        "[[:alpha:]]",
        r"\p{Alpha}+",
        r"\Qa.b\E",
        r"a\z",
        r"\bword\b",
        r"\u0041",
        r"(a)\1",
        "a++",
        "a*+",
        "a{2}{3}",
        "a{,3}",
        "{a}",
        "(?i)abc",
        "(?=a)b",
        "(?<name>a)",
        "[a-z",
    ],
)
def test_not_alike(pattern: str) -> None:
    assert not reads_alike(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "refused"),
    [
        ("^(/[a-z]+)+$", "/A", True),
        ("^(/[a-z]+)+$", "/a", False),
        ("^(/[a-z]+)+$", "/é", False),
        ("^(/[a-z]+)+$", "/a\n", False),
        ("^(?i)a$", "b", False),
        ("(a", "b", False),
        ("*a", "b", False),
        ("[z-a]", "b", False),
        ("a{1001}", "b", False),
        (r"[\W]", "b", False),
        ("", "b", False),
        ("a", "", True),
    ],
)
def test_refusal_is_certain(pattern: str, text: str, refused: bool) -> None:
    assert certainly_refuses(pattern, text) == refused


@pytest.mark.parametrize(("pattern", "text"), [("^(a{0,1000}){0,20}b$", "a" * 3000), ("[" + "a" * 60_000, "b")])
def test_what_could_take_long_is_not_judged(pattern: str, text: str) -> None:
    start = time.process_time()
    assert not certainly_refuses(pattern, text)
    assert time.process_time() - start < 1


def test_many_parameters_with_one_pattern_cost_one_search() -> None:
    pattern, text = "^([a-z]{1,40}-){1,20}[a-z]+$", "a" * 900
    certainly_refuses(pattern, text)
    before = time.process_time()
    assert all(certainly_refuses(pattern, text) for _ in range(2_000))
    assert time.process_time() - before < 0.5
