"""A plugin that is run without a node: what it says before it needs one."""

from threading import Event
from typing import cast

from ssmdoc.plan.command_plan import PlannedStep
from ssmdoc.running.node_files import silent
from ssmdoc.running.output import decode
from ssmdoc.running.plugins import PLUGINS
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.preview.values import Place
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Node, NodeIdentity, OnOutput, Outcome, Script
from ssmdoc.source.values import JsonValue


class _NodeNeededError(Exception):
    """The plugin wants to do something on the node."""


class _NoNode:
    @property
    def platform_name(self) -> str:
        raise _NodeNeededError

    platform_version = platform_name

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:  # noqa: ARG002 (as Node.run)
        raise _NodeNeededError

    def restart(self) -> None:
        raise _NodeNeededError

    def stop(self) -> None:
        pass


def failure_without_node(step: PlannedStep, inputs: JsonValue, place: Place) -> str | None:
    """What a plugin fails with before it needs a node; empty if it succeeds, None if it gets as far as the node."""
    call = PluginCall(
        step.name,
        step.action,
        inputs,
        cast("Node", _NoNode()),  # its platform is only asked for, never set
        "/",
        silent,
        Event(),
        NodeIdentity(INSTANCE_ID, place.region, ""),
        place.surroundings,
        step.settings,
        environment=step.environment,
    )
    try:
        outcome = PLUGINS[step.action](call)
    except _NodeNeededError:
        return None
    if outcome.status is not Status.FAILED:
        return ""
    said = outcome.combined or decode(outcome.output.stderr) or decode(outcome.output.stdout)
    return said or "fails"
