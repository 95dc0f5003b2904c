"""aws:updateVariable: whether a variable may have a value.

Source: UG25 automation-action-update-variable.md.
"""

from ssmdoc.catalogue.limits import MAX_VARIABLE_ITEMS, MAX_VARIABLE_KEY, MAX_VARIABLE_MAPS, MAX_VARIABLE_TEXT
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.model.variables import PREFIX
from ssmdoc.plan.automation.convert import as_text, shortened, type_of
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.source.values import JsonValue

_LIKE = {"MapList": ("MapList", "StringList"), "StringList": ("StringList",)}
"""A list without items is of either type."""


class VariableError(Exception):
    """The variable cannot have the value; the text says why."""


def updated(runbook: Runbook, name: JsonValue, value: JsonValue) -> str:
    """The name of the variable that gets a value.

    Raises:
        VariableError: there is no such variable, or the value is not of its type or too long.
    """
    if not isinstance(name, str) or not name.startswith(PREFIX):
        raise VariableError(f'Name must be "{PREFIX}" and the name of a variable, not "{as_text(name)}"')
    name = name.removeprefix(PREFIX)
    if name not in runbook.variables:
        similar = nearest(name, runbook.variables)
        raise VariableError(f'no variable "{name}" is declared' + (f'; did you mean "{similar}"?' if similar else ""))
    wanted, actual = runbook.variables[name].type, type_of(value)
    if actual != wanted and not (value == [] and actual in _LIKE.get(wanted, ())):
        raise VariableError(
            f'variable "{name}" is of type {wanted}, the value of type {actual}: {shortened(as_text(value))}'
        )
    if problem := _too_long(value):
        raise VariableError(f'variable "{name}": {problem}')
    return name


def _too_long(value: JsonValue) -> str:
    match value:
        case str() if len(value) > MAX_VARIABLE_TEXT:
            return f"the value has {len(value)} characters, at most {MAX_VARIABLE_TEXT} are allowed"
        case dict() if max(map(len, value), default=0) > MAX_VARIABLE_KEY:
            return f"a key has {max(map(len, value))} characters, at most {MAX_VARIABLE_KEY} are allowed"
        case [dict(), *_] if len(value) > MAX_VARIABLE_MAPS:
            return f"the value has {len(value)} items, at most {MAX_VARIABLE_MAPS} are allowed"
        case [str(), *_] if len(value) > MAX_VARIABLE_ITEMS:
            return f"the value has {len(value)} items, at most {MAX_VARIABLE_ITEMS} are allowed"
        case _:
            return ""
