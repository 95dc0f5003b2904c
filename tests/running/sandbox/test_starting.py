"""A node that starts in the background is given, or its failure raised, or it is stopped."""

from threading import Event

import pytest

from ssmdoc.running.sandbox.protocol import (
    Capture,
    Limits,
    NodeIdentity,
    NotStartedError,
    OnOutput,
    Outcome,
    Proceed,
    SandboxError,
    Script,
    always,
)
from ssmdoc.running.sandbox.starting import StartingNode

IDENTITY = NodeIdentity("i-1", "us-east-1", "c-1")


class FakeNode:
    platform_name = "Fake"
    platform_version = "1"

    def __init__(self) -> None:
        self.stopped = 0

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        return Outcome(Capture(b"", 0), Capture(b"", 0), exit_code=0)

    def restart(self) -> None:
        pass

    def stop(self) -> None:
        self.stopped += 1


class FakeSandbox:
    name = "fake"
    description = "fake"

    def __init__(self, answer: FakeNode | Exception) -> None:
        self.answer = answer

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> FakeNode:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        pass


def test_wait_gives_the_node() -> None:
    node = FakeNode()
    assert StartingNode(FakeSandbox(node), IDENTITY, Limits()).wait(Event()) is node


def test_wait_raises_what_start_raised() -> None:
    starting = StartingNode(FakeSandbox(SandboxError("no engine")), IDENTITY, Limits())
    with pytest.raises(SandboxError, match="no engine"):
        starting.wait(Event())
    starting.discard()


def test_discard_stops_the_node() -> None:
    node = FakeNode()
    StartingNode(FakeSandbox(node), IDENTITY, Limits()).discard()
    assert node.stopped == 1


class SlowSandbox(FakeSandbox):
    """Has something slow to do before its node is there, and does it only when told to."""

    def __init__(self, answer: FakeNode) -> None:
        super().__init__(answer)
        self.asked: list[bool] = []

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> FakeNode:
        self.asked.append(proceed())
        if not self.asked[-1]:
            raise NotStartedError
        return super().start(identity, limits)


def test_what_is_slow_begins_when_the_node_is_waited_for() -> None:
    sandbox = SlowSandbox(FakeNode())
    starting = StartingNode(sandbox, IDENTITY, Limits())
    assert sandbox.asked == []
    starting.wait(Event())
    assert sandbox.asked == [True]


def test_what_is_slow_never_begins_for_a_node_that_is_not_wanted() -> None:
    sandbox = SlowSandbox(FakeNode())
    StartingNode(sandbox, IDENTITY, Limits()).discard()
    assert sandbox.asked == [False]


def test_a_cancelled_wait_ends_at_once() -> None:
    release, cancel = Event(), Event()

    class Hanging(FakeSandbox):
        def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> FakeNode:
            release.wait()
            return super().start(identity, limits)

    node = FakeNode()
    starting = StartingNode(Hanging(node), IDENTITY, Limits())
    cancel.set()
    with pytest.raises(NotStartedError):
        starting.wait(cancel)
    release.set()
    starting.discard()
    assert node.stopped == 1
