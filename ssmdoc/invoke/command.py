"""A Command document becomes a plan."""

from collections.abc import Mapping
from typing import TypeAlias

from ssmdoc.analysis.examine import Examination
from ssmdoc.invoke.refused import NotRunnableError, Refused, not_runnable, refusal_of
from ssmdoc.model.kind import COMMAND_KINDS, LEFT_ALONE
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure, plan_command
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.plan.parameter_text import normalized
from ssmdoc.plan.service import refuse
from ssmdoc.source.values import JsonValue, to_value

Prepared: TypeAlias = CommandPlan | DocumentFailure | Refused


def prepare(
    examination: Examination,
    values: Mapping[str, JsonValue],
    store: ParameterStore,
    *,
    agent_only: bool = False,
) -> Prepared:
    """Plan a document, unless AWS would refuse it.

    With `agent_only` the service's checks are left out, and the agent is the recorded one, which is older than ENV_VAR.

    Raises:
        NotRunnableError: it is no Command document.
    """
    root = examination.root
    if examination.kind in LEFT_ALONE:
        raise NotRunnableError(not_runnable(examination))
    refused = refusal_of(examination)
    if refused is not None and (root is None or not agent_only):
        return refused
    if root is None:
        raise AssertionError("a text without a tree is refused")
    if not agent_only and examination.kind not in COMMAND_KINDS:
        raise NotRunnableError(not_runnable(examination))
    document = to_value(root)
    if agent_only:
        return plan_command(document, values, store)
    values = normalized(document, values)
    content_bytes = len(examination.source.text.encode(errors="replace"))
    if refusal := refuse(document, values, content_bytes=content_bytes):
        return Refused(refusal.code, refusal.message)
    return plan_command(with_braces(document), values, store, env_vars=True)
