"""Where the statements of a shell script begin: the places at which another command can be put before them."""

import re
from typing import NamedTuple

from ssmdoc.coverage.shell.reader import Reader
from ssmdoc.coverage.shell.words import NotUnderstoodError, Words

_LEFT_ALONE = re.compile(r"PIPESTATUS|\$_(?![A-Za-z0-9_])|\$\{_\}")
"""What a command before the line would change."""


class Statement(NamedTuple):
    """A place where a command can be put before a statement, or the first on its line."""

    offset: int
    line: int
    """Counted from 1."""


def statements(text: str) -> list[Statement] | None:
    """The first statement on each line that has one; None if the script is not understood."""
    reader = Reader(Words(text))
    try:
        reader.commands()
    except (NotUnderstoodError, RecursionError):
        return None
    lines = text.split("\n")
    found: dict[int, Statement] = {}
    line, at = 1, 0
    for offset in reader.found:
        line += text.count("\n", at, offset)
        at = offset
        if not _LEFT_ALONE.search(lines[line - 1]):
            found.setdefault(line, Statement(offset, line))
    return list(found.values())
