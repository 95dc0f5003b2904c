"""Preconditions of a step: what they compare, and whether they hold on a node.

Source: amazon-ssm-agent runpluginutil.go evaluatePreconditions, docparser.go parsePluginParametersInPreconditions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ssmdoc.catalogue.preconditions import OPERATOR, PLATFORM
from ssmdoc.plan.agent_document import AgentCrashError
from ssmdoc.plan.go_text import go_type
from ssmdoc.plan.interpolate import interpolate
from ssmdoc.source.values import JsonValue

_STORED = re.compile(r"\{\{[\t\n\f\r ]*(ssm:[\w\-/]+)[\t\n\f\r ]*\}\}", re.ASCII)
_SECURE = re.compile(r"\{\{[\t\n\f\r ]*(ssm-secure:[\w\-/]+)[\t\n\f\r ]*\}\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Argument:
    """What an operator compares: as written, and with parameters replaced."""

    written: str
    resolved: str


@dataclass(frozen=True, slots=True)
class Precondition:
    """An operator with its arguments; all preconditions of a step must hold."""

    operator: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a step may run; the reasons hold what is not met, and what the agent does not understand."""

    allowed: bool
    reasons: tuple[str, ...]


def plan_preconditions(
    written: Mapping[str, Sequence[str]], parameters: Mapping[str, JsonValue]
) -> tuple[Precondition, ...]:
    """Replace the parameters in preconditions.

    Raises:
        AgentCrashError: an argument becomes something that is not a text (pre-012, pre-014).
    """
    return tuple(
        Precondition(operator, tuple(_argument(text, parameters) for text in arguments))
        for operator, arguments in written.items()
    )


def _argument(text: str, parameters: Mapping[str, JsonValue]) -> Argument:
    resolved = interpolate(text, parameters)
    if not isinstance(resolved, str):
        raise AgentCrashError(
            f'the precondition argument "{text}" is not a text once its parameter is replaced',
            f"interface conversion: interface {{}} is {go_type(resolved)}, not string",
        )
    return Argument(text, resolved)


def evaluate(preconditions: Sequence[Precondition], platform_type: str) -> Verdict:
    """Decide on a step; `platform_type` is the node's: linux, windows or macos.

    The agent gives the reasons in any order; here operators it does not know come first.
    """
    allowed = True
    unknown: list[str] = []
    unmet: list[str] = []
    for precondition in preconditions:
        if precondition.operator != OPERATOR:
            unknown.append(f'unrecognized operator: "{precondition.operator}"')
            continue
        met, reason = _string_equals(precondition.arguments, platform_type)
        allowed = allowed and met
        if reason:
            unmet.append(f'"{OPERATOR}": {reason}')
    return Verdict(allowed, (*unknown, *unmet))


def _string_equals(arguments: Sequence[Argument], platform_type: str) -> tuple[bool, str]:
    """Whether the step stays allowed, and the reason if it is not met or not understood."""
    if len(arguments) != 2:
        return True, "operator accepts exactly 2 arguments"
    left, right = arguments
    written = left.written, right.written
    if left.written == right.written:
        twice = f"[{PLATFORM} {PLATFORM}]" if left.written == PLATFORM else None
        return True, twice or "operator's arguments can't be identical"
    if any(map(_STORED.search, written)):
        return True, "operator's arguments can't contain SSM parameters"
    if any(map(_SECURE.search, written)):
        return True, "operator's arguments can't contain secure SSM parameters"
    if PLATFORM in written:
        other = right if left.written == PLATFORM else left
        if other.written.lower() != other.resolved.lower():
            return True, "the second argument for the platformType variable can't contain document parameters"
        met = other.written.lower() == platform_type
    elif left.written == left.resolved and right.written == right.resolved:
        return True, "at least one of operator's arguments must contain a valid document parameter"
    else:
        met = left.resolved == right.resolved
    return met, "" if met else f"[{left.written}, {right.written}]"
