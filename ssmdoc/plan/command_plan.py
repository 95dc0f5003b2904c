"""A Command document with its parameters becomes the list of steps that the agent would run.

Source: amazon-ssm-agent docparser.go ParseDocument, parsePluginStateForV10Schema, parsePluginStateForV20Schema.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ssmdoc.catalogue.schema_versions import COMMAND_1_VERSIONS, PRECONDITION_VERSIONS
from ssmdoc.plan import parameters as parameter_values
from ssmdoc.plan.agent_document import (
    NIL_POINTER,
    AgentCrashError,
    AgentDocument,
    DocumentError,
    Step,
    decode,
)
from ssmdoc.plan.environment import parameter_variables
from ssmdoc.plan.interpolate import interpolate
from ssmdoc.plan.parameter_store import ParameterStore, resolve
from ssmdoc.plan.preconditions import Precondition, plan_preconditions
from ssmdoc.source.values import JsonValue

_NO_PARAMETERS_STORED: ParameterStore = {}


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with everything replaced that the agent replaces."""

    name: str
    """In a document of schema 1.x the plugin's name."""
    action: str
    inputs: JsonValue
    preconditions: tuple[Precondition, ...] = ()
    settings: JsonValue = None
    environment: Mapping[str, str] | None = None
    """Variables for scripts, of parameters with ENV_VAR; None where the agent is older than that."""


@dataclass(frozen=True, slots=True)
class CommandPlan:
    """What the agent would run, in order."""

    schema_version: str
    steps: tuple[PlannedStep, ...]

    @property
    def has_preconditions(self) -> bool:
        """Whether steps may have preconditions; with them, plugins of other platforms are skipped, not failed."""
        return self.schema_version in PRECONDITION_VERSIONS


@dataclass(frozen=True, slots=True)
class DocumentFailure:
    """The agent fails the whole command before any step; `trace` is its text, or ours where it would crash."""

    trace: str


def plan_command(
    document: JsonValue,
    supplied: Mapping[str, JsonValue],
    store: ParameterStore = _NO_PARAMETERS_STORED,
    *,
    env_vars: bool = False,
) -> CommandPlan | DocumentFailure:
    """Plan a document as the agent does, with the values given for its parameters and what Parameter Store holds.

    With `env_vars` it is an agent of 2025 or later, which knows `interpolationType`; the recorded one does not.
    """
    try:
        return _plan(decode(document), supplied, store, env_vars=env_vars)
    except DocumentError as error:
        return DocumentFailure(str(error))
    except AgentCrashError as error:
        return DocumentFailure(f"the SSM agent crashes on this document and never answers: {error}")


def plan_nested(
    document: AgentDocument, supplied: Mapping[str, JsonValue], store: ParameterStore, *, env_vars: bool = False
) -> CommandPlan:
    """Plan a document that another one runs: all constraints of its parameters are checked.

    Raises:
        DocumentError: the agent refuses it.
        AgentCrashError: the agent panics over it.
    """
    return _plan(document, supplied, store, nested=True, env_vars=env_vars)


def _plan(
    document: AgentDocument,
    supplied: Mapping[str, JsonValue],
    store: ParameterStore,
    *,
    nested: bool = False,
    env_vars: bool,
) -> CommandPlan:
    values = parameter_values.merge(document.parameters, supplied)
    parameter_values.check(document.parameters, values, store, nested=nested)
    environment = parameter_variables(document, values, store) if env_vars else None
    # a document with both parts gets its parameters replaced in runtimeConfig only (st-036)
    plugins = _replaced(document.plugins, "plugin", values, store)
    main_steps = document.main_steps if plugins else _replaced(document.main_steps, "step", values, store)
    steps = plugins if document.schema_version in COMMAND_1_VERSIONS else main_steps
    if not steps:
        raise DocumentError("Unsupported schema format")
    return CommandPlan(
        document.schema_version,
        tuple(
            PlannedStep(
                step.name,
                step.action,
                step.inputs,
                plan_preconditions(step.preconditions, values),
                step.settings,
                environment,
            )
            for step in _without_null(steps, "step")
        ),
    )


def _replaced(
    steps: Iterable[Step | None], word: str, values: Mapping[str, JsonValue], store: ParameterStore
) -> tuple[Step, ...]:
    return tuple(
        Step(
            step.name,
            step.action,
            settings=resolve(interpolate(step.settings, values), store),
            inputs=resolve(interpolate(step.inputs, values), store),
            preconditions=step.preconditions,
        )
        for step in _without_null(steps, word)
    )


def _without_null(steps: Iterable[Step | None], word: str) -> Iterable[Step]:
    for number, step in enumerate(steps, start=1):
        if step is None:
            raise AgentCrashError(f"{word} {number} is null", NIL_POINTER)
        yield step
