"""`ssmdoc run --plan` for people: what would run, step by step."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from ssmdoc.plan.go_text import marshalled
from ssmdoc.report.terminal import coloured, wants_colour
from ssmdoc.report.visible import visible, width
from ssmdoc.running.fleet.details import Details
from ssmdoc.running.preview.values import ScriptPreview, StepPreview
from ssmdoc.source.values import JsonValue

WORDS = {"Run": ("runs", "Success"), "Skip": ("skipped", "Skipped"), "Fail": ("fails", "Failed")}
"""How a decision is shown, and the colour of a status that is like it."""


class PlannedRun(NamedTuple):
    """A run that was not started."""

    path: str
    schema_version: str
    platform: str
    values: Mapping[str, JsonValue]
    """Given for parameters."""
    steps: Sequence[StepPreview]


class PlannedNode(NamedTuple):
    """A node of a fleet that was not started."""

    instance_id: str
    name: str
    platform: str
    image: str
    """Its address; empty where there is none, or the node is not started."""
    details: Details | None
    """How its invocation would end if nothing is run there; None: it would be run."""
    reason: str


class PlannedFleet(NamedTuple):
    """A command to many nodes that was not sent."""

    nodes: Sequence[PlannedNode]
    max_concurrency: str
    max_errors: str
    details: Details | None
    """How the command would end if it goes to no node at all."""


def write_fleet(target: TextIO, path: str, fleet: PlannedFleet) -> None:
    """Print which nodes the command goes to."""
    count = f"{len(fleet.nodes)} node{'' if len(fleet.nodes) == 1 else 's'}"
    rate = f"MaxConcurrency {fleet.max_concurrency}, MaxErrors {fleet.max_errors}"
    ended = f"; {fleet.details.value}: nothing is run" if fleet.details else ""
    target.write(f"{visible(path)} to {count}, {rate}{ended}\n")
    rows = [(visible(node.name), node.instance_id, node.platform) for node in fleet.nodes]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for node, row in zip(fleet.nodes, rows, strict=True):
        if node.details is None:
            what = f"runs in {visible(node.image)}" if node.image else "runs"
        else:
            what = node.details.value + (f": {node.reason}" if node.reason else "")
        padded = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True) if most)
        target.write(f"  {'  '.join(padded)}  {what}\n")


def write_plan(target: TextIO, run: PlannedRun) -> None:
    """Print it."""
    colour = wants_colour(target)
    count = f"{len(run.steps)} step{'' if len(run.steps) == 1 else 's'}"
    target.write(f"{visible(run.path)}: schema {run.schema_version}, {count}, for a {run.platform} node\n")
    for name, value in run.values.items():
        target.write(f"  {visible(name)} = {visible(value if isinstance(value, str) else marshalled(value))}\n")
    for line in _steps(run.steps, "", colour=colour):
        target.write(f"{line}\n")


def _steps(steps: Sequence[StepPreview], indent: str, *, colour: bool) -> Iterator[str]:
    for number, step in enumerate(steps, 1):
        word, status = WORDS[step.decision]
        shown = coloured(word, status, colour=colour)
        yield f"{indent}step {number}/{len(steps)} {visible(step.name)} ({visible(step.action)}): {shown}"
        for line in _lines(step):
            yield f"{indent}  {line}"
        yield from _steps(step.details.steps, f"{indent}  ", colour=colour)


def _lines(step: StepPreview) -> Iterator[str]:
    yield from map(visible, step.reason.splitlines())
    yield from step.remarks
    if step.details.unknown:
        yield visible(f"known only on the node: {step.details.unknown}")
    for address, path in step.details.fetches:
        if path:
            yield visible(f"{address} comes from {path}")
    for script in step.details.scripts:
        yield from _script(script)
    if step.decision == "Run" and not (step.details.scripts or step.details.fetches) and step.inputs is not None:
        yield visible(f"inputs {marshalled(step.inputs)}")


def _script(script: ScriptPreview) -> Iterator[str]:
    yield f"timeout {script.timeout} s"
    if script.working_directory:
        yield visible(f"in {script.working_directory}")
    for name, value in script.environment.items():
        yield visible(f"{name}={value}")
    for line in script.text.splitlines():
        yield "| " + "\t".join(map(visible, line.split("\t")))
