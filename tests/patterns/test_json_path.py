"""Paths that others write: what they find, and that none takes for ever."""

import pytest

from ssmdoc.patterns.json_path import PathError, compile_path, follow
from ssmdoc.source.values import JsonValue

VALUE: JsonValue = {
    "Tags": [{"Key": "Name", "Value": "a-1"}, {"Key": "Env", "Value": "prod"}],
    "Volumes": [{"Id": "v1", "Tags": [{"Key": "Name"}]}, {"Id": "v2", "Tags": []}],
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.Tags[0].Value", ["a-1"]),
        ("$.Tags[?(@.Key == 'Env')].Value", ["prod"]),
        ("$.Volumes[?(@.Tags[*].Key)].Id", ["v1"]),
        ("$.Volumes[?(@.Id == $.Volumes[1].Id)].Id", ["v2"]),
        ("$..Key", ["Name", "Env", "Name"]),
        ("$.Tags[?match(@.Value, 'a-[0-9]')].Key", ["Name"]),
        ("$.Tags[?match(@.Value, 'a')].Key", []),
        ("$.Tags[?search(@.Value, 'a')].Key", ["Name"]),
        ("$.Tags[?(@.Value =~ /pr.*/)].Key", ["Env"]),
        ("$.Tags[?search(@.Value, '(')].Key", []),
        ("$.Nothing", []),
    ],
)
def test_what_is_found(path: str, found: list[JsonValue]) -> None:
    assert follow(compile_path(path), VALUE) == found


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("$.[", "expected"),
        ("$.a | $.b", "it is several paths"),
        ("$[?count($..*) > 1]", "ssmdoc does not follow filters with `..`, a filter or all of the response in them"),
        ("$[?@..x]", "ssmdoc does not follow filters with `..`, a filter or all of the response in them"),
        ("$[?@.a[?@.b[?@.c]]]", "ssmdoc does not follow filters with `..`, a filter or all of the response in them"),
        ("$" + "[?(@" * 2_000 + ")]" * 2_000, "recursion"),
    ],
)
def test_paths_that_are_none(path: str, why: str) -> None:
    with pytest.raises(PathError, match=why.replace("(", r"\(").replace("|", r"\|")[:60]):
        compile_path(path)


def test_a_path_to_too_many_values() -> None:
    deep: JsonValue = []
    for _ in range(90):
        deep = [deep, 1]
    with pytest.raises(PathError, match="it leads to more than 200,000 values"):
        follow(compile_path("$..*..*..*..*..*"), deep)


def test_a_response_that_is_too_deep() -> None:
    deep: JsonValue = 1
    for _ in range(5_000):
        deep = {"a": deep}
    with pytest.raises(PathError):
        follow(compile_path("$..b"), deep)


def test_a_regular_expression_takes_no_exponential_time() -> None:
    assert follow(compile_path("$[?(@ =~ /(a|aa)+$/)]"), ["a" * 60 + "b"]) == []
    assert follow(compile_path("$[?search(@, '(a+)+$')]"), ["a" * 60 + "b"]) == []
