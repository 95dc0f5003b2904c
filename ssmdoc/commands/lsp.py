"""`ssmdoc lsp`: the server that editors start."""

import argparse
import os
import signal
import sys

from ssmdoc.commands.exit_codes import FAILED, GOOD, USAGE
from ssmdoc.commands.notices import notice

_SECONDS_OF_A_THREAD = 0.0005
"""How long one may run before others may: with the usual 5 ms a message waits that long, often, for the checker."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc lsp`."""
    parser.add_argument(
        "--stdio", action="store_true", help="speak on standard input and output; it always does, editors say so"
    )


def main(_: argparse.Namespace) -> int:
    """Serve an editor until it ends; 0 after it asked for the end, 1 when it went away without, 2 without the extra."""
    try:
        from ssmdoc.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("ssmdoc"):
            raise
        print("ssmdoc lsp needs the extra: pip install 'ssmdoc[lsp]'", file=sys.stderr)
        return USAGE
    _log()
    if sys.stdin.isatty():
        notice("this speaks the Language Server Protocol on standard input and output; it is for an editor to start")
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own waits for the next message
    sys.setswitchinterval(_SECONDS_OF_A_THREAD)
    try:
        code = GOOD if serve() else FAILED
    except (MemoryError, OverflowError, ValueError) as error:
        print(f"ssmdoc lsp: a message has no length that can be read: {error or 'too large'}", file=sys.stderr)
        code = FAILED
    # A text may be being checked, for seconds if it is long. Python cannot end a thread that is inside an extension:
    # to return would be to abort. There is nothing left to write.
    os._exit(code)


def _log() -> None:
    """Have warnings of the server, with SSMDOC_DEBUG=1 all it does, on standard error, where editors keep them."""
    import logging

    level = logging.DEBUG if os.environ.get("SSMDOC_DEBUG") == "1" else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
