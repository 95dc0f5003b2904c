"""How wide a text is on a terminal, and cutting it there."""

import pytest

from ssmdoc.report.visible import shortened, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("web-1", 5), ("日本", 4), ("e\u0301", 1), ("\x1b[1m", 7), ("\u202e", 6)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("web-1", 5, "web-1"),
        ("web-1", 4, "web-"),
        ("web-1", 0, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本"),
        ("a日本", 2, "a"),
        ("cafe\u0301s", 4, "cafe\u0301"),
    ],
)
def test_shortened(text: str, columns: int, expected: str) -> None:
    assert shortened(text, columns) == expected
