"""The nearest name: good suggestions, and none where a guess would only confuse."""

import pytest

from ssmdoc.catalogue.nearest import distance, nearest

KEYS = ["schemaVersion", "description", "parameters", "mainSteps", "outputs", "files"]


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("mainStep", KEYS, "mainSteps"),
        ("mainsteps", KEYS, "mainSteps"),
        ("paramters", KEYS, "parameters"),
        ("descirption", KEYS, "description"),
        ("MAINSTEPS", KEYS, "mainSteps"),
        ("aws:runShellscript", ["aws:runPowerShellScript", "aws:runShellScript"], "aws:runShellScript"),
        ("InstanceID", ["InstanceIds", "InstanceId"], "InstanceId"),
        ("Nmae", ["Path", "Name"], "Name"),
        ("Path", ["Bath", "Math"], "Bath"),
        ("steps", KEYS, None),
        ("mainSteps", ["mainSteps"], None),
        ("ab", ["abc"], None),
        ("", KEYS, None),
        ("x" * 40, KEYS, None),
        ("name", [], None),
    ],
)
def test_nearest(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(word, candidates) == expected


@pytest.mark.parametrize(
    ("left", "right", "limit", "expected"),
    [
        ("abc", "abc", 4, 0),
        ("abc", "acb", 4, 1),
        ("abc", "abcd", 4, 1),
        ("abc", "xbc", 4, 1),
        ("abc", "xyz", 2, 2),
        ("kitten", "sitting", 9, 3),
        ("", "abc", 9, 3),
    ],
)
def test_distance(left: str, right: str, limit: int, expected: int) -> None:
    assert distance(left, right, limit) == expected
