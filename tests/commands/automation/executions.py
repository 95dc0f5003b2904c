"""What comes of `ssmdoc run` of a runbook, as text that is the same each time."""

import io
import json
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any

from ssmdoc.cli import main
from ssmdoc.commands.exit_codes import INTERNAL

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SCRIPT = re.compile(r"/tmp/<id>-[0-9a-f]{8}-")
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_MOMENT = re.compile(r"20\d\d-\d\d-\d\d_\d\d\.\d\d\.\d\d")
_OF_BOTO3 = re.compile(r"  File \"/var/lib/ssmdoc/lent/.*\n    .*\n")
"""Frames of a traceback in libraries, whose lines are others in other versions."""
_TO_COME = timedelta(days=31)
"""Dates from today to so long from now are those of the run."""


_TIME = re.compile(r"^( *(?:step \S+ \S+ \w+|\w+ after)) \d+ s$")


def shown_run(document: str, arguments: Sequence[str], *, with_times: bool = True) -> str:
    """The exit code, the execution and its calls; times are whole seconds, new things are `<id>`, `<date>`.

    `with_times` is for runs in which all time passes on the virtual clock; scripts and commands take what they take.
    """
    output, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(errors):
        try:
            code = main(["run", document, "--virtual-time", "--format", "json", *arguments])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
    assert code != INTERNAL, errors.getvalue()
    text = output.getvalue()
    lines = [f"exit code {code}", *(shown(json.loads(text)) if text else []), *errors.getvalue().splitlines()]
    if not with_times:
        lines = [_TIME.sub(r"\1", line) for line in lines]
    return _OF_BOTO3.sub("", "".join(f"{_without_what_changes(line)}\n" for line in lines))


def _without_what_changes(line: str) -> str:
    line = _MOMENT.sub("<moment>", _SCRIPT.sub("/tmp/<id>-", _ID.sub("<id>", line)))
    return _DATE.sub(lambda found: "<date>" if _is_of_the_run(found[0]) else found[0], line)


def _is_of_the_run(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return False
    return timedelta(days=-1) <= moment - datetime.now(UTC) <= _TO_COME


def shown(result: dict[str, Any]) -> Iterator[str]:
    """The lines of a result."""
    if "Error" in result:
        yield f"refused: {result['Error']['Code']}: {result['Error']['Message']}"
        yield from (f"  {found['rule']}: {found['message']}" for found in result["Diagnostics"])
        return
    yield from execution_lines(result["AutomationExecution"])
    for child in result["ChildAutomationExecutions"]:
        yield f"child {child['DocumentName']}"
        yield from (f"  {line}" for line in execution_lines(child))
    for command in result["Commands"]:
        yield f"command {command['Command']['DocumentName']} {command['Command']['StatusDetails']}"
        for step in command["Steps"]:
            yield f"  {step['InstanceId']} {step['Name']} {step['Status']} {step['ResponseCode']}"
            yield from (f"    {line}" for line in step["Output"].splitlines())
    for call in result["ApiCalls"]:
        door = call["Door"] or "nobody"
        answer = f" {call['Error']['Code']}" if "Error" in call else ""
        yield f"call {call['Service']} {call['Api']} {json.dumps(call['Parameters'])} -> {door}{answer}"


def execution_lines(execution: dict[str, Any]) -> Iterator[str]:
    """The lines of an execution."""
    passed = execution["ExecutionEndTime"] - execution["ExecutionStartTime"]
    yield f"{execution['AutomationExecutionStatus']} after {_seconds(passed)}"
    for step in execution["StepExecutions"]:
        yield from step_lines(step)
    yield from (f"output {name}: {json.dumps(value)}" for name, value in execution["Outputs"].items())
    yield from (f"variable {name}: {json.dumps(value)}" for name, value in execution["Variables"].items())
    if "FailureMessage" in execution:
        yield f"failure: {execution['FailureMessage']}"


def step_lines(step: dict[str, Any]) -> Iterator[str]:
    parent = step.get("ParentStepDetails")
    name = f"{parent['StepName']}[{parent['Iteration']}].{step['StepName']}" if parent else step["StepName"]
    times = [step.get(key) for key in ("ExecutionStartTime", "ExecutionEndTime")]
    passed = f" {_seconds(times[1] - times[0])}" if times[0] is not None and times[1] is not None else ""
    yield f"step {name} {step['Action']} {step['StepStatus']}{passed}"
    yield from (f"  in {key}: {value}" for key, value in step.get("Inputs", {}).items())
    outputs = {key: value for key, value in step.get("Outputs", {}).items() if key != "OutputPayload"}
    yield from (f"  out {key}: {json.dumps(value)}" for key, value in outputs.items())
    if "FailureMessage" in step:
        details = step["FailureDetails"]
        yield f"  {details['FailureStage']}, {details['FailureType']}: {step['FailureMessage']}"
        yield from (f"  {key}: {value[0]}" for key, value in details["Details"].items() if key == "DocumentLine")


def _seconds(passed: float) -> str:
    """Down to whole seconds: what the run itself took, on top of what passed on its clock, is less than one."""
    return f"{math.floor(passed + 0.05)} s"
