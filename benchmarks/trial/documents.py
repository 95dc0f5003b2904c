"""The documents that a runbook runs: those beside it, and for the others documents that take what they are given."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.trial.wishes import replaced
from ssmdoc.plan.automation.runbook import Runbook, Step
from ssmdoc.running.library import Library
from ssmdoc.source.values import JsonValue

_NAME = re.compile(r"[^a-zA-Z0-9_.\-]")
_COMMAND, _AUTOMATION = "aws:runCommand", "aws:executeAutomation"
_GIVEN = {_COMMAND: "Parameters", _AUTOMATION: "RuntimeParameters"}


def add_documents(folder: Path, known: Library, runbook: Runbook, values: Mapping[str, JsonValue]) -> None:
    """Write a document for each that a step runs and that is not known."""
    for step in runbook.steps_by_name.values():
        for name in _names(step, {**runbook.defaults, **values}):
            if known.find(name) is None:
                content = _document(step)
                (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def _names(step: Step, values: Mapping[str, JsonValue]) -> Iterator[str]:
    name = step.inputs.get("DocumentName")
    if step.action in _GIVEN and isinstance(name, str):
        base = replaced(name, values).rpartition("/")[2].partition(":")[0]
        if base and not _NAME.search(base):
            yield base


def _document(step: Step) -> JsonValue:
    given = step.inputs.get(_GIVEN[step.action])
    parameters: dict[str, JsonValue] = (
        {name: {"type": _type(value)} for name, value in given.items()} if isinstance(given, dict) else {}
    )
    if step.action == _COMMAND:
        plugin: JsonValue = {"name": "done", "action": "aws:runShellScript", "inputs": {"runCommand": ["true"]}}
        return {"schemaVersion": "2.2", "description": "", "parameters": parameters, "mainSteps": [plugin]}
    call: JsonValue = {
        "name": "done",
        "action": "aws:executeAwsApi",
        "inputs": {"Service": "sts", "Api": "GetCallerIdentity"},
        "outputs": [{"Name": "Arn", "Selector": "$.Arn", "Type": "String"}],
    }
    rest: dict[str, JsonValue] = {"parameters": parameters, "mainSteps": [call], "outputs": ["done.Arn"]}
    return {"schemaVersion": "0.3", "description": "", **rest}


def _type(value: JsonValue) -> str:
    match value:
        case bool():
            return "Boolean"
        case int():
            return "Integer"
        case dict():
            return "StringMap"
        case list():
            return "StringList"
        case _:
            return "String"
