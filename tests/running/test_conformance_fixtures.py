"""Every recorded case on a container of its own, compared with what the real agent gave, character for character."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Timer

import pytest

from ssmdoc.running.command import run_command
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity, Sandbox, Script
from ssmdoc.running.sandbox.shell_text import WORK
from tests.running.conformance import COMMAND_ID, Case, cases

pytestmark = pytest.mark.docker

IDENTITY = NodeIdentity("i-0123456789abcdef0", "us-east-1", COMMAND_ID)
SETUP = f"{WORK}/setup.sh"
AT_ONCE = 8
"""Most cases wait for a timeout, so more of them run at once than there are processors."""
RUN = [case for case in cases() if case.is_answered and not case.expected["trace"]]
"""Those that get as far as a node; tests/plan has the others."""


def run_case(sandbox: Sandbox, case: Case, folder: Path) -> CommandResult:
    surroundings = case.surroundings(folder)
    plan = case.plan()
    node = sandbox.start(IDENTITY, Limits())
    try:
        setup = Script(SETUP, case.setup.encode(), ("sh", SETUP), ("/",), 60)
        assert node.run(setup, lambda _stream, _data: None, Event()).exit_code == 0
        cancel = Event()
        timer = Timer(case.content.get("cancel_after", 3600), cancel.set)
        timer.start()
        try:
            return run_command(
                plan, node, IDENTITY, on_event=lambda _event: None, cancel=cancel, surroundings=surroundings
            )
        finally:
            timer.cancel()
    finally:
        node.stop()


@pytest.fixture(scope="module")
def results(
    request: pytest.FixtureRequest, docker_image: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[CommandResult]]]:
    from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox

    chosen = {
        item.callspec.id
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    }
    slowest_first = sorted(RUN, key=lambda case: -max(case.content["elapsed_seconds"]))
    with closing(DockerSandbox(docker_image)) as sandbox, ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            case.id: pool.submit(run_case, sandbox, case, tmp_path_factory.mktemp(case.id))
            for case in slowest_first
            if case.id in chosen
        }


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.id)
def test_as_the_agent(results: Mapping[str, Future[CommandResult]], case: Case) -> None:
    assert case.differences(results[case.id].result()) == []
