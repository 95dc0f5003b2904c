"""Addresses as Go takes them apart."""

import pytest

from ssmdoc.plan.go_url import GoUrl, UrlError, parse_url


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://Example.com/a%20b?x=1#y", GoUrl("https", "Example.com", "/a b")),
        ("HTTP://user:pw@host:8080/", GoUrl("http", "host:8080", "/")),
        ("example.com/path", GoUrl("", "", "example.com/path")),
        ("mailto:x@y", GoUrl("mailto", "", "")),
        ("", GoUrl("", "", "")),
        ("https://[::1]:80/x", GoUrl("https", "[::1]:80", "/x")),
    ],
)
def test_parts(text: str, parts: GoUrl) -> None:
    assert parse_url(text) == parts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ht tp://x:y", "first path segment in URL cannot contain colon"),
        ("://x", "missing protocol scheme"),
        ("https://x:port/", 'invalid port ":port" after host'),
        ("https://x/%zz", 'invalid URL escape "%zz"'),
        ("https://a b/", 'invalid character " " in host name'),
        ("https://x/\n", "net/url: invalid control character in URL"),
    ],
)
def test_errors(text: str, reason: str) -> None:
    with pytest.raises(UrlError) as error:
        parse_url(text)
    assert str(error.value).endswith(f": {reason}")
