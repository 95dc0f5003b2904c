"""Plugins that end at once: aws:cloudWatch, which the agent does not run on Linux, and those ssmdoc cannot run yet."""

from dataclasses import replace

from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed


def not_registered(call: PluginCall) -> PluginOutcome:
    """aws:cloudWatch on Linux (plg-014)."""
    message = f"Plugin {call.action} is not registered by agent"
    return replace(failed(message), combined=message)


def not_yet(call: PluginCall) -> PluginOutcome:
    """A plugin the agent runs and ssmdoc does not: the step fails and says so, it never passes."""
    return failed(f"ssmdoc cannot run {call.action} yet")
