"""The plugins that a step of a Command document can run, with their platforms and inputs.

Source: the plugin reference of the AWS Systems Manager User Guide (editions of 2023 and 2025, "UG23" and "UG25") and
the source of amazon-ssm-agent ("AGENT"); the agent matches names of plugins exactly and names of inputs without regard
to letter case.
"""

from typing import NamedTuple

from ssmdoc.catalogue.inputs import Input


class Plugin(NamedTuple):
    """A plugin: the schema versions and platforms it works in, and its inputs."""

    name: str
    schemas: tuple[str, ...]
    platforms: tuple[str, ...]
    inputs: tuple[Input, ...]
    deprecated: bool = False
    documented: bool = True
    source: str = ""


CONTROL_FLOW_INPUTS = (
    Input("finallyStep", ("Boolean", "String"), values=("true", "false")),
    Input("onFailure", ("String",), values=("exit", "successAndExit")),
    Input("onSuccess", ("String",), values=("exit",)),
)
"""Inputs that every plugin takes; they work inside `inputs` only.

Source: agent-semantics 11.1, AGENT runpluginutil.go.
"""

_TABLE = (
    Plugin(
        "aws:applications",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input("action", ("String",), required=True, values=("Install", "Repair", "Uninstall")),
            Input("parameters", ("String",)),
            Input("source", ("String",), required=True),
            Input("sourceHash", ("String",)),
            Input("sourceHashType", ("String",)),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/application/application.go",
    ),
    Plugin(
        "aws:cloudWatch",
        ("1.2",),
        ("Windows",),
        (Input("EngineConfiguration", ("StringMap",), required=True),),
        deprecated=True,
        source="UG25:documents-command-ssm-plugin-reference.md",
    ),
    Plugin(
        "aws:configureDaemon",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("name", ("String",), required=True),
            Input("action", ("String",), required=True, values=("Start", "Stop", "Remove")),
            Input("packagelocation", ("String",)),
            Input("command", ("String",)),
        ),
        documented=False,
        source="AGENT:plugins/configuredaemon, longrunning/plugin/rundaemon/rundaemon.go",
    ),
    Plugin(
        "aws:configureDocker",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (Input("action", ("String",), required=True, values=("Install", "Uninstall")),),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/configurecontainers",
    ),
    Plugin(
        "aws:configurePackage",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            Input("name", ("String",), required=True),
            Input("action", ("String",), required=True, values=("Install", "Uninstall")),
            Input("installationType", ("String",), values=("Uninstall and reinstall", "In-place update")),
            Input("additionalArguments", ("StringMap", "String")),
            Input("version", ("String",)),
            Input("source", ("String",)),
            Input("repository", ("String",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/configurepackage/configurepackage.go",
    ),
    Plugin(
        "aws:domainJoin",
        ("1.2", "2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("directoryId", ("String",), required=True),
            Input("directoryName", ("String",), required=True),
            Input("directoryOU", ("String",)),
            Input("dnsIpAddresses", ("StringList",), required=True),
            Input("hostname", ("String",)),
            Input("keepHostName", ("Boolean",)),
            Input("hostnameNumAppendDigits", ("String",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/domainjoin/domainjoin_unix.go",
    ),
    Plugin(
        "aws:downloadContent",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("sourceType", ("String",), required=True, values=("GitHub", "Git", "HTTP", "S3", "SSMDocument")),
            Input("sourceInfo", ("StringMap", "String"), required=True),
            Input("destinationPath", ("String",)),
            Input("id", ("String",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/downloadcontent",
    ),
    Plugin(
        "aws:psModule",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input("runCommand", ("StringList", "String")),
            Input("source", ("String",), required=True),
            Input("sourceHash", ("String",)),
            Input("sourceHashType", ("String",)),
            Input("timeoutSeconds", ("String", "Integer")),
            Input("workingDirectory", ("String",)),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/psmodule/psmodule.go",
    ),
    Plugin(
        "aws:refreshAssociation",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (Input("associationIds", ("StringList",)),),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/refreshassociation",
    ),
    Plugin(
        "aws:runDockerAction",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input(
                "action",
                ("String",),
                required=True,
                values=(
                    "Create",
                    "Start",
                    "Run",
                    "Stop",
                    "Rm",
                    "Exec",
                    "Inspect",
                    "Logs",
                    "Ps",
                    "Stats",
                    "Pull",
                    "Images",
                    "Rmi",
                ),
            ),
            Input("container", ("String",)),
            Input("image", ("String",)),
            Input("cmd", ("String",)),
            Input("memory", ("String",)),
            Input("cpuShares", ("String",)),
            Input("volume", ("StringList",)),
            Input("env", ("String",)),
            Input("user", ("String",)),
            Input("publish", ("String",)),
            Input("workingDirectory", ("String",)),
            Input("timeoutSeconds", ("String", "Integer")),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/dockercontainer/dockercontainer.go",
    ),
    Plugin(
        "aws:runDocument",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("documentType", ("String",), required=True, values=("LocalPath", "SSMDocument")),
            Input("documentPath", ("String",)),
            Input("documentParameters", ("StringMap", "String")),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/rundocument/rundocument.go",
    ),
    Plugin(
        "aws:runPowerShellScript",
        ("1.2", "2.0", "2.2"),
        ("Windows", "Linux", "MacOS"),
        (
            Input("runCommand", ("StringList", "String"), required=True),
            Input("timeoutSeconds", ("String", "Integer")),
            Input("workingDirectory", ("String",)),
            Input("environment", ("StringMap",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/runscript",
    ),
    Plugin(
        "aws:runShellScript",
        ("1.2", "2.0", "2.2"),
        ("Linux", "MacOS"),
        (
            Input("runCommand", ("StringList", "String"), required=True),
            Input("timeoutSeconds", ("String", "Integer")),
            Input("workingDirectory", ("String",)),
            Input("environment", ("StringMap",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/runscript",
    ),
    Plugin(
        "aws:softwareInventory",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            Input("applications", ("String",), values=("Enabled", "Disabled")),
            Input("awsComponents", ("String",), values=("Enabled", "Disabled")),
            Input("networkConfig", ("String",), values=("Enabled", "Disabled")),
            Input("windowsUpdates", ("String",), values=("Enabled", "Disabled")),
            Input("instanceDetailedInformation", ("String",), values=("Enabled", "Disabled")),
            Input("customInventory", ("String",), values=("Enabled", "Disabled")),
            Input("files", ("String",)),
            Input("services", ("String",), values=("Enabled", "Disabled")),
            Input("windowsRegistry", ("String",)),
            Input("windowsRoles", ("String",), values=("Enabled", "Disabled")),
            Input("billingInfo", ("String",), values=("Enabled", "Disabled")),
            Input("customInventoryDirectory", ("String",)),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/inventory/inventory.go",
    ),
    Plugin(
        "aws:updateAgent",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input("agentName", ("String",), required=True),
            Input("allowDowngrade", ("String", "Boolean")),
            Input("source", ("String",), required=True),
            Input("targetVersion", ("String",)),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/updateec2config",
    ),
    Plugin(
        "aws:updateSsmAgent",
        ("1.2", "2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            Input("agentName", ("String",), required=True),
            Input("allowDowngrade", ("String", "Boolean"), required=True, values=("true", "false")),
            Input("source", ("String",), required=True),
            Input("targetVersion", ("String",)),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/updatessmagent",
    ),
)

PLUGINS = {plugin.name: plugin for plugin in _TABLE}
"""Plugins by name."""
