"""The doors of one run, opened and closed together."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import NamedTuple

from ssmdoc.aws.call import Door, DoorError
from ssmdoc.aws.chain import DoorChain, now
from ssmdoc.aws.mocks import Mock, MockDoor
from ssmdoc.aws.setup import SetupCall, run_setup
from ssmdoc.source.values import JsonValue

NONE, MOTO, REAL = "none", "moto", "real"


class OpenDoors(NamedTuple):
    """The doors of a run: all of them in their order, the mocks among them, and what the setup has saved."""

    chain: DoorChain
    mocks: MockDoor
    saved: dict[str, JsonValue]


@contextmanager
def open_doors(
    mocks: Sequence[Mock] = (),
    behind: str = NONE,
    *,
    region: str,
    account: str,
    setup: Sequence[SetupCall] = (),
    allow_writes: bool = False,
    first: Sequence[Door] = (),
    clock: Callable[[], datetime] = now,
) -> Iterator[OpenDoors]:
    """Open the mocks, and behind them nothing, moto, real AWS, or the endpoint at an address.

    `first` are doors that are asked before the mocks. A run that has moto keeps other threads that want it waiting.

    Raises:
        DoorError: a door cannot be opened, or a call of the setup failed.
    """
    with ExitStack() as stack:
        declared = MockDoor(tuple(mocks))
        last = _opened(behind, stack, allow_writes=allow_writes)
        if setup and (last is None or behind == REAL):
            raise DoorError("the mocks have a setup, which is for --aws moto and --aws URL alone")
        saved = run_setup(last, setup, region, account) if last is not None else {}
        doors = (*first, declared) if last is None else (*first, declared, last)
        yield OpenDoors(DoorChain(doors, clock), declared, saved)


def _opened(behind: str, stack: ExitStack, *, allow_writes: bool) -> Door | None:
    match behind:
        case "none":
            return None
        case "moto":
            from ssmdoc.aws.moto_door import MotoDoor

            return stack.enter_context(MotoDoor())
        case "real":
            from ssmdoc.aws.real_door import RealDoor

            return RealDoor(allow_writes=allow_writes)
        case url:
            from ssmdoc.aws.endpoint_door import EndpointDoor

            return EndpointDoor(url)
