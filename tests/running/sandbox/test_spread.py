"""Nodes on several engines."""

from pathlib import Path

import pytest

from ssmdoc.cli import main
from ssmdoc.running.sandbox.docker.address import DEFAULT_SOCKET
from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox
from ssmdoc.running.sandbox.docker.spread import SpreadSandbox
from ssmdoc.running.sandbox.protocol import EngineMissingError, Limits, NodeIdentity

IDENTITY = NodeIdentity("i-1", "eu-west-1", "c")


def sandbox(addresses: list[str], image: str, said: list[str]) -> SpreadSandbox:
    return SpreadSandbox([DockerSandbox(image, address=address) for address in addresses], said.append)


@pytest.mark.docker
def test_a_node_starts_where_the_fewest_are(docker_image: str) -> None:
    spread = sandbox([DEFAULT_SOCKET, DEFAULT_SOCKET], docker_image, [])
    nodes = [spread.start(IDENTITY, Limits()) for _ in range(3)]
    try:
        assert [len(found) for found in spread._nodes] == [2, 1]
        nodes[0].stop()
        nodes[2].stop()
        nodes.append(spread.start(IDENTITY, Limits()))
        assert [len(found) for found in spread._nodes] == [1, 1]
        assert spread.description == f"docker, {docker_image} on 2 engines"
    finally:
        for node in nodes:
            node.stop()
        spread.close()


@pytest.mark.docker
def test_an_engine_that_does_not_answer_is_left_out(docker_image: str, tmp_path: Path) -> None:
    said: list[str] = []
    spread = sandbox([f"unix://{tmp_path}/no.sock", DEFAULT_SOCKET], docker_image, said)
    for _ in range(2):
        spread.start(IDENTITY, Limits()).stop()
    spread.close()
    assert said == [f"no Docker engine answers at unix://{tmp_path}/no.sock: cases run on the other engines"]


def test_where_none_answers_the_case_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    spread = sandbox([f"unix://{tmp_path}/a.sock", f"unix://{tmp_path}/b.sock"], "x", said)
    with pytest.raises(EngineMissingError, match=r"no Docker engine answers at unix://\S+/a.sock; start it"):
        spread.start(IDENTITY, Limits())
    assert len(said) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "host"], '"host" is no address of a Docker engine: expected one such as ssh://host or tcp://'),
        (["--engine", "ssh://a", "--sandbox", "namespace"], "--engine names Docker engines, and --sandbox namespace"),
    ],
)
def test_addresses_that_cannot_be_used(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = main(["test", *arguments])
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert message in capsys.readouterr().err
