"""Starting ssmdoc as a user does, and looking for what it leaves behind."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from ssmdoc.running.sandbox.owner import NODE_LABEL

PROGRAM = str(Path(sys.executable).with_name("ssmdoc"))
PATIENCE = 60.0
"""Seconds after which whatever should have ended has not; a busy machine is given time."""


class Finished(NamedTuple):
    """What came out of a process."""

    code: int
    out: str
    err: str


class Place(NamedTuple):
    """Where the documents of a test run: a sandbox, and a node that no other test has."""

    name: str
    instance: str
    options: tuple[str, ...]


def place(name: str, *options: str) -> Place:
    """A place in a sandbox, with a name of its own."""
    instance = f"i-{uuid4().hex[:17]}"
    return Place(name, instance, ("--sandbox", name, "--instance-id", instance, *options))


def start(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """The console script, started and not waited for."""
    return subprocess.Popen(
        [PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
    )


def finish(process: subprocess.Popen[str], stdin: str = "") -> Finished:
    """What a process gives until it ends; one that does not end is killed, and fails the test."""
    try:
        out, err = process.communicate(stdin, timeout=PATIENCE)
    finally:
        process.kill()
    return Finished(process.returncode, out, err)


def ssmdoc(*arguments: str, stdin: str = "", environment: Mapping[str, str] | None = None) -> Finished:
    """The console script from start to end."""
    return finish(start(*arguments, environment=environment), stdin)


def wait_for_line(process: subprocess.Popen[str], line: str) -> None:
    """Read standard output up to a line."""
    assert process.stdout is not None
    while (read := process.stdout.readline()) != line:
        assert read, f"the output ended without {line!r}"


def left_in(where: Place) -> list[str]:
    """Processes and containers of a node, when those that are ending have had their time."""
    deadline = time.monotonic() + PATIENCE / 4
    while (left := [*_processes(where.instance), *_containers(where)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _processes(instance: str) -> list[str]:
    """Command lines of the processes that have the node's id in them or in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            environment = (process / "environ").read_bytes()
        except OSError:
            continue  # it has ended, or is not ours
        if instance.encode() in command + environment:
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


def _containers(where: Place) -> list[str]:
    if where.name != "docker":
        return []
    label = f"label={NODE_LABEL}={where.instance}"
    listed = subprocess.run(["docker", "ps", "-aq", "--filter", label], capture_output=True, text=True, check=True)
    return listed.stdout.split()


def plain(text: str) -> str:
    """The text of a report without what differs from run to run: times, and the name of the sandbox."""
    text = re.sub(r"\d+\.\d+ s\b", "N s", text)
    text = re.sub(r" +N s\n", " N s\n", text)
    return re.sub(r", (docker, \S+|namespace sandbox \(\w+\)), ", ", SANDBOX, ", text)
