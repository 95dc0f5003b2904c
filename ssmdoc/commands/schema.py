"""`ssmdoc schema`: the JSON Schemas themselves, for editors and other tools."""

import argparse
import sys

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.schema import store

DEFAULT = "ssm-document"
"""The schema of any document: it tells the kinds apart, and needs no other file."""

SHORT_NAMES = {
    "document": DEFAULT,
    "command": "command-2.x",
    "policy": "policy-2.x",
    "automation": "automation-0.3",
    "change-template": "automation-change-template-0.3",
    "session": "session-1.0",
    "package": "package-2.0",
    "test": "ssmtest",
    "fleet": "fleet",
    "mocks": "mocks",
}
"""What people call the schemas."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc schema`."""
    short = ", ".join(SHORT_NAMES)
    parser.add_argument(
        "kind",
        nargs="?",
        metavar="KIND",
        default=DEFAULT,
        help=f"which one: {short}, or a name from --list (default: document, which is for all kinds)",
    )
    parser.add_argument("--list", action="store_true", help="list the schemas there are, with their titles")


def main(options: argparse.Namespace) -> int:
    """Print a schema, or the names and titles of all; 2 when there is none of that name."""
    names = store.names()
    if options.list:
        width = max(map(len, names))
        for name in names:
            print(f"{name:{width}}  {store.load(name)['title']}")
        return 0
    try:
        print(store.text(SHORT_NAMES.get(options.kind, options.kind)), end="")
    except KeyError:
        hint = did_you_mean(options.kind, [*names, *SHORT_NAMES]) or f", there are {', '.join(names)}"
        print(f'ssmdoc schema: unknown kind "{options.kind}"{hint}', file=sys.stderr)
        return 2
    return 0
