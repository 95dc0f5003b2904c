"""Who answers the AWS calls of a run: `--mocks` first, then who `--aws` names."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import NamedTuple

from ssmdoc.aws.call import Door, DoorError
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.aws.setup import run_setup
from ssmdoc.commands.automation.mocks import read_mocks
from ssmdoc.commands.run_inputs import InputError

REAL_VARIABLE = "SSMDOC_AWS_REAL"
"""Set to `yes`, it confirms `--aws real` where nobody is there to be asked."""


class OpenDoors(NamedTuple):
    """What answers calls, and the mocks of it, which know whether they were called as expected."""

    chain: DoorChain
    mocks: MockDoor


@contextmanager
def open_doors(
    options: argparse.Namespace, region: str, account: str, now: Callable[[], datetime]
) -> Iterator[OpenDoors]:
    """The doors, for the time of the block.

    Raises:
        InputError: a mocks file or the value of `--aws` cannot be used.
    """
    mocks, setup = read_mocks(options.mocks) if options.mocks else ((), ())
    mock_door = MockDoor(mocks)
    with ExitStack() as stack:
        try:
            emulator = _open(options, stack)
            if setup and (emulator is None or options.aws == "real"):
                raise InputError("the setup of mocks fills an emulator; name one with --aws moto or --aws URL")
            if emulator is not None:
                run_setup(emulator, setup, region, account)
        except DoorError as error:
            raise InputError(str(error)) from error
        doors: list[Door] = [mock_door] if emulator is None else [mock_door, emulator]
        yield OpenDoors(DoorChain(doors, now), mock_door)


def _open(options: argparse.Namespace, stack: ExitStack) -> Door | None:
    match options.aws:
        case "none":
            return None
        case "moto":
            from ssmdoc.aws.moto_door import MotoDoor

            return stack.enter_context(MotoDoor())
        case "real":
            _confirm(options)
            from ssmdoc.aws.real_door import RealDoor

            return RealDoor(allow_writes=options.aws_write)
        case str() as url if url.startswith(("http://", "https://")):
            from ssmdoc.aws.endpoint_door import EndpointDoor

            return EndpointDoor(url)
        case other:
            raise InputError(f'--aws takes none, moto, real or an address such as http://localhost:4566, not "{other}"')


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
