"""What a reader has to say about a text it could not fully read."""

from typing import NamedTuple

from ssmdoc.source.text import Span

_LONGEST_WORD = 60
_LONGEST_MESSAGE = 500


class Problem(NamedTuple):
    """One thing wrong with a text: `rule` is `syntax-error`, `duplicate-key` or another reader's rule."""

    rule: str
    message: str
    span: Span
    notes: tuple[tuple[Span, str], ...] = ()
    """Other places that matter, each with a word (`first defined here`)."""


def in_quotes(text: str) -> str:
    """The user's own words for a message: in quotes, on one line, and cut where they are very long."""
    line = text if text.isprintable() else " ".join(text[: _LONGEST_WORD * 2].split())
    return f'"{line}"' if len(line) <= _LONGEST_WORD else f'"{line[:_LONGEST_WORD]}…"'


def in_one_line(message: str) -> str:
    """A message that may hold the user's words as they are: on one line, and the words cut where it is very long."""
    line = message if message.isprintable() else " ".join(message.split())
    if len(line) <= _LONGEST_MESSAGE:
        return line
    import re  # for few messages

    line = re.sub('"([^"]*)"', lambda word: in_quotes(word[1]), line)
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]}…"
