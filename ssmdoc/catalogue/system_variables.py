"""What a reference in an Automation document can name without a declaration. Source: UG25 automation-variables.md."""

from typing import NamedTuple


class SystemVariable(NamedTuple):
    """A system variable: what it stands for, and the form of its values."""

    name: str
    description: str
    pattern: str
    """Regular expression of the values."""
    example: str


_TABLE = (
    SystemVariable("global:ACCOUNT_ID", "Account in which the automation runs.", r"^[0-9]{12}$", "123456789012"),
    SystemVariable("global:AWS_PARTITION", "Partition of the Region.", r"^aws(-[a-z]+)*$", "aws"),
    SystemVariable("global:DATE", "Date when it is read.", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2025-07-14"),
    SystemVariable(
        "global:DATE_TIME",
        "Date and time when it is read.",
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}\.[0-9]{2}\.[0-9]{2}$",
        "2025-07-14_09.30.00",
    ),
    SystemVariable(
        "global:REGION", "Region in which the automation runs.", r"^[a-z]{2}(-[a-z]+)+-[0-9]+$", "eu-west-1"
    ),
    SystemVariable(
        "automation:EXECUTION_ID",
        "Id of the automation that runs.",
        r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        "4105a4fc-f944-11e6-9d32-0a1b2c3d4954",
    ),
)

VARIABLES = {variable.name: variable for variable in _TABLE}
"""The system variables by name, with what is known of their values."""

SYSTEM_VARIABLES = tuple(VARIABLES)
"""All six of them; a Command document has none."""

PSEUDO_PARAMETERS = (
    "WINDOW_ID",
    "WINDOW_TASK_ID",
    "WINDOW_TARGET_ID",
    "WINDOW_EXECUTION_ID",
    "TASK_EXECUTION_ID",
    "INVOCATION_ID",
    "TARGET_TYPE",
    "TARGET_ID",
    "RESOURCE_ID",
)
"""What a maintenance window replaces in the parameters of its tasks.

Source: UG23 mw-cli-register-tasks-parameters.md.
"""
