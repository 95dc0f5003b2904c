"""Rules for Command documents, and Policy documents, which have their layout."""

from ssmdoc.rules.command.agent_update_not_last import agent_update_not_last
from ssmdoc.rules.command.background_process import background_process
from ssmdoc.rules.command.collapsed_dollars import collapsed_dollars
from ssmdoc.rules.command.deprecated_plugin import deprecated_plugin
from ssmdoc.rules.command.discarded_additional_arguments import discarded_additional_arguments
from ssmdoc.rules.command.finally_step_not_last import finally_step_not_last
from ssmdoc.rules.command.ignored_step_key import ignored_step_key
from ssmdoc.rules.command.invalid_additional_arguments import invalid_additional_arguments
from ssmdoc.rules.command.line_of_wrong_type import line_of_wrong_type
from ssmdoc.rules.command.list_in_script import list_in_script
from ssmdoc.rules.command.malformed_precondition import malformed_precondition
from ssmdoc.rules.command.malformed_source_info import malformed_source_info
from ssmdoc.rules.command.nested_list_reference import nested_list_reference
from ssmdoc.rules.command.pattern_not_for_agent import pattern_not_for_agent
from ssmdoc.rules.command.random_plugin_order import random_plugin_order
from ssmdoc.rules.command.reboot_loop import reboot_loop
from ssmdoc.rules.command.relative_working_directory import relative_working_directory
from ssmdoc.rules.command.step_never_runs import step_never_runs
from ssmdoc.rules.command.timeout_exit_code import timeout_exit_code
from ssmdoc.rules.command.timeout_out_of_range import timeout_out_of_range
from ssmdoc.rules.command.unanchored_pattern import unanchored_pattern
from ssmdoc.rules.command.unknown_plugin import unknown_plugin
from ssmdoc.rules.command.unusable_docker_input import unusable_docker_input
from ssmdoc.rules.command.unusable_run_document import unusable_run_document

RULES = (
    agent_update_not_last,
    background_process,
    collapsed_dollars,
    deprecated_plugin,
    discarded_additional_arguments,
    finally_step_not_last,
    ignored_step_key,
    invalid_additional_arguments,
    line_of_wrong_type,
    list_in_script,
    malformed_precondition,
    malformed_source_info,
    nested_list_reference,
    pattern_not_for_agent,
    random_plugin_order,
    reboot_loop,
    relative_working_directory,
    step_never_runs,
    timeout_exit_code,
    timeout_out_of_range,
    unanchored_pattern,
    unknown_plugin,
    unusable_docker_input,
    unusable_run_document,
)
