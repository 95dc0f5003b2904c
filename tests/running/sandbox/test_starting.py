"""A node that starts in the background is given, or its failure raised, or it is stopped."""

from threading import Event

import pytest

from ssmdoc.running.sandbox.protocol import Capture, Limits, NodeIdentity, OnOutput, Outcome, SandboxError, Script
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

    def start(self, identity: NodeIdentity, limits: Limits) -> FakeNode:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def close(self) -> None:
        pass


def test_wait_gives_the_node() -> None:
    node = FakeNode()
    assert StartingNode(FakeSandbox(node), IDENTITY, Limits()).wait() is node


def test_wait_raises_what_start_raised() -> None:
    starting = StartingNode(FakeSandbox(SandboxError("no engine")), IDENTITY, Limits())
    with pytest.raises(SandboxError, match="no engine"):
        starting.wait()
    starting.discard()


def test_discard_stops_the_node() -> None:
    node = FakeNode()
    StartingNode(FakeSandbox(node), IDENTITY, Limits()).discard()
    assert node.stopped == 1
