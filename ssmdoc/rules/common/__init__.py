"""Rules for documents of every kind."""

from ssmdoc.rules.common.angle_bracket_reference import angle_bracket_reference
from ssmdoc.rules.common.default_not_allowed import default_not_allowed
from ssmdoc.rules.common.default_not_matching_pattern import default_not_matching_pattern
from ssmdoc.rules.common.default_of_wrong_type import default_of_wrong_type
from ssmdoc.rules.common.document_too_large import document_too_large
from ssmdoc.rules.common.duplicate_step_name import duplicate_step_name
from ssmdoc.rules.common.invalid_parameter_name import invalid_parameter_name
from ssmdoc.rules.common.invalid_step_name import invalid_step_name
from ssmdoc.rules.common.malformed_reference import malformed_reference
from ssmdoc.rules.common.mismatched_schema_version import mismatched_schema_version
from ssmdoc.rules.common.undeclared_parameter import undeclared_parameter
from ssmdoc.rules.common.unknown_parameter_type import unknown_parameter_type
from ssmdoc.rules.common.unknown_schema_version import unknown_schema_version
from ssmdoc.rules.common.unknown_yaml_tag import unknown_yaml_tag
from ssmdoc.rules.common.unquoted_schema_version import unquoted_schema_version
from ssmdoc.rules.common.unused_parameter import unused_parameter

RULES = (
    angle_bracket_reference,
    default_not_allowed,
    default_not_matching_pattern,
    default_of_wrong_type,
    document_too_large,
    duplicate_step_name,
    invalid_parameter_name,
    invalid_step_name,
    malformed_reference,
    mismatched_schema_version,
    undeclared_parameter,
    unknown_parameter_type,
    unknown_schema_version,
    unquoted_schema_version,
    unused_parameter,
    unknown_yaml_tag,
)
