"""A command on nodes that only pretend: who runs when, how it ends, and that every node that was started is stopped."""

from collections.abc import Callable, Mapping
from threading import Event, Lock
from time import sleep

import pytest

from ssmdoc.running.events import OnEvent, StepStarted
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.events import CommandChanged, FleetEvent, NodeChanged, NodeStep, Waited
from ssmdoc.running.fleet.machine import CommandState, begin
from ssmdoc.running.fleet.pool import NodePool
from ssmdoc.running.fleet.reach import Answer
from ssmdoc.running.fleet.run import FleetCommand, run_fleet, without_nodes
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import (
    EngineMissingError,
    ImageMissingError,
    Node,
    NotStartedError,
    Outcome,
    Proceed,
    SandboxError,
    Script,
)
from tests.running.fleet.test_details import LETTERS

SUCCESS, FAILED = CommandResult(Status.SUCCESS), CommandResult(Status.FAILED)
Work = Callable[[int, Node, OnEvent, Event], CommandResult]


class PretendedNode:
    platform_name = platform_version = ""

    def __init__(self, machine: "Machine") -> None:
        self.machine = machine

    def run(self, script: Script, on_output: object, cancel: Event) -> Outcome:
        raise AssertionError("no script runs")

    def restart(self) -> None:
        raise AssertionError("nothing restarts")

    def stop(self) -> None:
        with self.machine.lock:
            self.machine.up -= 1


class Machine:
    """Counts the nodes that are up."""

    def __init__(self, errors: Mapping[int, BaseException] | None = None) -> None:
        self.lock = Lock()
        self.errors = errors or {}
        self.up = self.most = 0
        self.started: list[int] = []

    def start(self, number: int, proceed: Proceed) -> Node:
        if number in self.errors:
            raise self.errors[number]
        with self.lock:
            self.up += 1
            self.most = max(self.most, self.up)
            self.started.append(number)
        return PretendedNode(self)


class Ran:
    """A command that has run."""

    def __init__(
        self,
        work: Work,
        *,
        nodes: int = 6,
        most: int = 2,
        max_errors: int = 0,
        machine: Machine | None = None,
        answers: Mapping[int, Answer] | None = None,
        delayed: frozenset[int] = frozenset(),
        expires_after: float = 60.0,
        cancel: Event | None = None,
    ) -> None:
        self.machine = machine or Machine()
        self.events: list[FleetEvent] = []
        answers = answers or {}
        pool = NodePool([n for n in range(nodes) if n not in answers], most, self.machine.start)
        command = FleetCommand(begin(nodes, most, max_errors), answers, delayed, expires_after)
        try:
            self.state = run_fleet(command, pool, work, on_event=self.events.append, cancel=cancel or Event())
        finally:
            pool.abandon()
        assert self.machine.up == 0

    @property
    def invocations(self) -> str:
        return letters(self.state)

    def of_node(self, number: int) -> list[Details]:
        return [event.details for event in self.events if isinstance(event, NodeChanged) and event.node == number]


def letters(state: CommandState) -> str:
    names = {details: letter for letter, details in LETTERS.items()}
    return "".join(names[details] for details in state.invocations)


def succeed(_number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
    return SUCCESS


def fail_third(number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
    return FAILED if number % 3 == 2 else SUCCESS


def wait(_number: int, _node: Node, _on_event: OnEvent, cancel: Event) -> CommandResult:
    assert cancel.wait(30)
    return CommandResult(Status.CANCELLED)


@pytest.mark.parametrize("most", [1, 3, 50])
def test_all_succeed(most: int) -> None:
    ran = Ran(succeed, nodes=20, most=most)
    assert (ran.invocations, ran.state.details) == ("S" * 20, "Success")
    assert sorted(ran.machine.started) == list(range(20))
    assert ran.machine.most <= most


def test_one_at_a_time_a_failure_ends_it() -> None:
    ran = Ran(fail_third, most=1)
    assert (ran.invocations, ran.state.details) == ("SSFTTT", "Failed")


def test_an_error_is_allowed() -> None:
    ran = Ran(fail_third, most=1, max_errors=2)
    assert (ran.invocations, ran.state.details) == ("SSFSSF", "Incomplete")


def test_never_more_at_a_time_than_allowed() -> None:
    running, most, lock = 0, 0, Lock()

    def work(_number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        sleep(0.01)
        with lock:
            running -= 1
        return SUCCESS

    assert Ran(work, nodes=20, most=4).invocations == "S" * 20
    assert most <= 4


def test_events_of_a_node() -> None:
    def work(_number: int, _node: Node, on_event: OnEvent, _cancel: Event) -> CommandResult:
        on_event(StepStarted("greet", "aws:runShellScript", 1, 2))
        return SUCCESS

    ran = Ran(work, nodes=1)
    assert [event for event in ran.events if not isinstance(event, Waited)] == [
        CommandChanged(Details.PENDING, {Details.PENDING: 1}),
        NodeChanged(0, Details.IN_PROGRESS, None),
        CommandChanged(Details.IN_PROGRESS, {Details.IN_PROGRESS: 1}),
        NodeStep(0, "greet", 1, 2),
        NodeChanged(0, Details.SUCCESS, SUCCESS),
        CommandChanged(Details.SUCCESS, {Details.SUCCESS: 1}),
    ]


def test_nodes_that_nothing_runs_on() -> None:
    answers = {
        0: Answer(Details.UNDELIVERABLE),
        2: Answer(Details.DELIVERY_TIMED_OUT),
        3: Answer(Details.INVALID_PLATFORM),
        4: Answer(Details.ACCESS_DENIED),
    }
    ran = Ran(succeed, answers=answers)
    assert (ran.invocations, ran.state.details) == ("USDVAS", "DeliveryTimedOut")
    assert sorted(ran.machine.started) == [1, 5]
    assert {number: ran.of_node(number) for number in answers} == {
        number: [answer.details] for number, answer in answers.items()
    }


def test_a_node_that_cannot_be_played_fails_and_says_why() -> None:
    ran = Ran(succeed, nodes=1, answers={0: Answer(Details.FAILED, "no such node")})
    assert NodeChanged(0, Details.FAILED, CommandResult(Status.FAILED, "no such node")) in ran.events


def test_a_delayed_node() -> None:
    ran = Ran(succeed, nodes=2, delayed=frozenset({1}))
    assert ran.of_node(1) == ["Delayed", "InProgress", "Success"]


def test_a_node_that_dies_is_its_own_failure() -> None:
    def work(number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
        if number == 1:
            raise SandboxError("the node is gone")
        return SUCCESS

    ran = Ran(work, most=1, max_errors=1)
    assert (ran.invocations, ran.state.details) == ("SFSSSS", "Incomplete")
    assert NodeChanged(1, Details.FAILED, CommandResult(Status.FAILED, "the node is gone")) in ran.events


def test_a_node_that_does_not_start_is_its_own_failure() -> None:
    machine = Machine({2: ImageMissingError("no image", "name another")})
    ran = Ran(succeed, most=1, max_errors=1, machine=machine)
    assert (ran.invocations, ran.state.details) == ("SSFSSS", "Incomplete")


def test_without_an_image_for_any_node_there_is_no_result() -> None:
    machine = Machine(dict.fromkeys(range(6), ImageMissingError("no image", "name another")))
    with pytest.raises(ImageMissingError, match="no image; name another"):
        Ran(succeed, machine=machine)


def test_without_an_engine_there_is_no_result() -> None:
    machine = Machine(dict.fromkeys(range(6), EngineMissingError("no engine", "start it")))
    with pytest.raises(EngineMissingError):
        Ran(succeed, machine=machine)
    assert machine.up == 0


def test_an_engine_that_goes_away_fails_the_nodes_that_it_should_have_started() -> None:
    machine = Machine(dict.fromkeys(range(3, 6), EngineMissingError("no engine", "start it")))
    ran = Ran(succeed, most=1, max_errors=5, machine=machine)
    assert (ran.invocations, ran.state.details) == ("SSSFFF", "Incomplete")


def test_a_fault_of_ours_is_not_hidden() -> None:
    def work(_number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Ran(work)


def test_an_agent_that_never_ends_is_a_delivery_timeout() -> None:
    def work(_number: int, _node: Node, _on_event: OnEvent, _cancel: Event) -> CommandResult:
        return CommandResult(Status.IN_PROGRESS)

    assert Ran(work, nodes=2).invocations == "DD"


def test_cancel() -> None:
    cancel = Event()

    def work(number: int, node: Node, on_event: OnEvent, cancelled: Event) -> CommandResult:
        if number == 0:
            return SUCCESS
        cancel.set()
        return wait(number, node, on_event, cancelled)

    ran = Ran(work, most=1, cancel=cancel)
    assert (ran.invocations, ran.state.details) == ("SCCCCC", "Cancelled")
    assert ran.of_node(1) == ["InProgress", "Cancelling", "Cancelled"]
    assert ran.machine.started == [0, 1]


def test_what_ends_in_spite_of_a_cancel_has_ended_so() -> None:
    cancel = Event()
    cancel.set()
    ran = Ran(succeed, nodes=3, most=1, cancel=cancel)
    assert ran.invocations in ("SCC", "CCC")
    assert ran.state.details == "Cancelled"


def test_the_total_timeout() -> None:
    ran = Ran(wait, expires_after=0.3)
    assert (ran.invocations, ran.state.details) == ("DDDDDD", "DeliveryTimedOut")


def test_a_pool_that_is_not_wanted_removes_its_nodes() -> None:
    machine = Machine()
    pool = NodePool(range(10), 4, machine.start)
    pool.abandon()
    pool.abandon()
    assert machine.up == 0
    assert len(machine.started) <= 4


def test_a_pull_waits_until_the_nodes_are_wanted() -> None:
    asked: list[bool] = []

    def start(_number: int, proceed: Proceed) -> Node:
        asked.append(proceed())
        raise NotStartedError

    pool = NodePool(range(2), 2, start)
    sleep(0.05)
    assert asked == []
    pool.abandon()
    assert asked == [False, False]


def test_a_cancel_gives_up_a_pull() -> None:
    cancel = Event()

    class Pulling(Machine):
        def start(self, number: int, proceed: Proceed) -> Node:
            while proceed():
                cancel.set()
                sleep(0.01)
            raise NotStartedError

    ran = Ran(succeed, nodes=3, machine=Pulling(), cancel=cancel)
    assert (ran.invocations, ran.state.details) == ("CCC", "Cancelled")


def test_a_command_over_the_quota() -> None:
    events: list[FleetEvent] = []
    state = without_nodes(Details.RATE_EXCEEDED, 3, events.append)
    assert (letters(state), state.details) == ("CCC", "RateExceeded")
    assert [event.details for event in events if isinstance(event, CommandChanged)] == ["RateExceeded"]
