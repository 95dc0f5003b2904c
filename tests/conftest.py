"""What all tests share: the Docker engine and its image, which CI must have and a laptop may lack."""

import contextlib
import gc
import os
import warnings
from functools import cache

import pytest
from hypothesis import settings

# A busy machine is no reason to fail.
settings.register_profile("ssmdoc", deadline=None)
settings.load_profile("ssmdoc")

TEST_IMAGE = "ssmdoc-test:bookworm-python3"
"""Debian 12 with dash as /bin/sh and python3; scripts/image.sh builds it."""


@cache
def docker_problem() -> str | None:
    """Why the tests marked `docker` cannot run here, or None if they can."""
    with warnings.catch_warnings():
        # docker-py forgets the socket that it could not connect; it must not fail a test later
        warnings.simplefilter("ignore", ResourceWarning)
        problem = _ask_engine()
        gc.collect()
    return problem


def _ask_engine() -> str | None:
    import docker
    from docker.errors import DockerException, ImageNotFound

    try:
        with contextlib.closing(docker.from_env(timeout=20)) as client:
            client.images.get(TEST_IMAGE)
    except ImageNotFound:
        return f"the engine has no image {TEST_IMAGE}; `make test` builds it"
    except DockerException as error:
        return f"no Docker engine answers: {error}"
    return None


def docker_is_required() -> bool:
    """In CI a missing engine is a failure; nothing is left out silently."""
    return bool(os.environ.get("CI")) or os.environ.get("SSMDOC_REQUIRE_DOCKER") == "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need Docker where there is none, unless it is required."""
    with_docker = [item for item in items if item.get_closest_marker("docker")]
    if not with_docker or docker_is_required() or docker_problem() is None:
        return
    config.hook.pytest_deselected(items=with_docker)
    items[:] = [item for item in items if not item.get_closest_marker("docker")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that tests were left out, and why."""
    if not docker_is_required() and terminalreporter.stats.get("deselected") and (problem := docker_problem()):
        terminalreporter.write_line(f"TESTS MARKED docker WERE LEFT OUT: {problem}", red=True, bold=True)


@pytest.fixture(scope="session")
def docker_image() -> str:
    """The name of the test image, on an engine that answers; for tests marked `docker`."""
    problem = docker_problem()
    if problem is not None:
        pytest.fail(problem, pytrace=False)
    return TEST_IMAGE
