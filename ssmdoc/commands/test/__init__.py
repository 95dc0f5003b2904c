"""`ssmdoc test`: runs the cases of specs and says which documents do not do what is expected of them."""

import argparse

from ssmdoc.commands.test.options import add_arguments as add_arguments
from ssmdoc.commands.test.run import main as run


def main(options: argparse.Namespace) -> int:
    """Run the specs; 0 all as expected, 1 something is not, 2 a spec or the machine does not allow to run it."""
    return run(options)
