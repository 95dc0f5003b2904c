"""Runs of plain, single quoted and double quoted scalars, and of JSON strings."""

import re

from ssmdoc.source.runs import LINE_BREAK, Run, Runs, line_break
from ssmdoc.source.tree import Style

_FOLD = rf"(?P<fold>[ \t]*(?:{LINE_BREAK})(?:[ \t]*(?:{LINE_BREAK}))*[ \t]*)|(?P<blanks>[ \t]{{2,}})"
"""Blanks that no line break follows are taken as a whole, or the search would look at their end again from each."""
_ESCAPED_BREAK = rf"(?P<joined>\\(?:{LINE_BREAK})(?:[ \t]*(?:{LINE_BREAK}))*[ \t]*)"
_ESCAPE = (
    r"(?P<escape>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.)"
)
_SPECIAL = {
    (Style.PLAIN, True): re.compile(_FOLD),
    (Style.PLAIN, False): re.compile(r"(?!)"),
    (Style.SINGLE, True): re.compile(rf"(?P<quote>'')|{_FOLD}"),
    (Style.SINGLE, False): re.compile(r"(?P<quote>'')"),
    (Style.DOUBLE, True): re.compile(rf"{_ESCAPED_BREAK}|{_ESCAPE}|{_FOLD}"),
    (Style.DOUBLE, False): re.compile(_ESCAPE, re.DOTALL),
}
_KEPT_BREAKS = "\u2028\u2029"


def flow_runs(content: str, start: int, style: Style, *, folding: bool) -> tuple[list[Run], int]:
    """The runs of what stands between the quotes, `start` being its offset in the file, and the length of the text."""
    runs = Runs()
    done = 0
    for special in _SPECIAL[style, folding].finditer(content):
        kind = special.lastgroup
        if kind == "blanks":
            continue
        runs.add(start + done, special.start() - done)
        done = special.end()
        if kind == "quote" or kind == "escape":
            runs.add_one(start + special.start(), done - special.start())
        else:
            _add_breaks(runs, special[0], start + special.start(), joined=kind == "joined")
    runs.add(start + done, len(content) - done)
    return runs.runs, runs.length


def _add_breaks(runs: Runs, blank: str, start: int, *, joined: bool) -> None:
    """Line breaks between two lines: one alone is a space, of several the first goes; an escaped one goes too."""
    breaks = list(line_break.finditer(blank))
    first, *others = breaks
    if not joined and (not others or first[0] in _KEPT_BREAKS):
        runs.add_one(start + first.start(), len(first[0]))
    for other in others:
        runs.add_one(start + other.start(), len(other[0]))
