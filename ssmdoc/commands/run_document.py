"""What `ssmdoc run` does while and after its node starts: read, check, plan, run, write."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Timer

from ssmdoc.catalogue.limits import DEFAULT_DELIVERY_SECONDS
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import Inputs, document_name
from ssmdoc.commands.run_packages import inventory_file
from ssmdoc.commands.run_prepare import prepare_run, say_where_parameters_are, write_refusal
from ssmdoc.invoke.refused import Refused
from ssmdoc.invoke.setup import SetupError, run_setup
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.report.run_text import LiveText, write_summary
from ssmdoc.running.aws_shapes import command_json
from ssmdoc.running.command import run_command
from ssmdoc.running.command_request import CommandRequest, NodeResult
from ssmdoc.running.library import Library
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import NodeIdentity, NotStartedError, SandboxError
from ssmdoc.running.sandbox.starting import StartingNode
from ssmdoc.running.sources import Sources
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What is to be run."""

    options: argparse.Namespace
    inputs: Inputs
    identity: NodeIdentity
    library: Library
    sources: Sources
    packages: tuple[Path, ...]
    where: Callable[[], str]
    """The sandbox in words; known when the node has started."""

    @property
    def as_text(self) -> bool:
        """Whether the result is for people."""
        return bool(self.options.format == "text")


def run_document(request: RunRequest, starting: StartingNode, cancel: Event) -> bool:
    """Run the document and write the result; whether the command ended Success.

    Raises:
        InputError: the document or its parameters cannot be used.
        SandboxError: there is no node to run it on.
    """
    requested = datetime.now(UTC)
    source, values, store, prepared = prepare_run(request.options, request.inputs)
    if isinstance(prepared, Refused):
        write_refusal(source, prepared, as_text=request.as_text)
        return False
    began = time.monotonic()
    inventory = inventory_file(request.options.inventory)
    surroundings = Surroundings(request.library, request.sources, store, PackageLibrary(request.packages), inventory)
    result = run_on_node(request, prepared, surroundings, starting, cancel)
    elapsed = time.monotonic() - began
    if not (request.options.keep or request.options.shell):
        starting.begin_to_discard()
    write_result(request, result, values, requested, elapsed)
    if request.options.keep or request.options.shell:
        from ssmdoc.commands.run_shell import leave_node

        leave_node(request.options, starting, cancel, failed=result.status is not Status.SUCCESS)
    return result.status is Status.SUCCESS


def run_on_node(
    request: RunRequest,
    prepared: CommandPlan | DocumentFailure,
    surroundings: Surroundings,
    starting: StartingNode,
    cancel: Event,
) -> CommandResult:
    """Set the node up and run the plan on it."""
    try:
        node = starting.wait(cancel)
        if request.inputs.setup is not None:
            run_setup(node, request.inputs.setup, cancel)
    except NotStartedError:
        return CommandResult(Status.CANCELLED, trace="cancelled before the node was started")
    except SetupError as error:
        if cancel.is_set():
            return CommandResult(Status.CANCELLED, trace=str(error))
        if request.options.keep:
            from ssmdoc.commands.run_shell import leave_node

            leave_node(request.options, starting, cancel, failed=True)
        raise SandboxError(str(error)) from error
    steps = len(prepared.steps) if isinstance(prepared, CommandPlan) else 0
    on_event = LiveText(sys.stdout, steps) if request.as_text else lambda _event: None
    timer = Timer(request.options.cancel_after or 0, cancel.set)
    if request.options.cancel_after is not None:
        timer.start()
    try:
        return run_command(
            prepared, node, request.identity, on_event=on_event, cancel=cancel, surroundings=surroundings
        )
    finally:
        timer.cancel()


def write_result(
    request: RunRequest,
    result: CommandResult,
    values: Mapping[str, JsonValue],
    requested: datetime,
    seconds: float,
) -> None:
    """Write what came of the command."""
    if request.as_text:
        write_summary(sys.stdout, result, where=request.where(), elapsed=seconds)
        say_where_parameters_are(result.trace)
        if any("InvalidDocument: Document with name " in step.stderr for step in result.steps):
            notice("documents come from the folders of --library DIR, packages from those of --packages DIR")
        return
    name = document_name(request.options.document)
    timeout = request.options.timeout_seconds or DEFAULT_DELIVERY_SECONDS
    sent = CommandRequest(request.identity.command_id, name, requested, values, timeout_seconds=timeout)
    print(json.dumps(command_json(sent, [NodeResult(request.identity.instance_id, result)]), indent=2))
