"""How long `ssmdoc test` takes for many one-step cases, against starting and removing as many containers."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from benchmarks.documents import echo_document
from benchmarks.measure import Measured, Row, command, compared, medians, milliseconds

CASES = 200
PROGRAM = str(Path(sys.executable).with_name("ssmdoc"))


def case_rows(image: str, workplace: Path, rounds: int) -> list[Row]:
    """Cases with a node each and on shared nodes, as many at a time as there are cores."""
    workers = os.cpu_count() or 1
    (workplace / "echo.yaml").write_text(echo_document(1))
    for isolation in ("node", "shared"):
        cases = "".join(f"  - name: case {number}\n" for number in range(CASES))
        text = f"document: echo.yaml\nisolation: {isolation}\ncases:\n{cases}"
        (workplace / f"{isolation}.ssmtest.yaml").write_text(text)
    options = ("--sandbox", "docker", "--image", image, "--jobs", str(workers))
    ours, shared, bare = medians(
        [
            command(PROGRAM, "test", str(workplace / "node.ssmtest.yaml"), *options),
            command(PROGRAM, "test", str(workplace / "shared.ssmtest.yaml"), *options),
            _containers(image, workers),
        ],
        rounds,
    )
    name = f"{CASES} cases, {workers} at a time"
    times = f"{ours / shared:.1f}"
    return [
        compared(name, ours, "docker run --rm --network none", bare, 1.3),
        Row(f"{name}, isolation: shared", milliseconds(shared), "a node each", milliseconds(ours), times, "≥ 5"),
    ]


def _containers(image: str, at_once: int) -> Measured:
    argv = ("docker", "run", "--rm", "--network", "none", image, "sh", "-c", "echo hello")

    def run() -> float:
        begin = perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            for done in [
                pool.submit(subprocess.run, argv, stdout=subprocess.DEVNULL, check=True) for _ in range(CASES)
            ]:
                done.result()
        return perf_counter() - begin

    return run
