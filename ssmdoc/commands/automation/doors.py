"""Who answers the AWS calls of a run: `--mocks` first, then who `--aws` names."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from ssmdoc.automation.scope import Identity
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.open_doors import REAL, OpenDoors, open_doors
from ssmdoc.commands.automation.mocks import read_mocks
from ssmdoc.commands.run_inputs import InputError

REAL_VARIABLE = "SSMDOC_AWS_REAL"
"""Set to `yes`, it confirms `--aws real` where nobody is there to be asked."""
_WORDS = ("none", "moto", REAL)


@contextmanager
def doors_of(options: argparse.Namespace, identity: Identity, now: Callable[[], datetime]) -> Iterator[OpenDoors]:
    """The doors, for the time of the block.

    Raises:
        InputError: a mocks file or the value of `--aws` cannot be used.
    """
    if options.aws not in _WORDS and not options.aws.startswith(("http://", "https://")):
        raise InputError(
            f'--aws takes none, moto, real or an address such as http://localhost:4566, not "{options.aws}"'
        )
    if options.aws == REAL:
        _confirm(options)
    mocks, setup = read_mocks(options.mocks) if options.mocks else ((), ())
    doors = open_doors(
        mocks,
        options.aws,
        region=identity.region,
        account=identity.account,
        setup=setup,
        allow_writes=options.aws_write,
        clock=now,
    )
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(doors)
        except DoorError as error:
            raise InputError(str(error)) from error
        yield opened


def _confirm(options: argparse.Namespace) -> None:
    """The real AWS is called only when it was said twice."""
    if options.aws_confirm or os.environ.get(REAL_VARIABLE) == "yes":
        return
    if sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty():
        what = "and change what it says" if options.aws_write else "with calls that only read"
        print(f"call the real AWS, {what}? (yes) ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() == "yes":
            return
    raise InputError(f"--aws real calls AWS: confirm it with --aws-confirm, or with {REAL_VARIABLE}=yes in CI")
