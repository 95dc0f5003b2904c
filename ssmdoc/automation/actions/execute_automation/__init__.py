"""aws:executeAutomation: another runbook, once or for each of many targets.

Sources: UG25 automation-action-executeAutomation.md, running-automations-map-targets.md,
running-automations-scale-controls.md, running-automations-multiple-accounts-regions.md; BOTO StartAutomationExecution.
"""

from ssmdoc.automation.actions.execute_automation.action import execute_automation

__all__ = ["execute_automation"]
