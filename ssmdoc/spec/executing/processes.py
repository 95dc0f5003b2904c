"""Processes and ports of a node, as /proc shows them: programs for it may be missing in an image."""

import re
from collections.abc import Iterator, Sequence
from threading import Event
from typing import NamedTuple

from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.text import described, fits_text
from ssmdoc.spec.executing.shell import LOOK, look
from ssmdoc.spec.expected.node import PortExpectation, ProcessExpectation
from ssmdoc.spec.outcome import Difference

_PROCESSES = r"""for folder in /proc/[0-9]*; do
  [ -r "$folder/cmdline" ] || continue
  read -r name < "$folder/comm" || continue
  printf '%s\037%s\037' "$name" "$(stat -c %U:%u "$folder")"
  tr '\000' ' ' < "$folder/cmdline"
  printf '\036'
done 2>/dev/null
"""
_PORTS = 'for name in tcp tcp6 udp udp6; do sed "s/^/$name /" /proc/net/$name; done 2>/dev/null\n'
_PORT = re.compile("[0-9A-F]+:([0-9A-F]{4})")
_LISTENS = {"tcp": "0A", "udp": "07"}
_SHORT_NAME = 15
"""Characters of a name that the kernel keeps."""


class Process(NamedTuple):
    """A process of a node."""

    name: str
    users: tuple[str, ...]
    """Its user, by name and by number."""
    command: str


def differences_of_processes(
    node: Node, expected: Sequence[ProcessExpectation], where: tuple[str | int, ...], cancel: Event
) -> Iterator[Difference]:
    """Processes that do not run, and those that should not."""
    if not expected:
        return
    running = list(_processes(look(node, _PROCESSES, cancel).stdout))
    for place, wanted in enumerate(expected):
        count = sum(_is_meant(process, wanted) for process in running)
        if count < wanted.least or (wanted.most is not None and count > wanted.most):
            part = Part(None, f"processes {_words(wanted)}", (*where, place))
            least = f"at least {wanted.least}" if wanted.most is None else str(wanted.least)
            names = ", ".join(dict.fromkeys(process.name for process in running))
            yield part.differs("is", least, f"{count}" if count else f"none; there are {names or 'none at all'}")


def differences_of_ports(
    node: Node, expected: Sequence[PortExpectation], where: tuple[str | int, ...], cancel: Event
) -> Iterator[Difference]:
    """Ports that nobody listens at, and those that somebody should not."""
    if not expected:
        return
    listening = set(_ports(look(node, _PORTS, cancel).stdout))
    for place, wanted in enumerate(expected):
        is_open = (wanted.protocol, wanted.port) in listening
        if is_open != wanted.is_open:
            part = Part(None, f"port {wanted.port}/{wanted.protocol}", (*where, place))
            words = {True: "open", False: "not open"}
            others = ", ".join(f"{port}/{protocol}" for protocol, port in sorted(listening))
            yield part.differs("is", words[wanted.is_open], f"{words[is_open]}; open are {others or 'none'}")


def _processes(text: str) -> Iterator[Process]:
    for entry in text.split("\x1e"):
        name, _, rest = entry.partition("\x1f")
        users, _, command = rest.partition("\x1f")
        if name and LOOK not in command:
            yield Process(name, tuple(users.split(":")), command.rstrip())


def _is_meant(process: Process, wanted: ProcessExpectation) -> bool:
    program = process.command.split(" ", 1)[0].rpartition("/")[2]
    return (
        wanted.name in (None, program, process.name)
        or (wanted.name is not None and wanted.name[:_SHORT_NAME] == process.name and len(wanted.name) > _SHORT_NAME)
    ) and (
        (wanted.command is None or fits_text(process.command, wanted.command))
        and (wanted.user is None or wanted.user in process.users)
    )


def _words(wanted: ProcessExpectation) -> str:
    words = [wanted.name] if wanted.name else []
    words += [f"with the command line {described(wanted.command)}"] if wanted.command else []
    words += [f"of {wanted.user}"] if wanted.user else []
    return " ".join(words)


def _ports(text: str) -> Iterator[tuple[str, int]]:
    for line in text.splitlines():
        match line.split():
            case [name, _, local, _, state, *_] if state == _LISTENS.get(name.removesuffix("6")):
                port = _PORT.fullmatch(local)
                if port:
                    yield name.removesuffix("6"), int(port[1], 16)
