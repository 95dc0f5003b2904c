"""The rules of lint, one module each: an explicit table, not a framework."""

from ssmdoc.diagnostic import Severity
from ssmdoc.rules.angle_bracket_reference import angle_bracket_reference
from ssmdoc.rules.automation_reference import automation_reference
from ssmdoc.rules.default_not_allowed import default_not_allowed
from ssmdoc.rules.default_not_matching_pattern import default_not_matching_pattern
from ssmdoc.rules.default_of_wrong_type import default_of_wrong_type
from ssmdoc.rules.document_too_large import document_too_large
from ssmdoc.rules.duplicate_step_name import duplicate_step_name
from ssmdoc.rules.ignored_step_key import ignored_step_key
from ssmdoc.rules.invalid_parameter_name import invalid_parameter_name
from ssmdoc.rules.invalid_step_name import invalid_step_name
from ssmdoc.rules.malformed_precondition import malformed_precondition
from ssmdoc.rules.malformed_reference import malformed_reference
from ssmdoc.rules.nested_list_reference import nested_list_reference
from ssmdoc.rules.registry import Finding, Rule
from ssmdoc.rules.timeout_out_of_range import timeout_out_of_range
from ssmdoc.rules.undeclared_parameter import undeclared_parameter
from ssmdoc.rules.unknown_parameter_type import unknown_parameter_type
from ssmdoc.rules.unknown_plugin import unknown_plugin
from ssmdoc.rules.unknown_schema_version import unknown_schema_version
from ssmdoc.rules.unquoted_schema_version import unquoted_schema_version
from ssmdoc.rules.unused_parameter import unused_parameter

_TABLE = (
    angle_bracket_reference,
    automation_reference,
    default_not_allowed,
    default_not_matching_pattern,
    default_of_wrong_type,
    document_too_large,
    duplicate_step_name,
    ignored_step_key,
    invalid_parameter_name,
    invalid_step_name,
    malformed_precondition,
    malformed_reference,
    nested_list_reference,
    timeout_out_of_range,
    undeclared_parameter,
    unknown_parameter_type,
    unknown_plugin,
    unknown_schema_version,
    unquoted_schema_version,
    unused_parameter,
    # found by the reader and by the JSON Schemas
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

RULES = {rule.name: rule for rule in sorted(_TABLE, key=lambda rule: rule.name)}
"""All rules by name, in the order of the names."""

__all__ = ["RULES", "Finding", "Rule"]
