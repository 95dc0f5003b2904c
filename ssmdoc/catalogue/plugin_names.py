"""The names of the plugins: all that most checks ask for, without reading the table of `plugins`."""

SCRIPT_PLUGINS = ("aws:runShellScript", "aws:runPowerShellScript")
"""The plugins whose `runCommand` is a script."""

TIMED_PLUGINS = (*SCRIPT_PLUGINS, "aws:psModule", "aws:runDockerAction")
"""The plugins with an input `timeoutSeconds`."""

PLUGIN_NAMES = (
    *TIMED_PLUGINS,
    "aws:applications",
    "aws:cloudWatch",
    "aws:configureDaemon",
    "aws:configureDocker",
    "aws:configurePackage",
    "aws:domainJoin",
    "aws:downloadContent",
    "aws:refreshAssociation",
    "aws:runDocument",
    "aws:softwareInventory",
    "aws:updateAgent",
    "aws:updateSsmAgent",
)
"""All plugins. Source: UG25 documents-command-ssm-plugin-reference.md, AGENT runpluginutil.go allPlugins."""

OUTDATED_PLUGINS = {
    "aws:cloudWatch": "use the CloudWatch agent",
    "aws:updateAgent": "it is for EC2Config",
    "aws:configureDaemon": "no agent offers it",
}
"""Plugins that nobody should use any more, and why.

Source: UG25 documents-command-ssm-plugin-reference.md; agent-semantics 3.1, AGENT plugin.go.
"""

SESSION_PLUGIN_NAMES = ("InteractiveCommands", "NonInteractiveCommands", "Port", "Standard_Stream")
"""The plugins of sessions: the agent knows their names in a Command document too. Source: AGENT allPlugins."""
