"""An Automation document from its options to its exit code."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import NamedTuple

from ssmdoc.automation.aws_shape import Request, execution_json
from ssmdoc.automation.clock import Clock, RealClock, VirtualClock
from ssmdoc.automation.events import Event as AutomationEvent
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.automation.run import Execution, run_automation
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.started import Started
from ssmdoc.automation.status import Status
from ssmdoc.automation.world import World, new_id
from ssmdoc.aws.open_doors import OpenDoors
from ssmdoc.commands.automation.decisions import read_decisions
from ssmdoc.commands.automation.doors import doors_of
from ssmdoc.commands.automation.files import attachments, check_recording, write_recording
from ssmdoc.commands.automation.options import check_automation
from ssmdoc.commands.automation.prepare import prepare_runbook
from ssmdoc.commands.fleet.options import check_fleet
from ssmdoc.commands.fleet.plan import read_fleet
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import Inputs, document_name
from ssmdoc.commands.run_packages import read_packages
from ssmdoc.commands.run_prepare import write_refusal
from ssmdoc.commands.run_surroundings import read_surroundings
from ssmdoc.config import Configuration
from ssmdoc.invoke.automation import PreparedAutomation
from ssmdoc.invoke.refused import Refused
from ssmdoc.invoke.world import make_world
from ssmdoc.report.automation_text import LiveAutomation, write_summary
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.sandbox.images import image_address
from ssmdoc.running.sandbox.protocol import Sandbox
from ssmdoc.running.sandbox.select import SandboxChoice, open_sandbox
from ssmdoc.running.surroundings import Surroundings


def run_runbook(options: argparse.Namespace, configuration: Configuration, inputs: Inputs, cancel: Event) -> bool:
    """Check, run and write the result; whether the automation ended Success and the mocks were called as expected.

    Raises:
        InputError: what was given cannot be used.
    """
    check_automation(options)
    check_fleet(options)
    check_recording(options.record)
    found = prepare_runbook(options, inputs)
    if isinstance(found.prepared, Refused):
        write_refusal(found.source, found.prepared, as_text=options.format == "text")
        return False
    identity = Identity(new_id(), region=configuration.region)
    fleet = read_fleet(options).nodes if options.fleet else None
    nodes = SandboxNodes(
        _sandboxes(options, configuration), configuration.limits, configuration.region, configuration.runtimes, fleet
    )
    clock = _clock(options)
    library, sources = read_surroundings(options, configuration)
    decisions = read_decisions(options.decide, found.prepared.runbook, ask=_is_terminal())
    made_ids = {identity.execution_id}

    def make_id() -> str:
        made = new_id()
        made_ids.add(made)
        return made

    with doors_of(options, identity, clock.now) as doors:
        packages = PackageLibrary(read_packages(options, configuration))
        world = make_world(
            identity,
            clock,
            doors.chain,
            nodes,
            decisions,
            Surroundings(library, sources, found.store, packages),
            attachments(found.prepared.runbook, options.attachments),
            deliver=Path(options.deliver) if options.deliver else None,
            make_id=make_id,
        )
        try:
            ran = _run(options, found.prepared, world, cancel)
            _write(options, ran, doors, nodes.description)
        finally:
            nodes.close()
            if options.record is not None:
                write_recording(options.record, doors.chain.journal, made_ids)
        unmet = doors.mocks.unmet()
    for line in unmet:
        notice(line)
    return ran.execution.status is Status.SUCCESS and not unmet


class _Ran(NamedTuple):
    execution: Execution
    seconds: float
    """Of real time."""
    started: Started


def _run(options: argparse.Namespace, prepared: PreparedAutomation, world: World, cancel: Event) -> _Ran:
    timer = Timer(options.cancel_after or 0, cancel.set)
    if options.cancel_after is not None:
        timer.start()
    began = time.monotonic()
    live = LiveAutomation(sys.stdout) if options.format == "text" else None
    try:
        execution = run_automation(prepared.runbook, prepared.parameters, world, live or _silent, cancel)
    finally:
        timer.cancel()
        if live is not None:
            live.close()
    return _Ran(execution, time.monotonic() - began, world.started)


def _silent(_event: AutomationEvent) -> None:
    """Say nothing: the result is JSON."""


def _sandboxes(options: argparse.Namespace, configuration: Configuration) -> Callable[[str | None], Sandbox]:
    def open_(image: str | None) -> Sandbox:
        own = image or (options.image[0] if options.image else configuration.image)
        choice = SandboxChoice(
            options.sandbox or configuration.sandbox or "auto",
            image_address(own, configuration.images) if own else None,
            options.network or configuration.network or "none",
        )
        return open_sandbox(choice, notice)

    return open_


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _clock(options: argparse.Namespace) -> Clock:
    is_virtual = not sys.stdout.isatty() if options.virtual_time is None else options.virtual_time
    return VirtualClock() if is_virtual else RealClock()


def _write(options: argparse.Namespace, ran: _Ran, doors: OpenDoors, where: str) -> None:
    if options.format == "text":
        write_summary(sys.stdout, ran.execution, where=where, elapsed=ran.seconds)
        return
    result = {
        "AutomationExecution": execution_json(ran.execution, Request(document_name(options.document))),
        "ChildAutomationExecutions": [child for child in ran.started.executions if child],
        "Commands": ran.started.commands,
        "ApiCalls": doors.chain.journal.to_json(),
    }
    print(json.dumps(result, indent=2))
