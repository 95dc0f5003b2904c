"""For what a runbook is run: one set of values for each target, and one place for each account and Region.

Source: BOTO StartAutomationExecution, TargetLocation; UG25 running-automations-map-targets.md.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssmdoc.automation.actions.execute_automation.start import Child, StartError
from ssmdoc.automation.world import World
from ssmdoc.plan.automation.convert import as_text, as_texts
from ssmdoc.running.fleet.nodes import Target, is_instance_ids, matching
from ssmdoc.running.fleet.rate import concurrency_text, errors_text
from ssmdoc.source.values import JsonValue

_ACCOUNT = re.compile(r"[0-9]{12}")


class Share(NamedTuple):
    """What one child gets."""

    name: str
    values: Mapping[str, JsonValue]


class Rate(NamedTuple):
    """MaxConcurrency and MaxErrors."""

    max_concurrency: str
    max_errors: str


class Location(NamedTuple):
    """Accounts and Regions that are gone through together."""

    places: tuple[tuple[str, str], ...]
    """Account and Region."""
    rate: Rate
    inputs: Mapping[str, JsonValue]
    """The inputs of the step, with what the location says of its own."""


_TARGETS = ("TargetLocations", "Targets", "TargetMaps")


def is_single(inputs: Mapping[str, JsonValue]) -> bool:
    """Whether there is one child, and none around it."""
    return not any(inputs.get(name) for name in _TARGETS)


def shares(inputs: Mapping[str, JsonValue], child: Child, world: World) -> list[Share] | None:
    """What the children get; None when there is one child and no target.

    Raises:
        StartError: the targets make no sense, or cannot be known here.
    """
    _check_amounts({name: inputs.get(name) for name in _TARGETS})
    targets, maps = _maps(inputs.get("Targets")), _maps(inputs.get("TargetMaps"))
    name = as_text(inputs.get("TargetParameterName") or "")
    if targets and maps:
        raise StartError("Targets and TargetMaps cannot be given together")
    if name and name not in child.runbook.parameters:
        raise StartError(f'TargetParameterName "{name}" is no parameter of {child.name}')
    if targets:
        if not name:
            raise StartError("Targets needs a TargetParameterName")
        return [Share(value, {name: [value]}) for value in _values(targets, world)]
    if maps:
        return [Share(", ".join(text for value in found.values() for text in as_texts(value)), found) for found in maps]
    if name:
        raise StartError("TargetParameterName needs Targets")
    return None


def _values(targets: Sequence[Mapping[str, JsonValue]], world: World) -> list[str]:
    """The values of the target parameter."""
    if len(targets) > 1:
        raise StartError("Only one resource group or tag can be specified at a time")
    key, values = as_text(targets[0].get("Key") or ""), as_texts(targets[0].get("Values"))
    if key == "ParameterValues" and "*" not in values:
        return values
    if key != "ParameterValues" and not (is_instance_ids(key) or key == "tag-key" or key.startswith("tag:")):
        raise StartError(f"the targets {key} cannot be known here; name them with the key ParameterValues")
    if world.nodes.fleet is None:
        raise StartError(f"{key}: there are no nodes to choose from; say which there are with --fleet FILE")
    asked = Target("InstanceIds" if key == "ParameterValues" else key, tuple(values))
    return [node.instance_id for node in matching(world.nodes.fleet, [asked])]


def rate_of(inputs: Mapping[str, JsonValue], concurrency: tuple[str, str], errors: tuple[str, str]) -> Rate:
    """Rate control by the names of its inputs and their defaults.

    Raises:
        StartError: one is written wrongly.
    """
    texts = [as_text(default if inputs.get(name) is None else inputs[name]) for name, default in (concurrency, errors)]
    for (name, _), check, text in zip((concurrency, errors), (concurrency_text, errors_text), texts, strict=True):
        try:
            check(text)
        except ValueError as error:
            raise StartError(f"{name} {error}", "ValidationException") from error
    return Rate(*texts)


_MOST = {"TargetLocations": 100, "TargetMaps": 300, "Targets": 5, "Accounts": 50, "Regions": 50, "Values": 50}
"""Items of lists (BOTO StartAutomationExecution, TargetLocation, Target)."""


def _check_amounts(value: JsonValue) -> None:
    """Refuse lists that are too long, which the service would not take.

    Raises:
        StartError: there is one.
    """
    for name, part in value.items() if isinstance(value, dict) else ():
        if isinstance(part, list) and len(part) > _MOST.get(name, len(part)):
            raise StartError(f"{name} has {len(part)} items, at most {_MOST[name]} are allowed", "ValidationException")
        for item in part if name in _MOST and isinstance(part, list) else ():
            _check_amounts(item)


def locations(inputs: Mapping[str, JsonValue], world: World) -> list[Location]:
    """The places of TargetLocations.

    Raises:
        StartError: accounts cannot be known here.
    """
    _check_amounts({name: inputs.get(name) for name in _TARGETS})
    found = []
    for location in _maps(inputs.get("TargetLocations")):
        excluded = as_texts(location.get("ExcludeAccounts"))
        accounts = [name for name in as_texts(location.get("Accounts")) if name not in excluded]
        for account in accounts:
            if not _ACCOUNT.fullmatch(account):
                raise StartError(f'"{account}" is no account; those of an organizational unit are not known here')
        own = {
            "Targets": location.get("Targets") or inputs.get("Targets"),
            "MaxConcurrency": location.get("TargetsMaxConcurrency") or inputs.get("MaxConcurrency"),
            "MaxErrors": location.get("TargetsMaxErrors") or inputs.get("MaxErrors"),
        }
        regions = as_texts(location.get("Regions")) or [world.identity.region]
        named = accounts or ([] if excluded else [world.identity.account])
        rate = rate_of(location, ("TargetLocationMaxConcurrency", "1"), ("TargetLocationMaxErrors", "0"))
        pairs = tuple((account, region) for account in named for region in regions)
        found.append(Location(pairs, rate, {**inputs, **own}))
    return found


def _maps(value: JsonValue) -> list[Mapping[str, JsonValue]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
