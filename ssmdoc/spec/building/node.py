"""What a spec expects of a node: files, processes, ports, commands, and that a second run leaves them alone."""

from typing import Literal, cast

from ssmdoc.source.tree import Mapping, Node
from ssmdoc.source.values import to_value
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.matchers import read_text
from ssmdoc.spec.building.written import flag, get, integer, items, named, text
from ssmdoc.spec.expected.node import (
    CommandExpectation,
    FileExpectation,
    NodeExpectation,
    PortExpectation,
    ProcessExpectation,
    Unchanged,
)


def read_node(node: Node, context: Context) -> NodeExpectation:
    """What must be so on a node."""
    return NodeExpectation(
        files=tuple(_file(key.text, value, context) for key, value in named(get(node, "files"))),
        processes=tuple(_process(item, context) for item in items(get(node, "processes"))),
        ports=tuple(_port(item) for item in items(get(node, "ports"))),
        commands=tuple(_command(item, context) for item in items(get(node, "commands"))),
    )


def read_unchanged(node: Node | None, expect: Node) -> Unchanged | None:
    """What a second run must leave as it is: what is named, and all files and commands of `expect`."""
    if node is None or flag(node) is False:
        return None
    files = [key.text for key, _ in named(get(expect, "files"))]
    commands = [text(item) or text(get(item, "run")) or "" for item in items(get(expect, "commands"))]
    files += [text(item) or "" for item in items(get(node, "files"))]
    commands += [text(item) or "" for item in items(get(node, "commands"))]
    return Unchanged(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(commands)))


def octal(node: Node | None) -> int | None:
    """Permissions."""
    written = text(node)
    return int(written, 8) if written else None


def _file(path: str, node: Node, context: Context) -> FileExpectation:
    if not isinstance(node, Mapping):
        exists = flag(node)
        return FileExpectation(
            path, exists is not False, content=None if exists is not None else read_text(node, context)
        )
    exists = flag(get(node, "exists"))
    others = [key.text for key, _ in named(node) if key.text != "exists"]
    if exists is False and others:
        context.mistake(node.span, f'"{others[0]}" cannot be expected of a file that must not be there')
    return FileExpectation(
        path,
        exists is not False,
        cast('Literal["file", "folder", "link"] | None', text(get(node, "type"))),
        read_text(get(node, "content"), context),
        octal(get(node, "mode")),
        text(get(node, "owner")),
        text(get(node, "group")),
    )


def _process(node: Node, context: Context) -> ProcessExpectation:
    if not isinstance(node, Mapping):
        return ProcessExpectation(text(node))
    count = integer(get(node, "count"))
    is_running = flag(get(node, "running")) is not False
    return ProcessExpectation(
        text(get(node, "name")),
        read_text(get(node, "command"), context),
        text(get(node, "user")),
        count if count is not None else int(is_running),
        count if count is not None else None if is_running else 0,
    )


def _port(node: Node) -> PortExpectation:
    if not isinstance(node, Mapping):
        return PortExpectation(integer(node) or 0)
    protocol = cast('Literal["tcp", "udp"]', text(get(node, "protocol")) or "tcp")
    return PortExpectation(integer(get(node, "port")) or 0, protocol, flag(get(node, "open")) is not False)


def _command(node: Node, context: Context) -> CommandExpectation:
    if not isinstance(node, Mapping):
        return CommandExpectation(str(to_value(node)))
    return CommandExpectation(
        text(get(node, "run")) or "",
        integer(get(node, "code")) or 0,
        read_text(get(node, "stdout"), context),
        read_text(get(node, "stderr"), context),
    )
