"""The recorded cases again, with their lines counted: what the real agent gave is still what comes out."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.coverage.tracer import LineTracer
from ssmdoc.model.document import Document, build
from ssmdoc.running.command import run_command
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity, Sandbox, Script
from ssmdoc.running.sandbox.shell_text import WORK
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from tests.running.conformance import COMMAND_ID, Case, cases

pytestmark = pytest.mark.docker

IDENTITY = NodeIdentity("i-0123456789abcdef0", "us-east-1", COMMAND_ID)
SETUP = f"{WORK}/setup.sh"
AT_ONCE = 8
QUICK_SECONDS = 4
"""Slower cases wait for a timeout, which is none of ours."""
RUN = [
    case
    for case in cases()
    if case.is_answered
    and not case.expected["trace"]
    and "aws:runShellScript" in case.content["document"]
    and max(case.content["elapsed_seconds"]) < QUICK_SECONDS
    and "cancel_after" not in case.content
]


def document(case: Case) -> Document:
    source = Source(f"case.{case.content['document_format']}", case.content["document"])
    return build(source, read(source).root)


def run_case(sandbox: Sandbox, case: Case, folder: Path) -> tuple[CommandResult, int]:
    tracer = LineTracer(document(case))
    node = sandbox.start(IDENTITY, Limits())
    try:
        setup = Script(SETUP, case.setup.encode(), ("sh", SETUP), ("/",), 60)
        assert node.run(setup, lambda _stream, _data: None, Event()).exit_code == 0
        around = case.surroundings(folder)._replace(tracer=tracer)
        result = run_command(
            case.plan(), node, IDENTITY, on_event=lambda _event: None, cancel=Event(), surroundings=around
        )
    finally:
        node.stop()
    return result, len(tracer.counts)


@pytest.fixture(scope="module")
def results(
    docker_image: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[tuple[CommandResult, int]]]]:
    from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox

    with closing(DockerSandbox(docker_image)) as sandbox, ThreadPoolExecutor(AT_ONCE) as pool:
        yield {case.id: pool.submit(run_case, sandbox, case, tmp_path_factory.mktemp(case.id)) for case in RUN}


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.id)
def test_what_comes_out(results: Mapping[str, Future[tuple[CommandResult, int]]], case: Case) -> None:
    assert case.differences(results[case.id].result()[0]) == []


def test_most_of_them_are_counted(results: Mapping[str, Future[tuple[CommandResult, int]]]) -> None:
    counted = [case.id for case in RUN if results[case.id].result()[1]]
    assert len(counted) > len(RUN) * 0.6
