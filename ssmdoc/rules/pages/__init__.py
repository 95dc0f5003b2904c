"""Rules without a check of their own: the reader and the JSON Schemas find what they are about."""

from ssmdoc.diagnostic import Severity
from ssmdoc.rules.registry import Rule

RULES = (
    Rule("duplicate-key", Severity.ERROR, None),
    Rule("invalid-value", Severity.ERROR, None),
    Rule("missing-key", Severity.ERROR, None),
    Rule("not-an-ssm-document", Severity.ERROR, None),
    Rule("not-strict-json", Severity.WARNING, None),
    Rule("syntax-error", Severity.ERROR, None),
    Rule("unknown-key", Severity.ERROR, None),
    Rule("unquoted-reference", Severity.ERROR, None),
    Rule("wrong-type", Severity.ERROR, None),
)
