"""Rules for Command documents, and Policy documents, which have their layout."""

from ssmdoc.rules.command.automation_reference import automation_reference
from ssmdoc.rules.command.ignored_step_key import ignored_step_key
from ssmdoc.rules.command.malformed_precondition import malformed_precondition
from ssmdoc.rules.command.nested_list_reference import nested_list_reference
from ssmdoc.rules.command.timeout_out_of_range import timeout_out_of_range
from ssmdoc.rules.command.unknown_plugin import unknown_plugin

RULES = (
    automation_reference,
    ignored_step_key,
    malformed_precondition,
    nested_list_reference,
    timeout_out_of_range,
    unknown_plugin,
)
