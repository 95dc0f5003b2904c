"""What commands tell the user beside their results: on stderr, with nothing in it that moves a cursor."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Take = Callable[[str], None]
"""Takes a line without its line break, in any thread and in a signal's handler."""
_takers: list[Take] = []


def notice(text: str) -> None:
    """Tell the user something that is not the result."""
    from ssmdoc.report.visible import visible

    for line in text.splitlines():
        shown = f"ssmdoc: {visible(line)}"
        if _takers:
            _takers[-1](shown)
        else:
            print(shown, file=sys.stderr)


@contextmanager
def notices_go_to(take: Take) -> Iterator[None]:
    """In the block, something else shows the notices: a table that changes has to know what else is on the terminal."""
    _takers.append(take)
    try:
        yield
    finally:
        _takers.remove(take)
