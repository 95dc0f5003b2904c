"""Runs: characters that stand side by side both in a scalar's text and in the file."""

import re
from typing import NamedTuple

LINE_BREAK = "\r\n|[\r\n\x85\u2028\u2029]"
"""What YAML 1.1 takes for a line break."""

line_break = re.compile(LINE_BREAK)


class Run(NamedTuple):
    """From character `first` of the text on, characters stand at `offset` and on; each takes `width` in the file."""

    first: int
    offset: int
    width: int


class Runs:
    """Collects runs in order; `length` counts the characters of the text so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.length = 0

    def add(self, offset: int, count: int) -> None:
        """The next `count` characters stand at `offset`, each as itself."""
        if count:
            self.runs.append(Run(self.length, offset, 1))
            self.length += count

    def add_one(self, offset: int, width: int) -> None:
        """The next character comes from `width` characters at `offset`."""
        self.runs.append(Run(self.length, offset, width))
        self.length += 1
