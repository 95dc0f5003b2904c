"""A trial run of a runbook: its calls are answered by samples, its scripts and commands run in the sandbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Timer
from typing import NamedTuple

from ssmdoc.automation.clock import VirtualClock
from ssmdoc.automation.decisions import Decision, DeclaredDecisions, Signal
from ssmdoc.automation.execution import Execution
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.automation.records import Ending, failed
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import new_id
from ssmdoc.aws.chain import DoorChain
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.init_test.answers import SampleDoor
from ssmdoc.invoke.automation import start
from ssmdoc.invoke.refused import Refused
from ssmdoc.invoke.world import make_world
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue

MOST_SECONDS = 20.0
"""Of real time for one trial: a script that waits for ever is no way to a spec."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be so in a run."""

    parameters: Mapping[str, JsonValue] = field(default_factory=dict)
    outputs: Mapping[tuple[str, str], JsonValue] = field(default_factory=dict)
    """Of steps that call an API, by step and name."""
    rejected: frozenset[str] = frozenset()
    """Steps in which the answer is no."""
    failing: frozenset[str] = frozenset()
    """Steps that fail whatever they do."""


class Setting(NamedTuple):
    """What is the same in all trials."""

    runbook: Runbook
    around: Surroundings
    attachments: Mapping[str, Path]
    open_nodes: Callable[[], SandboxNodes]
    cancel: Event
    """Set when the user has had enough."""

    @property
    def store(self) -> ParameterStore:
        """Parameter Store."""
        return self.around.store


class Trial(NamedTuple):
    """What came of a plan."""

    plan: Plan
    execution: Execution
    calls: tuple[JournalEntry, ...]
    trouble: str = ""
    """Why the trial says nothing about the document."""


def simulate(plan: Plan, setting: Setting) -> Trial | Refused:
    """Run a runbook as a plan says; Refused when the service would not start it."""
    prepared = start(setting.runbook, plan.parameters, setting.store)
    if isinstance(prepared, Refused):
        return prepared
    identity, clock, cancel = Identity(new_id()), VirtualClock(), Event()
    door = SampleDoor(plan.outputs)
    chain = DoorChain((door,), clock.now)
    nodes = setting.open_nodes()

    def disturb(step: Step, _attempt: int) -> Ending | None:
        if setting.cancel.is_set():
            cancel.set()
        return failed("disturbed by the spec") if step.name in plan.failing else None

    decisions = DeclaredDecisions(
        {step: Decision(Signal.REJECT) for step in plan.rejected},
        (Decision(Signal.APPROVE), Decision(Signal.RESUME)),
    )
    world = make_world(identity, clock, chain, nodes, decisions, setting.around, setting.attachments, disturb=disturb)
    timer = Timer(MOST_SECONDS, cancel.set)
    timer.start()
    try:
        execution = run_automation(prepared.runbook, prepared.parameters, world, door.hear, cancel)
    finally:
        timer.cancel()
        nodes.remove()
    trouble = f"the trial took longer than {MOST_SECONDS:g} seconds" if cancel.is_set() else _trouble(execution)
    return Trial(plan, execution, chain.journal.entries(), trouble)


def _trouble(execution: Execution) -> str:
    """What ssmdoc, not AWS, has against the run."""
    failures = [record.failure for record in execution.records] + [execution.failure]
    return next((found.reason for found in failures if found is not None and found.type == "Internal"), "")
