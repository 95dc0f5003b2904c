"""`ssmdoc schema`: the JSON Schemas themselves, for editors and other tools."""

import argparse
import sys

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.schema import store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc schema`."""
    parser.add_argument(
        "kind", nargs="?", metavar="KIND", default="command-2.x", help="which one (default: command-2.x)"
    )
    parser.add_argument("--list", action="store_true", help="list the schemas there are")


def main(options: argparse.Namespace) -> int:
    """Print a schema, or their names; 2 when there is none of that name."""
    if options.list:
        print(*store.names(), sep="\n")
        return 0
    try:
        print(store.text(options.kind), end="")
    except KeyError:
        names = store.names()
        hint = did_you_mean(options.kind, names) or f", there are {', '.join(names)}"
        print(f'ssmdoc schema: unknown kind "{options.kind}"{hint}', file=sys.stderr)
        return 2
    return 0
