"""Words that messages of several rules have."""

from collections.abc import Iterable, Sequence

_MOST = 5
"""So many of the user's own words are named in a message."""


def enumerated(words: Sequence[str], conjunction: str = "and") -> str:
    """Words as an English list: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def quoted(words: Iterable[str]) -> list[str]:
    """Words in quotes."""
    return [f'"{word}"' for word in words]


def listed(words: Sequence[str]) -> str:
    """The user's words in quotes as an English list; of many the first, and how many more there are."""
    if len(words) <= _MOST:
        return enumerated(quoted(words))
    return f"{', '.join(quoted(words[:_MOST]))} and {len(words) - _MOST} more"
