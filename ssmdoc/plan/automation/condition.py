"""The conditions of branches and loops: whether one is true.

Source: UG25 automation-action-branch.md, UG23 automation-branch-condition.md.
"""

import operator
from collections.abc import Callable

from ssmdoc.catalogue.conditions import NEGATION, NEXT_STEP, OPERATIONS, VARIABLE
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.plan.automation.convert import as_text
from ssmdoc.source.values import JsonValue

Number = int | float
Resolve = Callable[[JsonValue], JsonValue]


class ConditionError(Exception):
    """A condition cannot be evaluated; the text says why."""


_TEXT: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": operator.eq,
    "EqualsIgnoreCase": lambda value, operand: value.lower() == operand.lower(),
    "StartsWith": str.startswith,
    "EndsWith": str.endswith,
    "Contains": operator.contains,
}
_NUMBER: dict[str, Callable[[Number, Number], bool]] = {
    "NumericEquals": operator.eq,
    "NumericGreater": operator.gt,
    "NumericLesser": operator.lt,
    "NumericGreaterOrEquals": operator.ge,
    "NumericLesserOrEquals": operator.le,
}


def is_true(condition: JsonValue, resolve: Resolve) -> bool:
    """Whether a condition holds; `resolve` gives the value of what Variable says.

    And and Or stop at the first condition that decides.

    Raises:
        ConditionError: it has no operation or an unknown one, or compares values of the wrong type.
    """
    if not isinstance(condition, dict):
        raise ConditionError(f"a condition is a map, not {as_text(condition)}")
    if "And" in condition:
        return all(is_true(item, resolve) for item in _items(condition, "And"))
    if "Or" in condition:
        return any(is_true(item, resolve) for item in _items(condition, "Or"))
    if NEGATION in condition:
        return not is_true(condition[NEGATION], resolve)
    names = [name for name in condition if name not in (VARIABLE, NEXT_STEP)]
    if len(names) != 1 or VARIABLE not in condition:
        raise ConditionError(f"a condition has Variable and one operation, not {', '.join(condition) or 'nothing'}")
    return _compare(names[0], resolve(condition[VARIABLE]), resolve(condition[names[0]]))


def _items(condition: dict[str, JsonValue], name: str) -> list[JsonValue]:
    items = condition[name]
    if not isinstance(items, list):
        raise ConditionError(f"{name} has a list of conditions, not {as_text(items)}")
    return items


def _compare(name: str, value: JsonValue, operand: JsonValue) -> bool:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if name in _TEXT:
        return _TEXT[name](_plain(name, value), _plain(name, operand))
    if name in _NUMBER:
        return _NUMBER[name](_number(name, value), _number(name, operand))
    if name == "BooleanEquals":
        return _boolean(value) == _boolean(operand)
    similar = nearest(name, OPERATIONS)
    raise ConditionError(f'"{name}" is no operation' + (f'; did you mean "{similar}"?' if similar else ""))


def _plain(name: str, value: JsonValue) -> str:
    if isinstance(value, dict | list):
        raise ConditionError(f"{name} compares texts, not {as_text(value)}")
    return as_text(value)


def _number(name: str, value: JsonValue) -> Number:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        return int(value) if isinstance(value, str) else _not_a_number(name, value)
    except ValueError:
        pass
    try:
        return float(value) if isinstance(value, str) else _not_a_number(name, value)
    except ValueError:
        return _not_a_number(name, value)


def _not_a_number(name: str, value: JsonValue) -> Number:
    raise ConditionError(f"{name} compares numbers, not {as_text(value)}")


def _boolean(value: JsonValue) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ConditionError(f"BooleanEquals compares true and false, not {as_text(value)}")
