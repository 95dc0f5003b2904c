"""Rules for documents of every kind."""

from ssmdoc.rules.common.angle_bracket_reference import angle_bracket_reference
from ssmdoc.rules.common.automation_reference import automation_reference
from ssmdoc.rules.common.default_not_a_resource import default_not_a_resource
from ssmdoc.rules.common.default_not_allowed import default_not_allowed
from ssmdoc.rules.common.default_not_matching_pattern import default_not_matching_pattern
from ssmdoc.rules.common.default_of_wrong_type import default_of_wrong_type
from ssmdoc.rules.common.default_out_of_bounds import default_out_of_bounds
from ssmdoc.rules.common.document_too_large import document_too_large
from ssmdoc.rules.common.duplicate_allowed_value import duplicate_allowed_value
from ssmdoc.rules.common.duplicate_step_name import duplicate_step_name
from ssmdoc.rules.common.ignored_interpolation_type import ignored_interpolation_type
from ssmdoc.rules.common.impossible_constraint import impossible_constraint
from ssmdoc.rules.common.ineffective_constraint import ineffective_constraint
from ssmdoc.rules.common.invalid_allowed_pattern import invalid_allowed_pattern
from ssmdoc.rules.common.invalid_parameter_name import invalid_parameter_name
from ssmdoc.rules.common.invalid_step_name import invalid_step_name
from ssmdoc.rules.common.list_in_text import list_in_text
from ssmdoc.rules.common.malformed_reference import malformed_reference
from ssmdoc.rules.common.mismatched_schema_version import mismatched_schema_version
from ssmdoc.rules.common.misplaced_parameter_store_reference import misplaced_parameter_store_reference
from ssmdoc.rules.common.misplaced_reference import misplaced_reference
from ssmdoc.rules.common.parameter_type_of_other_kind import parameter_type_of_other_kind
from ssmdoc.rules.common.parameters_beyond_limits import parameters_beyond_limits
from ssmdoc.rules.common.reference_of_wrong_type import reference_of_wrong_type
from ssmdoc.rules.common.similar_parameter_names import similar_parameter_names
from ssmdoc.rules.common.template_body_too_large import template_body_too_large
from ssmdoc.rules.common.too_many_attachments import too_many_attachments
from ssmdoc.rules.common.undeclared_parameter import undeclared_parameter
from ssmdoc.rules.common.unknown_parameter_type import unknown_parameter_type
from ssmdoc.rules.common.unknown_schema_version import unknown_schema_version
from ssmdoc.rules.common.unknown_yaml_tag import unknown_yaml_tag
from ssmdoc.rules.common.unquoted_schema_version import unquoted_schema_version
from ssmdoc.rules.common.unusable_allowed_value import unusable_allowed_value
from ssmdoc.rules.common.unused_parameter import unused_parameter

RULES = (
    angle_bracket_reference,
    automation_reference,
    default_not_a_resource,
    default_not_allowed,
    default_not_matching_pattern,
    default_of_wrong_type,
    default_out_of_bounds,
    document_too_large,
    duplicate_allowed_value,
    duplicate_step_name,
    ignored_interpolation_type,
    impossible_constraint,
    ineffective_constraint,
    invalid_allowed_pattern,
    invalid_parameter_name,
    invalid_step_name,
    list_in_text,
    malformed_reference,
    mismatched_schema_version,
    misplaced_parameter_store_reference,
    misplaced_reference,
    parameter_type_of_other_kind,
    parameters_beyond_limits,
    reference_of_wrong_type,
    similar_parameter_names,
    template_body_too_large,
    too_many_attachments,
    undeclared_parameter,
    unknown_parameter_type,
    unknown_schema_version,
    unknown_yaml_tag,
    unquoted_schema_version,
    unusable_allowed_value,
    unused_parameter,
)
