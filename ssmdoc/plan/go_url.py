"""Addresses as Go takes them apart, with its error texts.

Source: Go net/url url.go Parse.
"""

import json
import re
from typing import NamedTuple
from urllib.parse import unquote

_CONTROL = re.compile("[\x00-\x1f\x7f]")
_SCHEME = re.compile("([a-zA-Z][a-zA-Z0-9+.-]*):")
_BAD_ESCAPE = re.compile("%(?![0-9a-fA-F]{2}).{0,2}")
_PORT = re.compile("[^:]*(?::[0-9]*)?")
_HOST = re.compile(r"[^\x00-\x20\"%/<>@\\^`{|}]*")
_USER = re.compile(r"[A-Za-z0-9\-._:~!$&'()*+,;=%@]*")


class UrlError(Exception):
    """A text is no address; the error's text is Go's."""


class GoUrl(NamedTuple):
    """The parts of an address that are looked at."""

    scheme: str
    """In small letters."""
    host: str
    """With the port."""
    path: str
    """Without escapes, query and fragment."""


def parse_url(text: str) -> GoUrl:
    """Take an address apart.

    Raises:
        UrlError: it is none.
    """
    try:
        return _parse(text)
    except ValueError as error:
        raise UrlError(f"parse {json.dumps(text, ensure_ascii=False)}: {error}") from None


def _parse(text: str) -> GoUrl:
    if _CONTROL.search(text):
        raise ValueError("net/url: invalid control character in URL")
    if text.startswith(":"):
        raise ValueError("missing protocol scheme")
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    rest = (text[found.end() :] if found else text).partition("#")[0].partition("?")[0]
    if not rest.startswith("/"):
        if scheme:
            return GoUrl(scheme, "", "")
        if ":" in rest.partition("/")[0]:
            raise ValueError("first path segment in URL cannot contain colon")
    host = ""
    if rest.startswith("//") and (scheme or not rest.startswith("///")):
        authority, slash, rest = rest[2:].partition("/")
        rest = slash + rest
        host = _host(authority)
    return GoUrl(scheme, host, _unescaped(rest))


def _host(authority: str) -> str:
    user, at, host = authority.rpartition("@")
    if at and not _USER.fullmatch(user):
        raise ValueError("net/url: invalid userinfo")
    if not host.startswith("[") and not _PORT.fullmatch(host):
        port = host[host.index(":") :]
        raise ValueError(f'invalid port "{port}" after host')
    if not _HOST.fullmatch(host):
        bad = next(character for character in host if not _HOST.fullmatch(character))
        raise ValueError(f"invalid character {json.dumps(bad)} in host name")
    return host


def _unescaped(path: str) -> str:
    if bad := _BAD_ESCAPE.search(path):
        raise ValueError(f'invalid URL escape "{bad[0]}"')
    return unquote(path)
