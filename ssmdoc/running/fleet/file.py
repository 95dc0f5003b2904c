"""A fleet file as text becomes its nodes and its SendCommand request, or diagnostics that say what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Label, Severity, from_problem
from ssmdoc.running.fleet.nodes import MOST_NODES, FleetNode, NodeState, Target, generated_id
from ssmdoc.running.fleet.outputs import ALL, NO_OUTPUTS, Notifications, Outputs
from ssmdoc.schema.check import check_schema
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import to_value

SCHEMA = "fleet"


@dataclass(frozen=True, slots=True)
class SendOptions:
    """What the file says about the request; None is left to the options or the default."""

    instance_ids: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    max_concurrency: str | None = None
    max_errors: str | None = None
    timeout_seconds: int | None = None
    comment: str = ""
    outputs: Outputs = NO_OUTPUTS


@dataclass(frozen=True, slots=True)
class Fleet:
    """The nodes there are, and how a command is sent to them."""

    nodes: tuple[FleetNode, ...]
    send: SendOptions = SendOptions()
    pending_invocations: int | None = None
    """The quota."""


class Loaded(NamedTuple):
    """A fleet without diagnostics, or diagnostics without a fleet."""

    fleet: Fleet | None
    diagnostics: tuple[Diagnostic, ...]


def load_fleet(source: Source, decoding: Iterable[Problem] = ()) -> Loaded:
    """Read a fleet file; whatever the text holds, this gives a fleet or at least one diagnostic."""
    found = read(source)
    problems = (*decoding, *found.problems)
    if problems:
        return Loaded(None, tuple(map(from_problem, problems)))
    if found.root is None:
        return Loaded(None, (_error("the fleet is empty", Span(0, 0)),))
    return read_fleet(found.root)


def read_fleet(root: Node) -> Loaded:
    """The fleet of a tree: a list of nodes, or a map with `nodes`."""
    diagnostics = tuple(map(_of_fleet, check_schema(SCHEMA, root))) or tuple(_meaning_problems(root))
    return Loaded(None, diagnostics) if diagnostics else Loaded(_fleet(root), ())


def _of_fleet(found: Diagnostic) -> Diagnostic:
    """What is doubtful in a document is wrong here."""
    message = found.message.replace("the document must be", "the fleet must be", 1)
    return found._replace(severity=Severity.ERROR, message=message)


def _error(message: str, span: Span, labels: tuple[Label, ...] = ()) -> Diagnostic:
    return Diagnostic("fleet", Severity.ERROR, message, span, labels)


def _items(root: Node) -> list[Mapping]:
    nodes = root.get("nodes") if isinstance(root, Mapping) else root
    items = nodes.items if isinstance(nodes, Sequence) else []
    return [item for item in items if isinstance(item, Mapping)]


def _meaning_problems(root: Node) -> Iterator[Diagnostic]:
    """What a JSON Schema cannot say: ids and names that several nodes would have, too many nodes."""
    ids: dict[str, Scalar] = {}
    names: dict[str, Scalar] = {}
    total = 0
    for item in _items(root):
        count = item.entry("count")
        total += _number(item, "count") or 1
        if total > MOST_NODES:
            yield _error(f"the fleet has more than {MOST_NODES:,} nodes", item.span)
            return
        if isinstance(given := item.get("id"), Scalar):
            if count is not None and (_number(item, "count") or 1) > 1:
                label = Label(count.key.span, "of which there are several")
                yield _error(f'the id "{given.text}" can be that of one node only', given.span, (label,))
            yield from _used_twice("id", given, ids)
        if isinstance(name := item.get("name"), Scalar):
            yield from _used_twice("name", name, names)


def _used_twice(what: str, word: Scalar, seen: dict[str, Scalar]) -> Iterator[Diagnostic]:
    if word.text in seen:
        label = Label(seen[word.text].span, "first used here")
        yield _error(f'the {what} "{word.text}" is that of two nodes', word.span, (label,))
    seen.setdefault(word.text, word)


def _fleet(root: Node) -> Fleet:
    nodes = tuple(node for place, item in enumerate(_items(root), 1) for node in _nodes(item, place))
    if not isinstance(root, Mapping):
        return Fleet(nodes)
    send = root.get("send")
    quota = _number(root, "pendingInvocations")
    return Fleet(nodes, _send(send) if isinstance(send, Mapping) else SendOptions(), quota)


def _nodes(item: Mapping, place: int) -> Iterator[FleetNode]:
    count = _number(item, "count")
    name = _text(item, "name")
    tags = _map(item, "tags")
    for number in range(1, (count or 1) + 1):
        yield FleetNode(
            instance_id=_text(item, "id") or generated_id(name or f"node {place}", number),
            name=f"{name}-{number}" if name and count else name or tags.get("Name", ""),
            image=_text(item, "image") or None,
            platform=_text(item, "platform") or "Linux",
            tags=tags,
            state=NodeState(_text(item, "state") or "online"),
        )


def _send(send: Mapping) -> SendOptions:
    targets = send.get("Targets")
    items = targets.items if isinstance(targets, Sequence) else []
    return SendOptions(
        instance_ids=_texts(send, "InstanceIds"),
        targets=tuple(
            Target(_text(item, "Key"), _texts(item, "Values")) for item in items if isinstance(item, Mapping)
        ),
        max_concurrency=_text(send, "MaxConcurrency") or None,
        max_errors=_text(send, "MaxErrors") or None,
        timeout_seconds=_number(send, "TimeoutSeconds"),
        comment=_text(send, "Comment"),
        outputs=Outputs(
            bucket=_text(send, "OutputS3BucketName"),
            prefix=_text(send, "OutputS3KeyPrefix"),
            log_group=_log_group(send.get("CloudWatchOutputConfig")),
            notifications=_notifications(send.get("NotificationConfig")),
        ),
    )


def _log_group(config: Node | None) -> str | None:
    if not isinstance(config, Mapping):
        return None
    enabled = config.get("CloudWatchOutputEnabled")
    return _text(config, "CloudWatchLogGroupName") if enabled is not None and to_value(enabled) is True else None


def _notifications(config: Node | None) -> Notifications | None:
    if not isinstance(config, Mapping):
        return None
    events = _texts(config, "NotificationEvents") or (ALL,)
    return Notifications(_text(config, "NotificationArn"), events, _text(config, "NotificationType") or "Command")


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    value = node.get(key)
    items = value.items if isinstance(value, Sequence) else []
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _number(node: Mapping, key: str) -> int | None:
    value = to_value(found) if (found := node.get(key)) is not None else None
    return value if isinstance(value, int) else None


def _map(node: Mapping, key: str) -> dict[str, str]:
    value = node.get(key)
    named = value.named() if isinstance(value, Mapping) else ()
    return {name.text: item.text for name, item in named if isinstance(item, Scalar)}
