"""The draft of a spec for a Command document."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from ssmdoc.catalogue.preconditions import OPERATOR, PLATFORM
from ssmdoc.init_test.draft import Draft, DraftCase
from ssmdoc.init_test.samples import is_valid, others, sample, stored_names
from ssmdoc.model.references import Form, find_references
from ssmdoc.model.value_types import value_type
from ssmdoc.patterns.java import certainly_refuses
from ssmdoc.plan.agent_document import AgentCrashError
from ssmdoc.plan.declarations import Declared, declared_parameters
from ssmdoc.plan.preconditions import evaluate, plan_preconditions
from ssmdoc.source.values import JsonValue

_NODE = "linux"
"""The platform of the nodes of specs."""
_HOSTILE = ("$(reboot)", "; reboot", " ", "!")
_REFUSED: JsonValue = {"refused": "InvalidParameters"}


def draft_command(document: JsonValue) -> Draft:
    """The draft: the samples, further allowed values, preconditions both ways, and what is refused."""
    declared = declared_parameters(document)
    defaults = _defaults(document)
    samples = {name: sample(found) for name, found in declared.items() if found.required}
    keys: dict[str, JsonValue] = {}
    stored = stored_names(defaults)
    if stored:
        keys["ssm_parameters"] = dict.fromkeys(stored, "example")
    steps = _conditional_steps(document)
    comment = tuple(f"{step} is not for Linux, which the nodes of specs are." for step in _not_here(steps))
    cases = [
        replace(_case("runs with the samples", samples, {**defaults, **samples}, steps), comment=comment),
        *_allowed(declared, samples, defaults, steps),
        *_preconditions(declared, samples, defaults, steps),
        *_refusals(declared, samples),
    ]
    comments = {"ssm_parameters": ("Parameter Store, which defaults refer to.",)}
    notes = ("What the scripts do is not known here: say under expect what they must print, write and leave.",)
    return Draft(keys, tuple(_unlike(cases)), comments, notes)


def _case(
    name: str,
    given: Mapping[str, JsonValue],
    values: Mapping[str, JsonValue],
    steps: Mapping[str, Mapping[str, Sequence[str]]],
) -> DraftCase:
    keys: dict[str, JsonValue] = {"parameters": dict(given)} if given else {}
    expected: dict[str, JsonValue] = {"status": "Success"}
    statuses: dict[str, JsonValue] = {}
    for step, written in steps.items():
        try:
            verdict = evaluate(plan_preconditions(written, values), _NODE)
        except AgentCrashError:
            continue
        statuses[step] = "Success" if verdict.allowed else "Skipped"
    if statuses:
        expected["steps"] = statuses
    return DraftCase(name, {**keys, "expect": expected})


def _not_here(steps: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    """The steps that are for nodes of another platform."""
    for step, written in steps.items():
        of_platform = {name: arguments for name, arguments in written.items() if PLATFORM in arguments}
        with suppress(AgentCrashError):
            if not evaluate(plan_preconditions(of_platform, {}), _NODE).allowed:
                yield step


def _allowed(
    declared: Mapping[str, Declared],
    samples: Mapping[str, JsonValue],
    defaults: Mapping[str, JsonValue],
    steps: Mapping[str, Mapping[str, Sequence[str]]],
) -> Iterator[DraftCase]:
    for name, parameter in declared.items():
        first = defaults.get(name, samples.get(name))
        for value in (*parameter.allowed_values[:1], *others(parameter)):
            own: JsonValue = (
                [value] if value_type(parameter.type) == "StringList" and not isinstance(value, list) else value
            )
            if own != first:
                yield _case(f"{name} is {value}", {**samples, name: own}, {**defaults, **samples, name: own}, steps)


def _preconditions(
    declared: Mapping[str, Declared],
    samples: Mapping[str, JsonValue],
    defaults: Mapping[str, JsonValue],
    steps: Mapping[str, Mapping[str, Sequence[str]]],
) -> Iterator[DraftCase]:
    """Values of a parameter with which a step runs, and with which it does not."""
    for step, written in steps.items():
        for operator, arguments in written.items():
            if operator != OPERATOR or len(arguments) != 2 or PLATFORM in arguments:
                continue
            for text, other in (arguments, arguments[::-1]):
                found = [*find_references(text)]
                if len(found) != 1 or found[0].form is not Form.PARAMETER or found[0].names[0] not in declared:
                    continue
                name = found[0].names[0]
                for word, value in (("runs", other), ("is left out", f"not-{other}")):
                    if value_type(declared[name].type) == "String" and is_valid(declared[name], value):
                        given = {**samples, name: value}
                        yield _case(f"{step} {word}: {name} is {value}", given, {**defaults, **given}, steps)


def _refusals(declared: Mapping[str, Declared], samples: Mapping[str, JsonValue]) -> Iterator[DraftCase]:
    for name, parameter in declared.items():
        if parameter.required:
            rest = {other: value for other, value in samples.items() if other != name}
            given: dict[str, JsonValue] = {"parameters": rest} if rest else {}
            yield DraftCase(f"{name} has to be given", {**given, "expect": _REFUSED})
        kind = value_type(parameter.type)
        pattern = parameter.allowed_pattern
        wrong = "not-one-of-them" if parameter.allowed_values else None
        if wrong is None and pattern:
            wrong = next((text for text in _HOSTILE if certainly_refuses(pattern, text)), None)
        if wrong is not None and kind in ("String", "StringList") and wrong not in parameter.allowed_values:
            value: JsonValue = [wrong] if kind == "StringList" else wrong
            why = "not an allowed value" if parameter.allowed_values else "against its pattern"
            yield DraftCase(f"{name} is {why}", {"parameters": {**samples, name: value}, "expect": _REFUSED})


def _unlike(cases: Sequence[DraftCase]) -> Iterator[DraftCase]:
    """Cases of which no two have the same name or do the same."""
    names, seen = set[str](), list[object]()
    for case in cases:
        if case.name not in names and case.keys not in seen:
            names.add(case.name)
            seen.append(case.keys)
            yield case


def _defaults(document: JsonValue) -> dict[str, JsonValue]:
    declarations = document.get("parameters") if isinstance(document, dict) else None
    if not isinstance(declarations, dict):
        return {}
    return {
        name: fields["default"]
        for name, fields in declarations.items()
        if isinstance(fields, dict) and "default" in fields
    }


def _conditional_steps(document: JsonValue) -> dict[str, Mapping[str, Sequence[str]]]:
    """The preconditions of the steps that have some."""
    steps = document.get("mainSteps") if isinstance(document, dict) else None
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict) and isinstance(step.get("precondition"), dict):
            written = step["precondition"]
            if isinstance(written, dict):
                found[str(step.get("name"))] = {
                    name: [item for item in value if isinstance(item, str)]
                    for name, value in written.items()
                    if isinstance(value, list)
                }
    return found
