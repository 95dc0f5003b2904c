"""What `ssmdoc run` on many nodes is asked for: the fleet, the nodes that are meant, the request."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ssmdoc.catalogue.plugins import PLUGINS
from ssmdoc.commands.fleet.file import Fleet, SendOptions, load_fleet
from ssmdoc.commands.run_inputs import InputError, read_file
from ssmdoc.invoke.refused import Refused
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.report.lint_concise import headline
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.nodes import (
    MOST_IDS,
    MOST_TARGETS,
    MOST_VALUES,
    FleetNode,
    NodeState,
    Target,
    TargetError,
    generated_id,
    matching,
    parse_target,
)
from ssmdoc.running.fleet.rate import DEFAULT_CONCURRENCY, DEFAULT_ERRORS
from ssmdoc.running.fleet.run import Answer
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source

_ALL_NODES = Target("InstanceIds", ("*",))
_ANSWERS = {
    NodeState.OFFLINE: Answer(Details.UNDELIVERABLE),
    NodeState.SILENT: Answer(Details.DELIVERY_TIMED_OUT),
    NodeState.DENIED: Answer(Details.ACCESS_DENIED),
}


class Addressed(NamedTuple):
    """The nodes a command goes to, and the request as it was made."""

    nodes: tuple[FleetNode, ...]
    send: SendOptions
    """With everything filled in that has a default."""
    quota: int | None = None

    @property
    def max_concurrency(self) -> str:
        """MaxConcurrency."""
        return self.send.max_concurrency or DEFAULT_CONCURRENCY

    @property
    def max_errors(self) -> str:
        """MaxErrors."""
        return self.send.max_errors or DEFAULT_ERRORS


def read_fleet(options: argparse.Namespace) -> Fleet:
    """The fleet of `--fleet`, or one node for each `--image`.

    Raises:
        InputError: the file cannot be read, or has mistakes.
    """
    if options.fleet is None:
        nodes = tuple(FleetNode(generated_id(image, 1), image, image) for image in dict.fromkeys(options.image))
        # whoever compares systems wants to hear of all of them
        return Fleet(nodes, SendOptions(max_errors="100%"))
    text, problems = decode(read_file(options.fleet))
    source = Source(options.fleet, text)
    fleet, diagnostics = load_fleet(source, problems)
    if fleet is None:
        raise InputError("\n".join(headline(source, found) for found in diagnostics))
    return fleet


def address(fleet: Fleet, options: argparse.Namespace) -> Addressed | Refused:
    """The nodes that the options, or else the fleet file, mean; or why SendCommand refuses the request.

    Raises:
        InputError: an option is no target.
    """
    send = replace(
        fleet.send,
        max_concurrency=options.max_concurrency or fleet.send.max_concurrency,
        max_errors=options.max_errors or fleet.send.max_errors,
        timeout_seconds=options.timeout_seconds or fleet.send.timeout_seconds or 3_600,
    )
    if options.targets:
        ids, targets = _read_targets(options.targets)
        send = replace(send, instance_ids=ids, targets=targets)
    if not send.instance_ids and not send.targets and len(fleet.nodes) > MOST_IDS:
        send = replace(send, targets=(_ALL_NODES,))
    if refused := _refusal(fleet.nodes, send):
        return refused
    nodes = [node for node in fleet.nodes if not send.instance_ids or node.instance_id in send.instance_ids]
    return Addressed(tuple(matching(nodes, send.targets)), send, fleet.pending_invocations)


def _read_targets(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[Target, ...]]:
    """What `--targets` says: ids of nodes, and targets."""
    ids: list[str] = []
    targets: list[Target] = []
    for word in words:
        if "=" not in word and word.startswith(("i-", "mi-")):
            ids += word.split(",")
            continue
        try:
            targets.append(parse_target(word))
        except TargetError as error:
            raise InputError(f"--targets: {error}") from error
    return tuple(dict.fromkeys(ids)), tuple(targets)


def _refusal(nodes: Sequence[FleetNode], send: SendOptions) -> Refused | None:
    """Why the service would not take the request (source: BOTO SendCommandRequest; service.md)."""
    counts = [
        ("targets", len(send.targets), MOST_TARGETS),
        ("instanceIds", len(send.instance_ids), MOST_IDS),
        *((f"targets.{n}.member.values", len(target.values), MOST_VALUES) for n, target in enumerate(send.targets, 1)),
    ]
    for member, count, most in counts:
        if count > most:
            message = f"1 validation error detected: {count} members at '{member}' failed to satisfy constraint: "
            return Refused("ValidationException", f"{message}Member must have length less than or equal to {most}")
    known = {node.instance_id for node in nodes}
    unknown = [found for found in send.instance_ids if found not in known]
    if unknown:
        message = f"Instances [[{', '.join(unknown)}]] not in a valid state for account 123456789012"
        return Refused("InvalidInstanceId", message)
    return None


def answers(nodes: Sequence[FleetNode], prepared: CommandPlan | DocumentFailure) -> Mapping[int, Answer]:
    """What becomes of the nodes that nothing can be run on."""
    platforms = supported_platforms(prepared)
    found = {}
    for number, node in enumerate(nodes):
        if node.state in _ANSWERS:
            found[number] = _ANSWERS[node.state]
        elif node.platform not in platforms:
            found[number] = Answer(Details.INVALID_PLATFORM)
        elif node.platform != "Linux":
            found[number] = Answer(Details.FAILED, f"ssmdoc has no {node.platform} nodes: nothing is run on this one")
    return found


def supported_platforms(prepared: CommandPlan | DocumentFailure) -> frozenset[str]:
    """PlatformTypes of a document: those of all its plugins; where no plugin is known, every platform."""
    steps = prepared.steps if isinstance(prepared, CommandPlan) else ()
    known = [PLUGINS[step.action].platforms for step in steps if step.action in PLUGINS]
    return frozenset(name for names in known for name in names) or frozenset({"Linux", "Windows", "MacOS"})
