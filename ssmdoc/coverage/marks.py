"""What a run came to, of its result: marks, each with how often."""

from collections import Counter
from collections.abc import Sequence

from ssmdoc.automation.records import Record
from ssmdoc.automation.status import Status
from ssmdoc.coverage.points import Mark, What
from ssmdoc.model.steps import BRANCH, LOOP
from ssmdoc.running.exit_codes import SUCCEED_AND_EXIT
from ssmdoc.running.result import CommandResult, StepResult
from ssmdoc.running.result import Status as CommandStatus

_FAILURES = (Status.FAILED, Status.TIMED_OUT)
_EXITS = "Step was found to have onFailure property."
_UNMET = "unsatisfied preconditions"
_NOT_BEGUN = (Status.PENDING,)


def command_marks(result: CommandResult) -> Counter[Mark]:
    """The marks of a command on a node. Whether a way is written in the document is not looked at."""
    found: Counter[Mark] = Counter()
    for step in result.steps:
        found.update(_of_step(step))
    return found


def _of_step(step: StepResult) -> list[Mark]:
    if step.status is CommandStatus.SKIPPED:
        # source: amazon-ssm-agent runpluginutil.go getStepExecutionOperation
        return [Mark(What.UNMET, step.name)] if _UNMET in step.output else []
    marks = [Mark(What.STEP, step.name), Mark(What.MET, step.name)]
    is_exit = step.code == SUCCEED_AND_EXIT and _EXITS in step.stdout + step.stderr
    if is_exit or step.status is CommandStatus.FAILED:
        marks.append(Mark(What.FAILURE, step.name))
    elif step.status is CommandStatus.SUCCESS:
        marks.append(Mark(What.SUCCESS, step.name))
    return marks


def automation_marks(records: Sequence[Record]) -> Counter[Mark]:
    """The marks of an automation by its steps, without those of automations that it started."""
    found: Counter[Mark] = Counter()
    for record in records:
        if record.status not in _NOT_BEGUN:
            found.update(_of_record(record))
    iterations: dict[str, int] = {}
    for record in records:
        if record.parent is not None:
            loop = record.parent.record_id
            iterations[loop] = max(iterations.get(loop, 0), record.parent.iteration)
    for record in records:
        if record.step.action == LOOP:
            count = iterations.get(record.id, 0)
            if count or record.status is Status.SUCCESS:
                found[Mark((What.ZERO, What.ONE, What.MANY)[min(count, 2)], record.step.name)] += 1
    return found


def _of_record(record: Record) -> list[Mark]:
    name = record.step.name
    marks = [Mark(What.STEP, name)]
    if record.status in _FAILURES:
        marks.append(Mark(What.FAILURE, name))
    elif record.status is Status.CANCELLED:
        marks.append(Mark(What.CANCEL, name))
    elif record.step.action == BRANCH and record.status is Status.SUCCESS:
        choice = record.choice
        marks.append(Mark(What.DEFAULT, name) if choice is None else Mark(What.CHOICE, name, choice))
    return marks
