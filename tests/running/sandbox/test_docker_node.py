"""How a container is started and removed, with an engine that is none."""

import struct
from collections.abc import Mapping
from queue import Queue

import pytest

from ssmdoc.running.sandbox.docker.engine import Connection, Container, EngineError
from ssmdoc.running.sandbox.docker.node import DockerNode
from ssmdoc.running.sandbox.protocol import Limits, Proceed, SandboxError
from ssmdoc.source.values import JsonValue


class Recorder:
    """An engine, and the connection to its one container, that write down what is asked of them."""

    def __init__(self, *, starts: bool = True, ends: bool = True) -> None:
        self.starts, self.ends = starts, ends
        self.asked: list[str] = []
        self._output: Queue[bytes] = Queue()
        self._mark = b""

    def create(self, settings: dict[str, JsonValue]) -> str:
        raise AssertionError

    def start(self, container: str) -> None:
        self.asked.append("start")
        if not self.starts:
            raise EngineError(500, "it does not start")
        line = self._mark + b"ready Debian\t12\n"
        self._output.put(struct.pack(">BxxxL", 1, len(line)) + line)

    def attach(self, container: str) -> Connection:
        self.asked.append("attach")
        return self

    def remove(self, container: str) -> None:
        self.asked.append("remove")

    def wait_until_removed(self, container: str, timeout: float) -> None:
        self.asked.append("wait until removed")
        if not self.ends:
            raise EngineError(0, "timed out")

    def state(self, container: str) -> Mapping[str, JsonValue]:
        raise AssertionError

    def written_bytes(self, container: str) -> int:
        raise AssertionError

    def labelled(self, label: str) -> list[Container]:
        raise AssertionError

    def pull(self, image: str, proceed: Proceed) -> None:
        raise AssertionError

    def recv(self, size: int, /) -> bytes:
        return self._output.get()

    def sendall(self, data: bytes, /) -> None:
        if data.startswith(b"MARK="):
            self._mark = data.split(b"'")[1]
        self.asked.append("the program" if data.startswith(b"MARK=") else data.decode().splitlines()[-1])

    def close(self) -> None:
        self.asked.append("close")
        self._output.put(b"")


STARTED = ["attach", "the program", "start", "start_ahead"]


@pytest.mark.parametrize(
    ("ends", "asked"),
    [
        (True, ["exit", "wait until removed", "close"]),
        (False, ["exit", "wait until removed", "remove", "close"]),
    ],
)
def test_a_node_that_does_not_end_by_itself_is_killed(asked: list[str], *, ends: bool) -> None:
    engine = Recorder(ends=ends)
    node = DockerNode(engine, "container", Limits())
    node.open()
    assert (node.platform_name, node.platform_version) == ("Debian", "12")
    node.stop()
    node.stop()
    assert engine.asked == [*STARTED, *asked]


def test_a_container_that_does_not_start_is_removed_and_its_connection_closed() -> None:
    engine = Recorder(starts=False)
    node = DockerNode(engine, "container", Limits())
    with pytest.raises(SandboxError, match="cannot start a node: the Docker engine says: it does not start"):
        node.open()
    node.stop()
    assert engine.asked == ["attach", "the program", "start", "close", "remove"]
