"""The inputs of aws:runCommand as a SendCommand request, checked as the service model says.

Source: BOTO SendCommandRequest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.run_command.outputs import read_outputs
from ssmdoc.automation.actions.run_command.refused import RefusedError, invalid
from ssmdoc.plan.automation.convert import as_text, as_texts
from ssmdoc.running.fleet.nodes import Target
from ssmdoc.running.fleet.outputs import Outputs
from ssmdoc.running.fleet.rate import DEFAULT_CONCURRENCY, DEFAULT_ERRORS, concurrency_text, errors_text
from ssmdoc.running.fleet.request import refuse_counts
from ssmdoc.source.values import JsonValue

_INSTANCE_ID = re.compile(r"(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)")
_LEAST_SECONDS, _MOST_SECONDS = 30, 2_592_000
_MOST_COMMENT = 100
DEFAULT_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be run where, and how."""

    document: str
    version: str
    instance_ids: tuple[str, ...]
    targets: tuple[Target, ...]
    parameters: Mapping[str, JsonValue]
    """In AWS's form, a list of texts each."""
    comment: str
    seconds: int
    """TimeoutSeconds: the time for delivery."""
    max_concurrency: str
    max_errors: str
    outputs: Outputs
    hash: str
    hash_type: str


def read_request(call: ActionCall) -> Request:
    """The request that a step makes.

    Raises:
        RefusedError: the service would not take it.
    """
    ids = tuple(as_texts(call.inputs.get("InstanceIds")))
    targets = tuple(_targets(call.inputs.get("Targets")))
    _check_nodes(ids, targets)
    given = call.inputs.get("Parameters")
    parameters = given if isinstance(given, dict) else {}
    comment = call.text("Comment")
    if len(comment) > _MOST_COMMENT:
        constraint = f"Member must have length less than or equal to {_MOST_COMMENT}"
        raise invalid("comment", comment, constraint)
    return Request(
        call.text("DocumentName"),
        as_text(call.inputs.get("DocumentVersion") or ""),
        ids,
        targets,
        {name: [*as_texts(value)] for name, value in parameters.items() if value is not None},
        comment,
        _seconds(call.inputs.get("TimeoutSeconds")),
        _rate(call, "MaxConcurrency", DEFAULT_CONCURRENCY),
        _rate(call, "MaxErrors", DEFAULT_ERRORS),
        read_outputs(call.inputs),
        call.text("DocumentHash"),
        call.text("DocumentHashType", "Sha256"),
    )


def _targets(value: JsonValue) -> list[Target]:
    items = value if isinstance(value, list) else []
    return [
        Target(as_text(item.get("Key") or ""), tuple(as_texts(item.get("Values"))))
        for item in items
        if isinstance(item, dict)
    ]


def _check_nodes(ids: tuple[str, ...], targets: tuple[Target, ...]) -> None:
    if not ids and not targets:
        raise RefusedError("ValidationException", "InstanceIds or Targets must say on which nodes the command is run")
    for number, found in enumerate(ids, 1):
        if not _INSTANCE_ID.match(found):
            constraint = f"Member must satisfy regular expression pattern: {_INSTANCE_ID.pattern}"
            raise invalid(f"instanceIds.{number}.member", found, constraint)
    if len(set(ids)) < len(ids):
        twice = next(found for found in ids if ids.count(found) > 1)
        raise RefusedError("DuplicateInstanceId", f'the instance id "{twice}" is given twice')
    if refusal := refuse_counts(ids, targets):
        raise RefusedError(refusal.code, refusal.message)


def _seconds(value: JsonValue) -> int:
    if value is None:
        return DEFAULT_SECONDS
    text = as_text(value)
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if seconds < _LEAST_SECONDS:
        raise invalid("timeoutSeconds", text, f"Member must have value greater than or equal to {_LEAST_SECONDS}")
    if seconds > _MOST_SECONDS:
        raise invalid("timeoutSeconds", text, f"Member must have value less than or equal to {_MOST_SECONDS}")
    return seconds


def _rate(call: ActionCall, name: str, otherwise: str) -> str:
    value = call.inputs.get(name)
    if value is None:
        return otherwise
    try:
        check = concurrency_text if name == "MaxConcurrency" else errors_text
        return check(as_text(value))
    except ValueError as error:
        member = f"{name[0].lower()}{name[1:]}"
        raise invalid(member, as_text(value), f"it {error}") from error
