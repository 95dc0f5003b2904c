"""Selectors: what is surely no JSONPath, and where."""

import pytest

from ssmdoc.model.selector import problem


@pytest.mark.parametrize(
    "selector",
    [
        "$",
        "$.Reservations[0].Instances[0].InstanceId",
        "Attributes.KmsMasterKeyId",
        "image.state.status",
        "$..InstanceId",
        "$.*",
        "$.a[*].b",
        "$.a[-1]",
        "$.a[0:2]",
        "$.a[0,1]",
        "$['a b']['c]']",
        '$["a\\"]b"]',
        "$.Tags[?(@.Key == 'a [b')].Value",
        "$.Tags[?(@.Key == 'a && b')].Value",
        "$.Tags[?(@.Size >= 5)]",
        "$.a.length()",
        "$.a-b_c.d1",
        "$.ResponseMetadata.HTTPHeaders.x-amzn-requestid",
        " $.a ",
        "$.{{ name }}.b",
        "$.a[<< n >>]",
        "$.a[?(@.b =~ /['(]x/)]",
    ],
)
def test_good(selector: str) -> None:
    assert problem(selector) is None


@pytest.mark.parametrize(
    ("selector", "message", "start", "certain"),
    [
        ("", "the selector is empty", 0, True),
        ("  ", "the selector is empty", 0, True),
        ("$.a[0", '"[" is not closed', 3, True),
        ("$.a]", '"]" closes nothing', 3, True),
        ("$.a[(0]", '"]" does not close "("', 6, True),
        ("$.a[?(@.b == 'c)]", "the quote ' is not closed", 13, True),
        ("$.a.", 'the selector ends with "."', 3, True),
        ("$.a...b", '"..." is no step of a path, expected "." or ".."', 3, True),
        ("$.a[]", '"[]" selects nothing, all items are "[*]"', 3, False),
        ("$.a b", "white space in a selector, a member with it is written ['like this']", 3, False),
        ("a|b", '"|" belongs to JMESPath, a selector is a JSONPath', 1, False),
        ("$.a[name]", '"[name]" is neither an index nor a name, expected "[\'name\']"', 3, False),
        ("$.a[?(@.b == 1 && @.c == 2)]", 'a filter is one comparison, "&&" is not supported', 15, False),
        ("$.func(", '"(" is not closed', 6, True),
        ("$)", '")" closes nothing', 1, True),
    ],
)
def test_bad(selector: str, message: str, start: int, certain: bool) -> None:
    found = problem(selector)
    assert found is not None
    assert (found.message, found.start, found.certain) == (message, start, certain)
