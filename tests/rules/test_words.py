"""Lists in messages."""

import pytest

from ssmdoc.rules.words import enumerated, listed


@pytest.mark.parametrize(
    ("words", "expected"), [((), ""), (("a",), "a"), (("a", "b"), "a or b"), (("a", "b", "c"), "a, b or c")]
)
def test_enumerated(words: tuple[str, ...], expected: str) -> None:
    assert enumerated(words, "or") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a", '"a"'),
        ("ab", '"a" and "b"'),
        ("abcde", '"a", "b", "c", "d" and "e"'),
        ("abcdefg", '"a", "b", "c", "d", "e" and 2 more'),
    ],
)
def test_listed(words: str, expected: str) -> None:
    assert listed(list(words)) == expected
