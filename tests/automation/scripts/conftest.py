"""Nodes of both sandboxes, and a way to run scripts on them."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest

from ssmdoc.automation.scripts.calls import OnCall, refuse
from ssmdoc.automation.scripts.end import ScriptEnd
from ssmdoc.automation.scripts.job import PythonJob
from ssmdoc.automation.scripts.python import run_python
from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, Node, NodeIdentity, Stream

IDENTITY = NodeIdentity(INSTANCE_ID, "us-east-1", "c")
LIMITS = Limits(output_bytes=8 * 1024**2)


@pytest.fixture(scope="module", params=[pytest.param("docker", marks=pytest.mark.docker), "bubblewrap", "unshare"])
def node(request: pytest.FixtureRequest) -> Iterator[Node]:
    if request.param == "docker":
        with closing(DockerSandbox(request.getfixturevalue("docker_image"))) as sandbox:
            container = sandbox.start(IDENTITY, LIMITS)
            yield container
            container.stop()
        return
    started = NamespaceSandbox(request.param).start(IDENTITY, LIMITS)
    yield started
    started.stop()


class Runner:
    """Runs jobs and keeps what they print."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.printed: dict[Stream, bytes] = {"stdout": b"", "stderr": b""}

    def output(self, stream: Stream, data: bytes) -> None:
        self.printed[stream] += data

    def python(self, job: PythonJob, on_call: OnCall = refuse, cancel: Event | None = None) -> ScriptEnd:
        return run_python(self.node, job, self.output, cancel or Event(), on_call)


@pytest.fixture
def runner(node: Node) -> Runner:
    return Runner(node)
