"""Patterns: those that every engine reads alike are judged, the others are not."""

import re
import time

import pytest

from ssmdoc.rules.java_pattern import translate


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^i-[a-z0-9]{8,17}$",
        r"^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@-]+$",
        r"^[a-zA-Z0-9_\-.]{3,128}$",
        r"^(\d{1,3}\.){3}\d{1,3}$",
        "^$|^a?b*c+$",
        "(?:ab)?",
        "^(Yes|No)$",
        ".*",
    ],
)
def test_judged(pattern: str) -> None:
    assert translate(pattern, 20) == pattern
    assert re.compile(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"[\w-_+=]",
        "[a-z&&[^b]]",
        r"\p{Alpha}+",
        r"\Qa.b\E",
        r"a\z",
        "a++",
        "a*+",
        "(?i)abc",
        "(?=a)b",
        "(?<name>a)",
        "[[a-z]]",
        "a{,3}",
        "{a}",
        "(a",
        "a)",
        "*a",
        "(a+)+$",
        "(a|b)*c",
        "(?:a{1,30}){1,30}",
        "[a-z",
        r"\u0041",
    ],
)
def test_not_judged(pattern: str) -> None:
    assert translate(pattern, 20) is None


def test_a_pattern_that_could_take_long_is_not_judged() -> None:
    pattern = ".*.*.*.*.*=.*"
    assert translate(pattern, 5000) is None
    start = time.perf_counter()
    allowed = translate(pattern, 10)
    assert allowed is not None
    assert not re.search(allowed, "a" * 10)
    assert time.perf_counter() - start < 2
