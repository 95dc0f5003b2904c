"""What a reference in an Automation document can name without a declaration. Source: UG25 automation-variables.md."""

SYSTEM_VARIABLES = (
    "global:ACCOUNT_ID",
    "global:AWS_PARTITION",
    "global:DATE",
    "global:DATE_TIME",
    "global:REGION",
    "automation:EXECUTION_ID",
)
"""All six of them; a Command document has none."""
