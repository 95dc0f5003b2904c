"""References in texts."""

import pytest

from ssmdoc.plan.automation.resolve import UnavailableError, resolve


def test_a_text_does_not_grow_without_end() -> None:
    value = "x" * 1_000_000
    assert resolve("{{ a.b }}" * 16, lambda _: value) == value * 16
    with pytest.raises(UnavailableError, match="is not available: the text has over 16,777,216 characters"):
        resolve("{{ a.b }}" * 100_000, lambda _: value)
