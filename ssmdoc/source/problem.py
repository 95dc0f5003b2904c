"""What a reader has to say about a text it could not fully read."""

from typing import NamedTuple

from ssmdoc.source.text import Span


class Problem(NamedTuple):
    """One thing wrong with a text: `rule` is `syntax-error`, `duplicate-key` or another reader's rule."""

    rule: str
    message: str
    span: Span
    notes: tuple[tuple[Span, str], ...] = ()
    """Other places that matter, each with a word (`first defined here`)."""
