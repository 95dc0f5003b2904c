"""Choosing a sandbox: the named one, or the best that this machine has."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox
from ssmdoc.running.sandbox.protocol import (
    EngineMissingError,
    ImageMissingError,
    Limits,
    Node,
    NodeIdentity,
    Proceed,
    Sandbox,
    UnavailableError,
    always,
)

DEFAULT_IMAGE = "public.ecr.aws/amazonlinux/amazonlinux:2023"
"""Amazon Linux 2023, what most managed nodes run, from AWS's public registry."""

Notice = Callable[[str], None]


SandboxName = Literal["auto", "docker", "namespace"]


@dataclass(frozen=True, slots=True)
class SandboxChoice:
    """What the user asked for."""

    name: SandboxName = "auto"
    image: str | None = None
    """None: the default image."""
    network: str = "none"
    keep: bool = False
    """Whether nodes may be left running."""
    engines: tuple[str, ...] = ()
    """Addresses of the Docker engines that share the nodes; none: the user's own engine."""


def open_sandbox(choice: SandboxChoice, notice: Notice) -> Sandbox:
    """The sandbox for a choice; `notice` hears which one `auto` took, and of an image being pulled.

    Raises:
        SandboxError: it is not to be had on this machine.
    """
    if choice.name == "namespace":
        return open_namespace(choice, notice)
    if choice.engines:
        from ssmdoc.running.sandbox.docker.spread import SpreadSandbox

        image = choice.image or DEFAULT_IMAGE
        return SpreadSandbox(
            [DockerSandbox(image, choice.network, notice, keep=choice.keep, address=at) for at in choice.engines],
            notice,
        )
    docker = DockerSandbox(choice.image or DEFAULT_IMAGE, choice.network, notice, keep=choice.keep)
    return docker if choice.name == "docker" else DockerOrNamespace(docker, choice, notice)


def open_namespace(choice: SandboxChoice, notice: Notice) -> Sandbox:
    """The namespace sandbox, which knows no images."""
    if choice.image:
        notice(f'the image "{choice.image}" is not used: the namespace sandbox runs the programs of this machine')
    from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox

    return NamespaceSandbox(network=choice.network)


class DockerOrNamespace:
    """Docker, unless no engine answers, or it lacks the default image and cannot pull it; then namespaces."""

    def __init__(self, docker: Sandbox, choice: SandboxChoice, notice: Notice) -> None:
        self._sandbox = docker
        self._choice = choice
        self._notice = notice
        self._lock = Lock()
        self._namespace: Sandbox | None = None

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> Node:
        """As `Sandbox.start`."""
        try:
            return self._sandbox.start(identity, limits, proceed)
        except EngineMissingError as error:
            return self._start_in_namespace(error, identity, limits)
        except ImageMissingError as error:
            if self._choice.image:
                raise
            return self._start_in_namespace(error, identity, limits)

    def _start_in_namespace(self, error: UnavailableError, identity: NodeIdentity, limits: Limits) -> Node:
        with self._lock:
            if self._namespace is None:
                self._notice(f"{error.reason}: running in the namespace sandbox")
                self._namespace = open_namespace(self._choice, self._notice)
                self._sandbox.close()
                self._sandbox = self._namespace
        return self._namespace.start(identity, limits)

    @property
    def name(self) -> str:
        """As `Sandbox.name`."""
        return self._sandbox.name

    @property
    def description(self) -> str:
        """As `Sandbox.description`."""
        return self._sandbox.description

    def close(self) -> None:
        """As `Sandbox.close`."""
        self._sandbox.close()
