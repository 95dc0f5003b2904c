"""What configurePackage says: sections that open inside one another, printed in the order in which they end.

Source: amazon-ssm-agent configurepackage/trace/trace.go EndSection, ToPluginOutput.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class Section:
    """Lines for stdout, lines for stderr, and one error that comes after them."""

    def __init__(self) -> None:
        self.info: list[str] = []
        self.errors: list[str] = []
        self.error = ""


class Trace:
    """The sections of one step; one that is still open at the end is not printed."""

    def __init__(self) -> None:
        self._open: list[Section] = []
        self._ended: list[Section] = []

    def begin(self) -> Section:
        """Open a section."""
        section = Section()
        self._open.append(section)
        return section

    def end(self, section: Section) -> None:
        """End a section and with it those that were opened after it; again is nothing."""
        if section not in self._open:
            return
        while self._open[-1] is not section:
            self._ended.append(self._open.pop())
        self._ended.append(self._open.pop())

    @contextmanager
    def section(self) -> Iterator[Section]:
        """A section that ends with the block, however that is left."""
        section = self.begin()
        try:
            yield section
        finally:
            self.end(section)

    def current(self) -> Section:
        """The section opened last."""
        return self._open[-1]

    def stdout(self) -> str:
        """What the ended sections have said."""
        return "".join(f"{line}\n" for section in self._ended for line in section.info)

    def stderr(self) -> str:
        """What went wrong in the ended sections."""
        lines = (line for section in self._ended for line in (*section.errors, *filter(None, [section.error])))
        return "".join(f"{line}\n" for line in lines)
