"""How long a fleet takes, against starting and removing as many containers ten at a time, and the memory it needs."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from benchmarks.documents import echo_document
from benchmarks.measure import Measured, Row, command, compared, medians

NODES, AT_ONCE = 50, 10
FLEETS = (1, 20, 200)
LOUD = """\
schemaVersion: "2.2"
mainSteps:
  - {name: print, action: aws:runShellScript, inputs: {runCommand: [head -c 10000000 /dev/zero]}}
"""
PROGRAM = str(Path(sys.executable).with_name("ssmdoc"))


def fleet_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """A fleet in Docker against the containers alone, and our memory by the size of the fleet, in namespaces."""
    (workplace / "echo.yaml").write_text(echo_document(1))
    _write_fleet(workplace, NODES)
    fleet = ("--fleet", str(workplace / f"fleet-{NODES}.yaml"), "--max-concurrency", str(AT_ONCE))
    where = ("--sandbox", "docker", "--image", image, "--format", "json")
    isolated = ("docker", "run", "--rm", "--network", "none", image, "sh", "-c", "echo hello")
    ours, plain, bridged = medians(
        [
            command(PROGRAM, "run", str(workplace / "echo.yaml"), *fleet, *where),
            _ten_at_a_time(isolated),
            _ten_at_a_time(("docker", "run", "--rm", image, "sh", "-c", "echo hello")),
        ],
        rounds,
    )
    name = f"a fleet of {NODES}"
    return [
        compared(name, ours, "docker run --rm --network none", plain, 1.3),
        compared(name, ours, "docker run --rm", bridged, 1.3),
        *_memory_rows(workplace),
    ]


def _write_fleet(workplace: Path, nodes: int) -> None:
    (workplace / f"fleet-{nodes}.yaml").write_text(f"nodes: [{{count: {nodes}}}]\n")


def _ten_at_a_time(argv: tuple[str, ...]) -> Measured:
    def run() -> float:
        begin = perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in [
                pool.submit(subprocess.run, argv, stdout=subprocess.DEVNULL, check=True) for _ in range(NODES)
            ]:
                done.result()
        return perf_counter() - begin

    return run


def _memory_rows(workplace: Path) -> list[Row]:
    """Our resident memory at its most, with 10 MB of output of each node."""
    (workplace / "loud.yaml").write_text(LOUD)
    most = []
    for nodes in FLEETS:
        _write_fleet(workplace, nodes)
        fleet = ("--fleet", str(workplace / f"fleet-{nodes}.yaml"), "--max-concurrency", str(AT_ONCE))
        most.append(_most_memory((PROGRAM, "run", str(workplace / "loud.yaml"), *fleet, "--sandbox", "namespace")))
    return [
        Row(f"memory, {nodes} nodes", _megabytes(used), "1 node", _megabytes(most[0]), f"{used / most[0]:.2f}", "-")
        for nodes, used in zip(FLEETS[1:], most[1:], strict=True)
    ]


def _most_memory(argv: tuple[str, ...]) -> int:
    """Bytes of resident memory of a process at its most."""
    process = subprocess.Popen([*argv, "--format", "json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * 1024


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
