"""Rules for Automation documents and change templates."""

from ssmdoc.rules.automation.constant_condition import constant_condition
from ssmdoc.rules.automation.duplicate_output import duplicate_output
from ssmdoc.rules.automation.end_with_next_step import end_with_next_step
from ssmdoc.rules.automation.endless_loop import endless_loop
from ssmdoc.rules.automation.fall_into_failure_step import fall_into_failure_step
from ssmdoc.rules.automation.forbidden_cancel_step import forbidden_cancel_step
from ssmdoc.rules.automation.ignored_handler import ignored_handler
from ssmdoc.rules.automation.ignored_next_step import ignored_next_step
from ssmdoc.rules.automation.impossible_comparison import impossible_comparison
from ssmdoc.rules.automation.invalid_jump import invalid_jump
from ssmdoc.rules.automation.invalid_sleep import invalid_sleep
from ssmdoc.rules.automation.jump_into_loop import jump_into_loop
from ssmdoc.rules.automation.loop_value_outside_loop import loop_value_outside_loop
from ssmdoc.rules.automation.malformed_arn import malformed_arn
from ssmdoc.rules.automation.malformed_selector import malformed_selector
from ssmdoc.rules.automation.malformed_variable_name import malformed_variable_name
from ssmdoc.rules.automation.mismatched_comparison import mismatched_comparison
from ssmdoc.rules.automation.misplaced_step_key import misplaced_step_key
from ssmdoc.rules.automation.nested_loop import nested_loop
from ssmdoc.rules.automation.outdated_runtime import outdated_runtime
from ssmdoc.rules.automation.output_before_step import output_before_step
from ssmdoc.rules.automation.reserved_output_name import reserved_output_name
from ssmdoc.rules.automation.too_few_approvers import too_few_approvers
from ssmdoc.rules.automation.too_few_conditions import too_few_conditions
from ssmdoc.rules.automation.undeclared_attachment import undeclared_attachment
from ssmdoc.rules.automation.undeclared_variable import undeclared_variable
from ssmdoc.rules.automation.unknown_action import unknown_action
from ssmdoc.rules.automation.unknown_document_output import unknown_document_output
from ssmdoc.rules.automation.unknown_output import unknown_output
from ssmdoc.rules.automation.unknown_step import unknown_step
from ssmdoc.rules.automation.unknown_step_reference import unknown_step_reference
from ssmdoc.rules.automation.unknown_system_variable import unknown_system_variable
from ssmdoc.rules.automation.unreachable_choice import unreachable_choice
from ssmdoc.rules.automation.unreachable_step import unreachable_step
from ssmdoc.rules.automation.variable_of_wrong_type import variable_of_wrong_type

RULES = (
    constant_condition,
    duplicate_output,
    end_with_next_step,
    endless_loop,
    fall_into_failure_step,
    forbidden_cancel_step,
    ignored_handler,
    ignored_next_step,
    impossible_comparison,
    invalid_jump,
    invalid_sleep,
    jump_into_loop,
    loop_value_outside_loop,
    malformed_arn,
    malformed_selector,
    malformed_variable_name,
    mismatched_comparison,
    misplaced_step_key,
    nested_loop,
    outdated_runtime,
    output_before_step,
    reserved_output_name,
    too_few_approvers,
    too_few_conditions,
    undeclared_attachment,
    undeclared_variable,
    unknown_action,
    unknown_document_output,
    unknown_output,
    unknown_step,
    unknown_step_reference,
    unknown_system_variable,
    unreachable_choice,
    unreachable_step,
    variable_of_wrong_type,
)
