"""One step: its plugin is run, once for each block of its inputs, and its end is turned into a result.

Source: amazon-ssm-agent runpluginutil.go runPlugin and RunPlugins, contracts/aggregator.go prepareRuntimeStatus.
"""

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import TypeAlias

from ssmdoc.plan.command_plan import CommandPlan, PlannedStep
from ssmdoc.plan.go_json import Struct, Text, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import printed
from ssmdoc.running.decision import modifier
from ssmdoc.running.exit_codes import FAIL_AND_EXIT, SUCCEED_AND_EXIT, with_exit_code
from ssmdoc.running.output import OutputFiles, Streams, combine
from ssmdoc.running.paths import build_path
from ssmdoc.running.plugins import PLUGINS
from ssmdoc.running.plugins.call import NestedEnd, Nesting, PluginCall, PluginOutcome, failed
from ssmdoc.running.result import Status, merged
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity, OnOutput
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue

_PLUGIN_WITH_OWN_FOLDER = "aws:cloudWatch"
_DEAF_TO_CANCEL = "aws:softwareInventory"
"""The plugin that does not ask whether the command is cancelled (source: inventory.go Execute)."""
_NAMED_BLOCK = Struct("struct { ID string }", {"ID": Text()})


@dataclass(frozen=True, slots=True)
class StepEnd:
    """How a step ended; streams uncut, the combined output as it is replied."""

    status: Status
    code: int
    output: Streams
    combined: bytes
    error: str = ""
    """Why the step was refused before its plugin ran."""


Disturb: TypeAlias = Callable[[str], PluginOutcome | None]
"""What happens in the place of the plugin of a step of this name; None where nothing does."""
RunNested: TypeAlias = Callable[["StepRunner", CommandPlan, OnOutput], Sequence[NestedEnd]]
"""Runs all steps of a document that a step runs; the loop over steps is not known here."""


@dataclass(frozen=True, slots=True)
class StepRunner:
    """What all steps of a command share."""

    node: Node
    identity: NodeIdentity
    surroundings: Surroundings
    cancel: Event
    files: OutputFiles
    directory: str
    """The document's orchestration directory, for scripts and downloads."""
    output_directory: str
    """Where the agent keeps the output of the document's steps."""
    run_nested: "RunNested"
    level: int = 0
    """How many documents run around this one."""
    disturb: "Disturb | None" = None
    """Says what happens in the place of a step's plugin; nested documents are left alone."""

    def run(self, step: PlannedStep, on_output: OnOutput) -> StepEnd:
        """Run a step that was not refused.

        Raises:
            SandboxError: the node is gone.
        """
        return _with_control_flow(step.inputs, self._end(step, on_output))

    def _end(self, step: PlannedStep, on_output: OnOutput) -> StepEnd:
        if self.disturb is not None and not self.cancel.is_set():
            disturbed = self.disturb(step.name)
            if disturbed is not None:
                return _end_of(disturbed)
        if not isinstance(step.inputs, list):
            return _end_of(self._run_block(step, step.inputs, on_output))
        if not step.inputs:
            # the real agent leaves such a step without a status and the command in progress for ever
            return _end_of(failed("the inputs are an empty list: the SSM agent never ends such a step"))
        whole = self._run_block(step, step.inputs[0], on_output)
        for block in step.inputs[1:]:
            whole = _merge(whole, self._run_block(step, block, on_output))
        return replace(_end_of(whole), combined=combine(_reported(whole.code, whole.output)))

    def _run_block(self, step: PlannedStep, inputs: JsonValue, on_output: OnOutput) -> PluginOutcome:
        """Run the plugin once; its outcome holds all that its output files hold by then."""
        try:
            folder = _output_folder(step, inputs)
        except UnmarshalError as error:
            return failed(f"Invalid format in plugin properties {printed(inputs)};\nerror {error}")
        outcome = PluginOutcome(Status.CANCELLED, 1)
        if not self.cancel.is_set() or step.action == _DEAF_TO_CANCEL:
            outcome = PLUGINS[step.action](self._call(step, inputs, on_output))
        return replace(outcome, output=self.files.append(f"{self.output_directory}{folder}", outcome.output))

    def _call(self, step: PlannedStep, inputs: JsonValue, on_output: OnOutput) -> PluginCall:
        directory = build_path(self.directory, step.name)

        def run_nested(plan: CommandPlan) -> Sequence[NestedEnd]:
            # a private flag: a cancel of the command does not reach the documents that its steps run
            inner = replace(
                self,
                cancel=Event(),
                directory=directory,
                output_directory=posixpath.normpath(posixpath.join(directory, step.name.lstrip("/"))),
                level=self.level + 1,
                disturb=None,
            )
            return self.run_nested(inner, plan, on_output)

        return PluginCall(
            step.name,
            step.action,
            inputs,
            self.node,
            directory,
            on_output,
            self.cancel,
            self.identity,
            self.surroundings,
            step.settings,
            Nesting(self.level, run_nested),
            step.environment,
        )


def _output_folder(step: PlannedStep, inputs: JsonValue) -> str:
    """Where the output goes: by step, and where step and plugin have one name (as in schema 1.x) by the block's id."""
    if step.name != step.action:
        name = step.name
    elif step.action == _PLUGIN_WITH_OWN_FOLDER:
        name = step.action
    else:
        block = unmarshal(inputs, _NAMED_BLOCK)
        identifier = block.get("ID") if isinstance(block, dict) else None
        name = identifier if isinstance(identifier, str) else ""
    return posixpath.join("/", build_path("/", step.action, name))


def _merge(earlier: PluginOutcome, later: PluginOutcome) -> PluginOutcome:
    return PluginOutcome(
        merged(earlier.status, later.status), earlier.code or later.code, earlier.output.joined_with(later.output)
    )


def _end_of(outcome: PluginOutcome) -> StepEnd:
    combined = combine(_reported(outcome.code, outcome.output))
    if outcome.combined is not None:
        combined = outcome.combined.encode()
    return StepEnd(outcome.status, outcome.code, outcome.output, combined)


def _reported(code: int, output: Streams) -> Streams:
    return Streams(output.stdout) if code == SUCCEED_AND_EXIT else output


def _with_control_flow(inputs: JsonValue, end: StepEnd) -> StepEnd:
    """What the exit codes 168 and 169 and `onFailure` make of an end (run-010, run-011, run-014)."""
    if end.code in (SUCCEED_AND_EXIT, FAIL_AND_EXIT):
        status, output = with_exit_code(end.code, end.status, end.output)
        return replace(end, status=status, output=output)
    on_failure = modifier(inputs, "onFailure")
    if end.status is not Status.FAILED or on_failure not in ("exit", "successAndExit"):
        return end
    if on_failure == "successAndExit":
        end = replace(end, status=Status.SUCCESS, code=SUCCEED_AND_EXIT)
    notice = b"\nStep was found to have onFailure property. Further document steps will be skipped."
    return replace(end, output=end.output.followed_by(Streams(notice, notice)))
