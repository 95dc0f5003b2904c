"""A plugin that ends at once: aws:cloudWatch, which the agent knows on Linux and does not run."""

from dataclasses import replace

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed


def not_registered(call: PluginCall) -> PluginOutcome:
    """aws:cloudWatch on Linux (plg-014)."""
    message = f"Plugin {call.action} is not registered by agent"
    return replace(failed(message), combined=message)
