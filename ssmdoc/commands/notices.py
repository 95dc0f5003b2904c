"""What commands tell the user beside their results: on stderr, with nothing in it that moves a cursor."""

import sys


def notice(text: str) -> None:
    """Tell the user something that is not the result."""
    from ssmdoc.report.visible import visible

    for line in text.splitlines():
        print(f"ssmdoc: {visible(line)}", file=sys.stderr)
