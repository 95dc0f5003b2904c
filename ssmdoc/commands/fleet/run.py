"""A command on many nodes from its options to its exit code."""

import argparse
import gc
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Timer

from ssmdoc.commands.fleet.nodes import FleetNodes
from ssmdoc.commands.fleet.options import check_fleet
from ssmdoc.commands.fleet.plan import Addressed, address, chosen_image, read_fleet
from ssmdoc.commands.fleet.report import FleetReport
from ssmdoc.commands.fleet.work import set_up
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError, Inputs, document_name
from ssmdoc.commands.run_packages import inventory_file, read_packages
from ssmdoc.commands.run_prepare import PreparedRun, prepare_run, write_refusal
from ssmdoc.commands.run_surroundings import read_surroundings
from ssmdoc.config import Configuration
from ssmdoc.invoke.refused import Refused
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.running.command import run_command
from ssmdoc.running.command_request import CommandRequest
from ssmdoc.running.events import OnEvent
from ssmdoc.running.fleet import machine, rate
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.fleet.nodes import NodeState
from ssmdoc.running.fleet.pool import NodePool
from ssmdoc.running.fleet.reach import answers
from ssmdoc.running.fleet.run import FleetCommand, run_fleet, without_nodes
from ssmdoc.running.fleet.times import total_seconds
from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.running.sandbox.select import SandboxChoice
from ssmdoc.running.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class FleetRun:
    """All that is known before the document is read."""

    options: argparse.Namespace
    configuration: Configuration
    inputs: Inputs
    addressed: Addressed
    nodes: FleetNodes
    command_id: str
    requested: datetime


def run_on_fleet(options: argparse.Namespace, configuration: Configuration, inputs: Inputs, cancel: Event) -> bool:
    """Start the first nodes, and while they start, read and plan the document; whether the command ended Success.

    Raises:
        InputError: what was given cannot be used.
        SandboxError: there are no nodes to run it on.
    """
    check_fleet(options)
    # a node that has ended, with what it wrote, is garbage that refers to itself: it is looked for as often as usual
    gc.set_threshold(700)
    fleet = read_fleet(options)
    addressed = address(fleet, options)
    requested = datetime.now(UTC)
    if isinstance(addressed, Refused):
        prepared = prepare_run(options, inputs)
        # a document that is refused is so before the command is
        refused = prepared.prepared if isinstance(prepared.prepared, Refused) else addressed
        write_refusal(prepared.source, refused, as_text=options.format == "text")
        return False
    command_id = new_command_id()
    own = chosen_image(options, configuration)
    choice = SandboxChoice(
        options.sandbox or configuration.sandbox or "auto",
        image_address(own, configuration.images) if own else None,
        options.network or configuration.network or "none",
    )
    nodes = FleetNodes(addressed.nodes, choice, configuration, command_id, notice)
    run = FleetRun(options, configuration, inputs, addressed, nodes, command_id, requested)
    most = rate.concurrency(addressed.max_concurrency, len(addressed.nodes))
    runnable = [number for number, node in enumerate(addressed.nodes) if can_run(node.state, node.platform)]
    pool = NodePool([] if addressed.is_over_quota else runnable, most, nodes.start)
    try:
        return prepare_and_run(run, pool, cancel)
    finally:
        pool.abandon()
        nodes.close()


def can_run(state: NodeState, platform: str) -> bool:
    """Whether something can be run on a node, as far as that is known before the document is."""
    return state in (NodeState.ONLINE, NodeState.DELAYED) and platform == "Linux"


def prepare_and_run(run: FleetRun, pool: NodePool, cancel: Event) -> bool:
    """Read and plan the document, run it on the nodes and write the result."""
    prepared = prepare_run(run.options, run.inputs)
    if isinstance(prepared.prepared, Refused):
        write_refusal(prepared.source, prepared.prepared, as_text=run.options.format == "text")
        return False
    folder = Path(run.options.deliver) if run.options.deliver else None
    if folder is not None and folder.exists() and not folder.is_dir():
        raise InputError(f"--deliver {folder}: not a folder")
    send = run.addressed.send
    if folder is None and (send.outputs.bucket or send.outputs.log_group is not None or send.outputs.notifications):
        notice("output and notifications are not delivered: name a folder for them with --deliver DIR")
    report = FleetReport(
        request(run, prepared), run.addressed.nodes, prepared.prepared, folder, as_text=run.options.format == "text"
    )
    if not run.addressed.nodes:
        notice("no node of the fleet is meant by the targets: nothing is run")
    began = time.monotonic()
    try:
        state = run_command_on(run, prepared, prepared.prepared, pool, report, cancel)
        report.write(state, where=run.nodes.describe(), elapsed=time.monotonic() - began)
    finally:
        report.close()
    return state.details is Details.SUCCESS


def request(run: FleetRun, prepared: PreparedRun) -> CommandRequest:
    """The command as it was sent."""
    send = run.addressed.send
    return CommandRequest(
        run.command_id,
        document_name(run.options.document),
        run.requested,
        prepared.values,
        comment=send.comment,
        timeout_seconds=run.addressed.timeout_seconds,
        max_concurrency=run.addressed.max_concurrency,
        max_errors=run.addressed.max_errors,
        targets=send.targets,
        outputs=send.outputs,
        region=run.configuration.region,
    )


def run_command_on(
    run: FleetRun,
    prepared: PreparedRun,
    plan: CommandPlan | DocumentFailure,
    pool: NodePool,
    report: FleetReport,
    cancel: Event,
) -> machine.CommandState:
    """Send the command to the nodes and wait for the last of them."""
    addressed = run.addressed
    count = len(addressed.nodes)
    if addressed.is_over_quota:
        return without_nodes(Details.RATE_EXCEEDED, count, report)
    library, sources = read_surroundings(run.options, run.configuration)
    packages = PackageLibrary(read_packages(run.options, run.configuration))
    surroundings = Surroundings(library, sources, prepared.store, packages, inventory_file(run.options.inventory))

    def work(number: int, node: Node, on_event: OnEvent, cancelled: Event) -> CommandResult:
        if (failure := set_up(node, run.inputs.setup, cancelled)) is not None:
            return failure
        told = report.on_node_event(number, on_event)
        identity = run.nodes.identity(number)
        return run_command(plan, node, identity, on_event=told, cancel=cancelled, surroundings=surroundings)

    state = machine.begin(
        count, rate.concurrency(addressed.max_concurrency, count), rate.allowed_errors(addressed.max_errors, count)
    )
    command = FleetCommand(
        state,
        answers(addressed.nodes, plan),
        frozenset(number for number, node in enumerate(addressed.nodes) if node.state is NodeState.DELAYED),
        total_seconds(addressed.timeout_seconds, plan),
    )
    timer = Timer(run.options.cancel_after or 0, cancel.set)
    timer.daemon = True
    if run.options.cancel_after is not None:
        timer.start()
    try:
        return run_fleet(command, pool, work, on_event=report, cancel=cancel)
    finally:
        timer.cancel()
