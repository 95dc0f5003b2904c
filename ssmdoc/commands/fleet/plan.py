"""What `ssmdoc run` on many nodes is asked for: the fleet, the nodes that are meant, the request."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ssmdoc.catalogue.limits import DEFAULT_DELIVERY_SECONDS
from ssmdoc.commands.run_inputs import InputError, read_file
from ssmdoc.config import Configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.report.lint_concise import headline
from ssmdoc.running.fleet.file import Fleet, SendOptions, load_fleet
from ssmdoc.running.fleet.nodes import (
    MOST_IDS,
    FleetNode,
    Target,
    TargetError,
    generated_id,
    matching,
    parse_target,
)
from ssmdoc.running.fleet.rate import DEFAULT_CONCURRENCY, DEFAULT_ERRORS
from ssmdoc.running.fleet.request import refuse_nodes
from ssmdoc.source.decode import decode
from ssmdoc.source.text import Source

_ALL_NODES = Target("InstanceIds", ("*",))


class Addressed(NamedTuple):
    """The nodes a command goes to, and the request as it was made."""

    nodes: tuple[FleetNode, ...]
    send: SendOptions
    """Of the fleet file, or of the options where they say something else."""
    quota: int | None = None

    @property
    def max_concurrency(self) -> str:
        """MaxConcurrency."""
        return self.send.max_concurrency or DEFAULT_CONCURRENCY

    @property
    def max_errors(self) -> str:
        """MaxErrors."""
        return self.send.max_errors or DEFAULT_ERRORS

    @property
    def timeout_seconds(self) -> int:
        """TimeoutSeconds, the delivery timeout."""
        return self.send.timeout_seconds or DEFAULT_DELIVERY_SECONDS

    @property
    def is_over_quota(self) -> bool:
        """Whether the service would not run the command on any of so many nodes."""
        return self.quota is not None and len(self.nodes) > self.quota


def chosen_image(options: argparse.Namespace, configuration: Configuration) -> str | None:
    """The image of the nodes that name none; None: the default."""
    return options.image[0] if options.fleet is not None and options.image else configuration.image


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
        timeout_seconds=options.timeout_seconds or fleet.send.timeout_seconds,
    )
    if options.targets:
        ids, targets = _read_targets(options.targets)
        send = replace(send, instance_ids=ids, targets=targets)
    if not send.instance_ids and not send.targets and len(fleet.nodes) > MOST_IDS:
        send = replace(send, targets=(_ALL_NODES,))
    if refusal := refuse_nodes(fleet.nodes, send.instance_ids, send.targets):
        return Refused(refusal.code, refusal.message)
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
