"""The limits of a node in namespaces: a script that exceeds one ends, and the next one runs."""

from collections.abc import Iterator

import pytest

from ssmdoc.running.sandbox.namespace.node import NamespaceNode
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.protocol import Limits
from tests.running.sandbox.test_namespace import IDENTITY, LIMITS, run


@pytest.fixture
def fresh_node() -> Iterator[NamespaceNode]:
    node = NamespaceSandbox().start(IDENTITY, LIMITS)
    yield node
    node.stop()


ESCAPING = "i=0; while [ $i -lt 100 ]; do setsid sleep 100 & i=$((i+1)); done; sleep 30"
HOG = "import mmap, time; m = mmap.mmap(-1, 600 << 20); [m.write(bytes(1 << 20)) for _ in range(600)]; time.sleep(30)"
HOGS = "import os, time; os.fork(); os.fork(); b = bytearray(100 << 20); time.sleep(30)"


@pytest.mark.parametrize(
    ("text", "exceeded"),
    [
        pytest.param("yes", "1 MiB of output", id="endless output"),
        pytest.param("#!/bin/bash\n:(){ :|:& };:", "64 processes", id="fork bomb"),
        pytest.param(f"#!/bin/bash\n{ESCAPING}", "64 processes", id="processes that leave the group"),
        pytest.param(f"python3 -c '{HOG}'", "256 MiB of memory", id="shared memory"),
        pytest.param(f"python3 -c '{HOGS}'", "256 MiB of memory", id="memory of many"),
    ],
)
def test_limits_end_the_script(fresh_node: NamespaceNode, text: str, exceeded: str) -> None:
    outcome = run(fresh_node, text)
    assert (outcome.exceeded, outcome.signal) == (exceeded, 9)
    assert outcome.elapsed_seconds < 3
    # What waits for the next script may only just be starting.
    assert set(run(fresh_node, "cat /proc/[0-9]*/comm").stdout.data.split()) <= {b"sh", b"cat", b"setsid"}


@pytest.mark.parametrize("tool", ["bubblewrap", "unshare"])
def test_a_fork_bomb_at_the_default_limit(tool: str) -> None:
    node = NamespaceSandbox(tool).start(IDENTITY, Limits())
    try:
        outcome = run(node, "#!/bin/bash\n:(){ :|:& };:")
        assert (outcome.exceeded, outcome.elapsed_seconds < 5) == ("1024 processes", True)
        assert run(node, "echo still here").stdout.data == b"still here\n"
    finally:
        node.stop()


def test_memory_that_processes_share_counts_once(fresh_node: NamespaceNode) -> None:
    code = "import os, time; b = bytearray(100 << 20); [os.fork() for _ in range(3)]; time.sleep(1.5)"
    assert run(fresh_node, f"python3 -c '{code}'").exceeded is None


def test_memory_of_one_process_is_bounded(fresh_node: NamespaceNode) -> None:
    outcome = run(fresh_node, "python3 -c 'bytearray(600 << 20)'")
    assert (outcome.exit_code, outcome.stderr.data.splitlines()[-1]) == (1, b"MemoryError")


def test_ended_orphans_are_collected(fresh_node: NamespaceNode) -> None:
    text = "i=0; while [ $i -lt 40 ]; do (setsid true &); i=$((i+1)); done; sleep 1.2"
    assert [run(fresh_node, text).exceeded for _ in range(2)] == [None, None]


def test_the_disk_is_bounded(fresh_node: NamespaceNode) -> None:
    outcome = run(fresh_node, "head -c 300000000 /dev/zero >/tmp/big || stat -c %s /tmp/big")
    assert b"No space left on device" in outcome.stderr.data
    assert LIMITS.disk_bytes * 0.9 < int(outcome.stdout.data) <= LIMITS.disk_bytes
    assert run(fresh_node, "rm /tmp/big; echo next").stdout.data == b"next\n"


def test_a_full_disk_fails_the_next_script_clearly(fresh_node: NamespaceNode) -> None:
    run(fresh_node, "head -c 300000000 /dev/zero >/tmp/big")
    outcome = run(fresh_node, "echo " + "x" * 5000)
    assert outcome.start_error == "cannot write the script: no space left, a read-only place, or no mkdir, rm or chmod"
