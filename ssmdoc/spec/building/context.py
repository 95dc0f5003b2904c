"""What the reading of a spec shares: where it stands, and what is wrong in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from ssmdoc.diagnostic import Diagnostic, Label, Severity
from ssmdoc.source import tree
from ssmdoc.source.text import Source, Span

RULE = "spec"
Found = TypeVar("Found")


class Context:
    """A spec while it is read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.folder = Path(source.path).parent
        self._mistakes: dict[Diagnostic, None] = {}
        self._read: dict[tuple[str, int], object] = {}

    @property
    def mistakes(self) -> tuple[Diagnostic, ...]:
        """What is wrong, each once, in the order of the text."""
        return tuple(sorted(self._mistakes, key=lambda found: (found.span, found.message)))

    def mistake(self, span: Span, message: str, labels: tuple[Label, ...] = ()) -> None:
        """Something is wrong."""
        self._mistakes[Diagnostic(RULE, Severity.ERROR, message, span, labels)] = None

    def once(self, what: str, node: tree.Node, read: Callable[[], Found]) -> Found:
        """What a part of the spec is that many cases share, read when the first one wants it."""
        key = (what, node.start)
        if key not in self._read:
            self._read[key] = read()
        return cast("Found", self._read[key])
