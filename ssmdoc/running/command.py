"""Runs a plan on a node, step by step, as the agent does.

Source: amazon-ssm-agent runpluginutil.go RunPlugins, contracts/aggregator.go DocumentResultAggregator;
agent-semantics 3.2 to 3.8.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Event as Flag

from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, PlannedStep
from ssmdoc.running.clock import Clock, steady_clock
from ssmdoc.running.decision import NotRun, decide
from ssmdoc.running.events import Event, OnEvent, Rebooting, StepEnded, StepOutput, StepStarted
from ssmdoc.running.output import NO_OUTPUT, OutputFiles, Streams, cut_stream, decode
from ssmdoc.running.paths import orchestration_directory
from ssmdoc.running.plugins.call import NestedEnd
from ssmdoc.running.plugins.refresh_association import RefreshReplies
from ssmdoc.running.plugins.run_script import NOT_EXITED
from ssmdoc.running.result import CommandResult, Status, StepResult
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity, OnOutput, SandboxError, Stream
from ssmdoc.running.step import Disturb, StepEnd, StepRunner
from ssmdoc.running.surroundings import NOTHING_AROUND, Surroundings

_MOST_RESTARTS = 15
"""How often a command may restart the node (source: agent appconfig, Mds.CommandRetryLimit)."""

_LOST_OVER_RESTART = (Status.TIMED_OUT, Status.CANCELLED)


def run_command(
    plan: CommandPlan | DocumentFailure,
    node: Node,
    identity: NodeIdentity,
    *,
    on_event: OnEvent,
    cancel: Flag,
    surroundings: Surroundings = NOTHING_AROUND,
    clock: Clock | None = None,
    disturb: Disturb | None = None,
) -> CommandResult:
    """Run all steps of a plan on a started node.

    Args:
        plan: a document the agent refuses is not run; its trace is the result.
        node: stays started; whoever started it stops it.
        identity: with which the node was started; the command's id is in it.
        on_event: called as things happen; for StepOutput perhaps from another thread, that in which the sandbox reads.
        surroundings: what the command finds outside of the node.
        cancel: once set, the running script is killed and the rest ends as Cancelled.
        clock: gives the times of the steps; a steady one unless another is given.
        disturb: says what happens in the place of a step's plugin, where something is to go wrong.

    A node that fails (SandboxError) ends the command as Failed, with what went wrong as the trace; the steps that it
    did not come to are Cancelled.
    """
    if isinstance(plan, DocumentFailure):
        return CommandResult(Status.FAILED, plan.trace)
    directory = orchestration_directory(identity.instance_id, identity.command_id)
    files = OutputFiles()
    runner = StepRunner(node, identity, surroundings, cancel, files, directory, directory, _run_nested, disturb=disturb)
    return _CommandRun(plan, runner, on_event, clock or steady_clock()).run()


def _run_nested(runner: StepRunner, plan: CommandPlan, on_output: OnOutput) -> Sequence[NestedEnd]:
    """Run the steps of a document for a step of another one, to the end or to the first that asks for a restart."""

    def pass_on(event: Event) -> None:
        if isinstance(event, StepOutput):
            on_output(event.stream, event.data)

    run = _CommandRun(plan, runner, pass_on, steady_clock())
    for number, step in enumerate(plan.steps):
        if run.run_once(number, step).status is Status.SUCCESS_AND_REBOOT:
            break
    return [NestedEnd(end.status, end.output, end.error) for end in run.ends.values()]


class _CommandRun:
    """The loop over the steps; results are kept by step name, as the agent keeps them (st-001)."""

    def __init__(self, plan: CommandPlan, runner: StepRunner, on_event: OnEvent, clock: Clock) -> None:
        self.plan, self.runner, self.on_event, self.clock = plan, runner, on_event, clock
        self.results: dict[str, StepResult] = {}
        self.replies: dict[str, StepResult] = {}
        self.refreshes = RefreshReplies(is_only_step=len(plan.steps) == 1)
        self.ends: dict[str, StepEnd] = {}
        self.lost: set[str] = set()
        self.restarts = 0
        self.began = datetime.min.replace(tzinfo=UTC)
        """When the step began that runs."""

    def run(self) -> CommandResult:
        for number, step in enumerate(self.plan.steps):
            try:
                trace = self.run_to_end(number, step)
            except SandboxError as error:
                self.lose_node(number, str(error))
                return CommandResult(Status.FAILED, str(error), tuple(self.replies.values()))
            if trace:
                return CommandResult(Status.FAILED, trace, tuple(self.replies.values()))
        counted = [result.status for name, result in self.results.items() if name not in self.lost]
        return CommandResult(_document_status(counted), steps=tuple(self.replies.values()))

    def run_to_end(self, number: int, step: PlannedStep) -> str:
        """Run a step, again after each restart it asks for; the text says why the command ends here, if it does."""
        while (result := self.run_once(number, step)).status is Status.SUCCESS_AND_REBOOT:
            if self.restarts == _MOST_RESTARTS:
                return (
                    f'step "{step.name}" asked for a restart {_MOST_RESTARTS + 1} times; '
                    "the SSM agent then drops the command and never answers"
                )
            self.restarts += 1
            self.on_event(Rebooting(step.name, self.restarts))
            # after a restart the agent no longer counts earlier steps that timed out or were cancelled
            self.lost |= {name for name, earlier in self.results.items() if earlier.status in _LOST_OVER_RESTART}
            self.runner.node.restart()
        self.lost.discard(result.name)
        return ""

    def run_once(self, number: int, step: PlannedStep) -> StepResult:
        self.began = started = self.clock()
        previous = [
            None if earlier.name == step.name else self.results[earlier.name] for earlier in self.before(number)
        ]
        not_run = decide(self.plan, number, previous)
        if not_run is not None:
            return self.end(step, _not_run(not_run), started)
        self.on_event(StepStarted(step.name, step.action, number + 1, len(self.plan.steps)))

        def on_output(stream: Stream, data: bytes) -> None:
            self.on_event(StepOutput(step.name, stream, data))

        return self.end(step, self.runner.run(step, on_output), started)

    def before(self, number: int) -> Sequence[PlannedStep]:
        return self.plan.steps[:number]

    def end(self, step: PlannedStep, end: StepEnd, started: datetime) -> StepResult:
        result = _result(step, end, started, self.clock())
        self.results[step.name], self.ends[step.name] = result, end
        self.replies[step.name] = self.refreshes.reply(step, result)
        self.on_event(StepEnded(self.replies[step.name]))
        return result

    def lose_node(self, number: int, reason: str) -> None:
        """The step that the sandbox could not run to its end, and those after it."""
        said = reason.encode(errors="replace")
        self.end(self.plan.steps[number], StepEnd(Status.FAILED, NOT_EXITED, Streams(stderr=said), b""), self.began)
        for step in self.plan.steps[number + 1 :]:
            if step.name not in self.results:
                end = StepEnd(Status.CANCELLED, NOT_EXITED, NO_OUTPUT, b"not run, because the node was lost")
                self.end(step, end, self.clock())


def _document_status(statuses: Sequence[Status]) -> Status:
    """The status of a command by those of its steps; skipped ones count as successes."""
    for status in (Status.SUCCESS_AND_REBOOT, Status.FAILED, Status.TIMED_OUT, Status.CANCELLED, Status.IN_PROGRESS):
        if status in statuses:
            return status
    return Status.SUCCESS


def _not_run(not_run: NotRun) -> StepEnd:
    if not_run.status is Status.SKIPPED:
        return StepEnd(Status.SKIPPED, 0, NO_OUTPUT, not_run.reason.encode())
    return StepEnd(not_run.status, 1, NO_OUTPUT, not_run.reason.encode(), not_run.reason)


def _result(step: PlannedStep, end: StepEnd, started: datetime, ended: datetime) -> StepResult:
    return StepResult(
        name=step.name,
        action=step.action,
        status=end.status,
        code=1 if end.status is Status.FAILED and end.code == 0 else end.code,
        stdout=decode(cut_stream(end.output.stdout)),
        stderr=decode(cut_stream(end.output.stderr)),
        output=decode(end.combined),
        started=started,
        ended=ended,
    )
