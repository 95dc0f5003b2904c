"""Values are made smaller as long as it still happens."""

from collections.abc import Callable

import pytest

from ssmdoc.fuzz.shrink import shrunk
from ssmdoc.source.values import JsonValue


@pytest.mark.parametrize(
    ("value", "holds", "smallest"),
    [
        ("abc;canary def", lambda value: ";canary" in value, ";canary"),
        ("aaaa", lambda value: True, ""),
        (["a", "x;y", "b"], lambda value: any(";" in item for item in value), [";"]),
        ({"a": "b", "cc": "d!"}, lambda value: "!" in str(value), {"": "!"}),
        (-2620, lambda value: value < 0, -1),
        (5000, lambda value: value > 700, 701),
        ([], lambda value: True, []),
        (True, lambda value: True, True),
    ],
)
def test_smallest(value: JsonValue, holds: Callable[[JsonValue], bool], smallest: JsonValue) -> None:
    assert shrunk(value, holds, 1000) == smallest


def test_trials_are_bounded() -> None:
    tried: list[JsonValue] = []

    def never(value: JsonValue) -> bool:
        tried.append(value)
        return False

    shrunk("a" * 1000, never, 7)
    assert len(tried) == 7
