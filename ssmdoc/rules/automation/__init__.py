"""Rules for Automation documents and change templates."""

from ssmdoc.rules.automation.malformed_arn import malformed_arn

RULES = (
    malformed_arn,
)
