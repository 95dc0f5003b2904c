"""Names of images: the user's own, ours, and what is an address already; and pulling an image once for many nodes."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import sleep

import pytest

from ssmdoc.running.sandbox.docker import sandbox as docker_sandbox
from ssmdoc.running.sandbox.docker.engine import Connection, Container, EngineError
from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox
from ssmdoc.running.sandbox.images import PRESETS, image_address
from ssmdoc.running.sandbox.protocol import (
    ImageMissingError,
    Limits,
    NodeIdentity,
    Proceed,
    SandboxError,
)
from ssmdoc.source.values import JsonValue

PAGE = Path(__file__).parents[3] / "docs" / "fleet.md"


def test_the_page_lists_all_names() -> None:
    section = PAGE.read_text().split("\n## Images\n")[1]
    assert dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", section, re.MULTILINE)) == PRESETS


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("golden", "mirror/golden"),
        ("rhel9", "mirror/rhel"),
        ("debian12", "debian:12"),
        ("debian:12", "debian:12"),
        ("other/image", "other/image"),
    ],
)
def test_addresses(name: str, address: str) -> None:
    assert image_address(name, {"golden": "mirror/golden", "rhel9": "mirror/rhel"}) == address


class SlowEngine:
    """An engine that lacks an image, and pulls it if it can be had; its containers cannot be started."""

    def __init__(self, *, has_it: bool) -> None:
        self.has_it = has_it
        self.pulled = False
        self.pulls = 0
        self.lock = Lock()

    def create(self, settings: dict[str, JsonValue]) -> str:
        if not self.pulled:
            raise EngineError(404, "no such image")
        return "made"

    def pull(self, image: str, proceed: Proceed) -> None:
        with self.lock:
            self.pulls += 1
        sleep(0.05)
        if not self.has_it:
            raise ImageMissingError("no such image", "name another")
        self.pulled = True

    def start(self, container: str) -> None:
        raise AssertionError

    def attach(self, container: str) -> Connection:
        raise EngineError(500, "it does not start")

    def remove(self, container: str) -> None:
        pass

    def wait_until_removed(self, container: str, timeout: float) -> None:
        raise AssertionError

    def state(self, container: str) -> Mapping[str, JsonValue]:
        raise AssertionError

    def written_bytes(self, container: str) -> int:
        raise AssertionError

    def labelled(self, label: str) -> list[Container]:
        return []

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("has_it", "said"), [(True, "it does not start"), (False, "no such image; name another")])
def test_many_nodes_pull_an_image_once(monkeypatch: pytest.MonkeyPatch, *, has_it: bool, said: str) -> None:
    engine = SlowEngine(has_it=has_it)
    monkeypatch.setattr(docker_sandbox, "open_engine", lambda _address: engine)
    notices: list[str] = []
    sandbox = DockerSandbox("some:image", "none", notices.append)

    def start(number: int) -> str:
        try:
            sandbox.start(NodeIdentity(f"i-{number:08}", "us-east-1", "id"), Limits())
        except SandboxError as error:
            return str(error)
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        errors = list(pool.map(start, range(8)))
    assert all(said in error for error in errors)
    assert (engine.pulls, notices) == (1, ['pulling the image "some:image"'])
