"""What a condition of aws:branch and of aws:loop can say.

Source: UG25 automation-action-branch.md, UG23 automation-branch-condition.md.
"""

from typing import NamedTuple


class Operation(NamedTuple):
    """An operation that compares the value of Variable with a literal of one kind."""

    name: str
    operand: str
    """Type of the literal: String, Number or Boolean."""
    description: str


_TABLE = (
    Operation("StringEquals", "String", "The value is this text, letter case included."),
    Operation("EqualsIgnoreCase", "String", "The value is this text, in any letter case."),
    Operation("StartsWith", "String", "The value begins with this text."),
    Operation("EndsWith", "String", "The value ends with this text."),
    Operation("Contains", "String", "The value has this text in it."),
    Operation("NumericEquals", "Number", "The value is this number."),
    Operation("NumericGreater", "Number", "The value is greater than this number."),
    Operation("NumericLesser", "Number", "The value is less than this number."),
    Operation("NumericGreaterOrEquals", "Number", "The value is this number or greater."),
    Operation("NumericLesserOrEquals", "Number", "The value is this number or less."),
    Operation("BooleanEquals", "Boolean", "The value is this one of true and false."),
)

OPERATIONS = {operation.name: operation for operation in _TABLE}
"""All operations by name; no other was added between the guides of 2023 and 2025."""

VARIABLE = "Variable"
"""The key of what is compared: one whole reference."""

NEXT_STEP = "NextStep"
"""The key of a choice that names the step to go on with."""

JUNCTIONS = ("And", "Or")
"""Keys that hold a list of at least two conditions."""

NEGATION = "Not"
"""The key that holds one condition."""

COMBINATORS = (*JUNCTIONS, NEGATION)
"""The keys that hold further conditions."""

LEAST_CONDITIONS = 2
"""How many conditions And and Or combine at least. Source: ISSUE awsdocs/aws-systems-manager-user-guide#186."""
