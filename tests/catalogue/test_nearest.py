"""The nearest name: good suggestions, and none where a guess would only confuse."""

import pytest

from ssmdoc.catalogue.nearest import Hints, distance, nearest

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
        ("aws:runShell", ["aws:runDocument", "aws:runShellScript"], "aws:runShellScript"),
        ("AWS::EC2::Instance", ["AWS::EC2::Image::Id", "AWS::EC2::Instance::Id"], "AWS::EC2::Instance::Id"),
        ("aws:configure", ["aws:configurePackage", "aws:configureDocker"], None),
        ("Output", ["OutputPayload"], None),
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


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("left", "right"),
    [("abcdefgh", "badcfehg"), ("abcdefgh", "bcdefgha"), ("xabcdef", "abcdefxy"), ("aaaa", "aaaabbbb"), ("ab", "ba")],
)
def test_limit_only_cuts(left: str, right: str, limit: int) -> None:
    assert distance(left, right, limit) == min(distance(left, right, 99), limit)


def test_words_of_great_length_take_no_time() -> None:
    names = [f"{'x' * 60_000}{number}" for number in range(100)]
    assert nearest("x" * 60_000 + "-", names) is None
    assert nearest("X" * 60_000 + "1", names) == names[1]


def test_hints_end_after_so_many_comparisons() -> None:
    hints = Hints(["Path", "Name"], most_comparisons=4)
    words = ["Nmae", "Pth", "Nam", "Nmae"]
    assert [hints.did_you_mean(word) for word in words] == [
        ', did you mean "Name"?',
        ', did you mean "Path"?',
        "",
        ', did you mean "Name"?',
    ]
