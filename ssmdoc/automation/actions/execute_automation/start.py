"""The runbook that a step starts, and its values, checked as StartAutomationExecution does."""

from collections.abc import Mapping
from typing import NamedTuple

from ssmdoc.automation.documents.find import FindError, find_runbook, where_from
from ssmdoc.automation.records import Ending, failed
from ssmdoc.automation.world import World
from ssmdoc.catalogue.limits import MAX_NESTED_AUTOMATIONS
from ssmdoc.plan.agent_document import DocumentError
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.automation.read import RunbookError, read_runbook
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.plan.automation.start import CODE, StartRefusal, typed_values
from ssmdoc.plan.parameter_store import resolve
from ssmdoc.source.values import JsonValue

NOT_FOUND = "AutomationDefinitionNotFoundException"


class StartError(Exception):
    """StartAutomationExecution does not start it: the error code and a text."""

    def __init__(self, message: str, code: str = CODE) -> None:
        super().__init__(f"An error occurred ({code}) when calling the StartAutomationExecution operation: {message}")

    def ending(self) -> Ending:
        """How the step ends."""
        return failed(str(self))


class Child(NamedTuple):
    """A runbook that can be started."""

    name: str
    version: str
    runbook: Runbook


def find_child(world: World, name: str, version: str) -> Child | None:
    """The runbook with a name; None when it is not here.

    Raises:
        StartError: it cannot be run, or it would be inside too many others. AWS's words for the latter are not known.
    """
    try:
        document = find_runbook(world, name, version)
    except FindError as error:
        raise StartError(str(error), NOT_FOUND) from error
    depth = world.depth + 1
    if depth > MAX_NESTED_AUTOMATIONS:
        raise StartError(
            f"{document.name if document else name} would run {depth} levels below the first automation, "
            f"at most {MAX_NESTED_AUTOMATIONS} are allowed"
        )
    if document is None:
        return None
    try:
        runbook = read_runbook(with_braces(document.value))
    except RunbookError as error:
        raise StartError(f"{document.name}: {error}", NOT_FOUND) from error
    return Child(document.name, document.version or "1", runbook)


def missing(world: World, name: str) -> StartError:
    """There is no such document."""
    return StartError(f"Document with name {name} does not exist; {where_from(world.library)}", NOT_FOUND)


def start_values(child: Child, given: Mapping[str, JsonValue], world: World) -> Mapping[str, JsonValue]:
    """A value for each parameter of a runbook.

    Raises:
        StartError: the service does not take them.
    """
    defaults = {name: value for name, value in child.runbook.defaults.items() if name not in given}
    try:
        stored = resolve(defaults, world.store)
    except DocumentError as error:
        raise StartError(str(error)) from error
    values = typed_values(child.runbook, {**(stored if isinstance(stored, dict) else {}), **given})
    if isinstance(values, StartRefusal):
        raise StartError(values.message, values.code)
    return values
