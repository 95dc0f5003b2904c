"""aws:softwareInventory: the agent gathers only for an association; Run Command is refused.

Source: amazon-ssm-agent agent/plugins/inventory/inventory.go Execute.
"""

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed


def software_inventory(call: PluginCall) -> PluginOutcome:
    """Refuse the step as the agent does, whatever its inputs are."""
    return failed(f"{call.action} plugin can only be invoked via ssm-associate")
