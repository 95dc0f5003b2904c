"""How much a reader takes on, and how it says that it cannot go on."""

from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span

MAX_CHARACTERS = 4 * 1024 * 1024
"""AWS takes documents of 64 KB; a template that holds several may be larger, but not this large."""

MAX_DEPTH = 200
"""Levels of nesting, aliases followed; every walk over a tree may be recursive because of it."""

MAX_NODES = 200_000
"""Nodes of a tree, aliases followed: a few lines of aliases can stand for billions of nodes."""

TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
TOO_MANY = f"the document has more than {MAX_NODES:,} values, repeated aliases counted; no more are read"


class Unreadable(Exception):  # noqa: N818 - it ends the reading of one text and never leaves a reader
    """Raised inside a reader at the first place where no tree can be made any more."""

    def __init__(self, message: str, start: int, end: int) -> None:
        self.problem = Problem("syntax-error", message, Span(start, end))
