"""aws:runCommand: a Command document on nodes of the sandbox.

Sources: UG25 automation-action-runcommand.md; facts service.md (message of a failed step).
"""

from ssmdoc.automation.actions.run_command.action import run_command

__all__ = ["run_command"]
