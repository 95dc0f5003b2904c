"""One action performed with a door that answers from a list, on a clock of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TypeAlias

from ssmdoc.automation.actions import perform
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.records import Ending
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import Aws, World
from ssmdoc.aws.call import Answer, ApiCall, ApiError, DoorError, Response, Unanswered
from ssmdoc.plan.automation.runbook import Output, Runbook, Step
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.source.values import JsonValue

START = datetime(2030, 1, 1, tzinfo=UTC)
IDENTITY = Identity("11111111-2222-3333-4444-555555555555", region="eu-west-1")
UNANSWERED = Unanswered("nothing answers", "- service: s3\n")


@dataclass
class ListedDoor:
    """Gives its answers in order, the last one again and again; a DoorError is raised."""

    answers: list[Answer | DoorError | Callable[[], Answer]]
    calls: list[ApiCall] = field(default_factory=list)

    def answer(self, call: ApiCall) -> Answer:
        self.calls.append(call)
        given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(given, DoorError):
            raise given
        return given() if callable(given) else given


Called: TypeAlias = tuple[str, object]
"""The service and the API, and the request."""


@dataclass(frozen=True)
class Performed:
    """What came of an action: how it ended, what it called, how many seconds it took."""

    ending: Ending
    calls: Sequence[Called]
    seconds: float


def ok(**value: JsonValue) -> Response:
    return Response(value, "test")


def error(code: str, message: str = "it broke", status: int = 400) -> ApiError:
    return ApiError(code, message, "test", status)


def performed(
    action: str,
    inputs: Mapping[str, JsonValue],
    *answers: Answer | DoorError | Callable[[], Answer],
    timeout: int | None = None,
    outputs: tuple[Output, ...] = (),
    store: ParameterStore | None = None,
    cancel: Event | None = None,
) -> Performed:
    door = ListedDoor([*answers])
    clock = VirtualClock(START)
    ending = performed_with(door, action, inputs, clock, timeout, outputs, store, cancel)
    calls: list[Called] = [(f"{asked.service} {asked.operation}", asked.parameters) for asked in door.calls]
    return Performed(ending, calls, (clock.now() - START).total_seconds())


def performed_with(
    door: Aws,
    action: str,
    inputs: Mapping[str, JsonValue],
    clock: VirtualClock,
    timeout: int | None = None,
    outputs: tuple[Output, ...] = (),
    store: ParameterStore | None = None,
    cancel: Event | None = None,
) -> Ending:
    world = World(IDENTITY, clock, door, store=store or {})
    step = Step("step", action, inputs, outputs=outputs, timeout_seconds=timeout)
    call = ActionCall(
        step=step,
        runbook=Runbook((step,), {}, {}, {}),
        record_id="record",
        attempt=1,
        inputs=inputs,
        deadline=None if timeout is None else START + timedelta(seconds=timeout),
        world=world,
        cancel=cancel or Event(),
        say=lambda _: None,
        wait=lambda: None,
    )
    return perform(call)


def cancelling(flag: Event, answer: Answer) -> Callable[[], Answer]:
    """An answer during which the step is cancelled."""

    def give() -> Answer:
        flag.set()
        return answer

    return give
