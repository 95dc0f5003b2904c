"""Nodes of cases: which are started ahead, which are shared, and that all are removed."""

from collections.abc import Iterator
from threading import Event, Lock

import pytest

from ssmdoc.running.sandbox.protocol import (
    Capture,
    Limits,
    Node,
    NodeIdentity,
    OnOutput,
    Outcome,
    Proceed,
    SandboxError,
    Script,
    always,
)
from ssmdoc.running.sandbox.select import SandboxChoice
from ssmdoc.spec.nodes import CaseNodes, Wanted

LIMITS = Limits()
HERE = Wanted(SandboxChoice("docker", "one"), LIMITS)
THERE = Wanted(SandboxChoice("docker", "two"), LIMITS)
SHARED = HERE._replace(group="a.yaml")
SCRIPT = Script("/x", b"", ("sh", "/x"), ("/",), 1.0)


class FakeNode:
    platform_name = platform_version = ""

    def __init__(self, number: int, sandbox: "FakeSandbox") -> None:
        self.number, self._sandbox = number, sandbox

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        self._sandbox.commands.append(script.command_id)
        return Outcome(Capture(b"", 0), Capture(b"", 0), 0)

    def restart(self) -> None:
        if self._sandbox.restarts_fail:
            raise SandboxError("it is gone")

    def stop(self) -> None:
        with self._sandbox.lock:
            self._sandbox.running.discard(self.number)


class FakeSandbox:
    name = description = "fake"

    def __init__(self) -> None:
        self.lock = Lock()
        self.started: list[NodeIdentity] = []
        self.running: set[int] = set()
        self.commands: list[str] = []
        self.restarts_fail = False

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> Node:
        with self.lock:
            self.started.append(identity)
            self.running.add(len(self.started))
            return FakeNode(len(self.started), self)

    def close(self) -> None:
        pass


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
def nodes(sandbox: FakeSandbox) -> Iterator[CaseNodes]:
    lending = CaseNodes(lambda _choice: sandbox, "eu-west-1")
    yield lending
    lending.close()
    assert sandbox.running == set()


def number_of(node: Node) -> int:
    assert isinstance(node, FakeNode)
    return node.number


def test_each_case_has_a_node_of_its_own(nodes: CaseNodes, sandbox: FakeSandbox) -> None:
    seen = []
    for _ in range(3):
        lent = nodes.take(HERE)
        seen.append(number_of(lent.wait(Event())))
        assert lent.identity is sandbox.started[seen[-1] - 1]
        nodes.settle(passed=True)
    assert seen == [1, 2, 3]
    assert len({identity.command_id for identity in sandbox.started}) == 3


def test_nodes_start_before_they_are_wanted(nodes: CaseNodes, sandbox: FakeSandbox) -> None:
    nodes.expect([HERE, THERE, HERE, HERE], 2)
    there = nodes.take(THERE)
    here = nodes.take(HERE)
    assert {there.wait(Event()), here.wait(Event())} != set()
    for lent in nodes._ahead:
        lent.wait(Event())
    assert len(sandbox.started) == 4  # those two, and two more


def test_a_shared_node_is_passed_on_under_another_command(nodes: CaseNodes, sandbox: FakeSandbox) -> None:
    identities = []
    for _ in range(3):
        lent = nodes.take(SHARED)
        identities.append(lent.identity.command_id)
        lent.wait(Event()).run(SCRIPT, lambda _stream, _data: None, Event())
        nodes.settle(passed=True)
    assert len(sandbox.started) == 1
    assert sandbox.commands == ["", *identities[1:]]
    assert len(set(identities)) == 3


def test_of_a_group_no_more_nodes_start_ahead_than_there_are_workers(nodes: CaseNodes, sandbox: FakeSandbox) -> None:
    nodes.expect([SHARED] * 50, 2)
    nodes.take(SHARED).wait(Event())
    for lent in nodes._ahead:
        lent.wait(Event())
    assert len(sandbox.started) == 2


@pytest.mark.parametrize(
    ("passed", "restarts_fail", "then"),
    [(False, False, SHARED), (True, True, SHARED), (True, False, HERE), (True, False, SHARED._replace(group="b.yaml"))],
    ids=["it did not pass", "it cannot be restarted", "the next wants its own", "the next is of another document"],
)
def test_when_a_shared_node_is_not_passed_on(
    passed: bool, restarts_fail: bool, then: Wanted, nodes: CaseNodes, sandbox: FakeSandbox
) -> None:
    nodes.take(SHARED).wait(Event())
    sandbox.restarts_fail = restarts_fail
    nodes.settle(passed=passed)
    assert number_of(nodes.take(then).wait(Event())) == 2


def test_a_sandbox_that_cannot_be_had_is_said_to_the_case() -> None:
    def none(_choice: SandboxChoice) -> FakeSandbox:
        raise SandboxError("no such thing")

    nodes = CaseNodes(none, "eu-west-1")
    nodes.expect([HERE], 1)
    with pytest.raises(SandboxError, match=r"^no such thing$"):
        nodes.take(HERE)
    nodes.close()
