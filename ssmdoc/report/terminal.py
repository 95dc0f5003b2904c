"""Whether a stream wants colours, and the colours of what it shows."""

import os
from typing import TextIO

COLOURS = {
    "Success": "32",
    "Failed": "31",
    "TimedOut": "31",
    "Cancelled": "33",
    "Skipped": "36",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "margin": "1;34",
}
"""What is shown in colour, by name: statuses, severities, and the parts of a finding."""


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user did not say NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str, name: str, *, colour: bool) -> str:
    """The text in the colour that goes with a name."""
    code = COLOURS.get(name)
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text
