"""The plugins that a step of a Command document can run, with their platforms and inputs.

Source: the plugin reference of the AWS Systems Manager User Guide (editions of 2023 and 2025, "UG23" and "UG25") and
the source of amazon-ssm-agent ("AGENT"); the agent matches names of plugins exactly and names of inputs without regard
to letter case.
"""

from typing import NamedTuple

from ssmdoc.catalogue.inputs import Input


class Plugin(NamedTuple):
    """A plugin: what it does, the schema versions and platforms it works in, and its inputs."""

    name: str
    description: str
    schemas: tuple[str, ...]
    platforms: tuple[str, ...]
    inputs: tuple[Input, ...]
    deprecated: bool = False
    source: str = ""


CONTROL_FLOW_INPUTS = (
    Input(
        "onFailure",
        ("String",),
        values=("exit", "successAndExit"),
        description="What happens when this step fails: `exit` skips all later steps, `successAndExit` skips them and "
        "calls this step a success. Without it the next step runs.",
    ),
    Input(
        "onSuccess",
        ("String",),
        values=("exit",),
        description="What happens when this step succeeds: `exit` skips all later steps. Without it the next step "
        "runs.",
    ),
    Input(
        "finallyStep",
        ("Boolean", "String"),
        values=("true", "false"),
        description="`true` on the last step: it runs even after an earlier step has ended the document. Ignored on "
        "any other step.",
    ),
)
"""Inputs that every plugin takes; they work inside `inputs` only.

Source: agent-semantics 11.1, AGENT runpluginutil.go.
"""

_TIMEOUT = (
    "Seconds after which the step is killed and ends as TimedOut: 5 to 172800, as a number or as text of digits. SSM "
    "Agent silently takes 3600 for anything else."
)
_FOLDER = (
    "Folder in which the script runs. A relative path is looked up under the folder that aws:downloadContent writes "
    "to; one that does not exist there is ignored."
)
_ENVIRONMENT = "Environment variables of the script: names and text values. Not documented by AWS; known to SSM Agent."


def _collected(name: str, what: str) -> Input:
    """An input of aws:softwareInventory that switches something on or off."""
    return Input(name, ("String",), values=("Enabled", "Disabled"), description=f"Whether to collect {what}.")


_TABLE = (
    Plugin(
        "aws:applications",
        "Installs, repairs or removes an application from an .msi file, on Windows.",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input(
                "action",
                ("String",),
                required=True,
                values=("Install", "Repair", "Uninstall"),
                description="What to do.",
            ),
            Input("parameters", ("String",), description="Parameters of the installer."),
            Input("source", ("String",), required=True, description="URL of the .msi file."),
            Input("sourceHash", ("String",), description="SHA-256 hash of the .msi file."),
            Input("sourceHashType", ("String",), description="Kind of the hash; always sha256."),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/application/application.go",
    ),
    Plugin(
        "aws:cloudWatch",
        (
            "Sent logs and counters of Windows to CloudWatch; SSM Agent no longer supports it, the CloudWatch agent "
            "replaces it."
        ),
        ("1.2",),
        ("Windows",),
        (
            Input(
                "EngineConfiguration",
                ("StringMap",),
                required=True,
                description="The configuration: PollInterval, Components, Flows.",
            ),
        ),
        deprecated=True,
        source="UG25:documents-command-ssm-plugin-reference.md",
    ),
    Plugin(
        "aws:configureDaemon",
        "Starts, stops or removes a daemon that SSM Agent looks after. Not documented by AWS.",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("name", ("String",), required=True, description="Name of the daemon."),
            Input(
                "action",
                ("String",),
                required=True,
                values=("Start", "Stop", "Remove"),
                description="What to do.",
            ),
            Input("packagelocation", ("String",), description="Folder of the package."),
            Input("command", ("String",), description="Command that starts the daemon."),
        ),
        source="AGENT:plugins/configuredaemon, longrunning/plugin/rundaemon/rundaemon.go",
    ),
    Plugin(
        "aws:configureDocker",
        "Installs or removes Docker.",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input(
                "action",
                ("String",),
                required=True,
                values=("Install", "Uninstall"),
                description="What to do.",
            ),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/configurecontainers",
    ),
    Plugin(
        "aws:configurePackage",
        "Installs or removes a Distributor package.",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            Input("name", ("String",), required=True, description="Name or ARN of the package."),
            Input(
                "action",
                ("String",),
                required=True,
                values=("Install", "Uninstall"),
                description="What to do.",
            ),
            Input(
                "installationType",
                ("String",),
                values=("Uninstall and reinstall", "In-place update"),
                description="How an installed package is updated.",
            ),
            Input(
                "additionalArguments",
                ("StringMap", "String"),
                description=(
                    "JSON text of an object whose keys begin with SSM_: environment variables of the package's "
                    "scripts. SSM Agent drops a map."
                ),
            ),
            Input(
                "version",
                ("String",),
                description="Version of the package; empty or `latest` is the newest.",
            ),
            Input("source", ("String",), description="Refused by SSM Agent."),
            Input("repository", ("String",), description="Internal to SSM Agent."),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/configurepackage/configurepackage.go",
    ),
    Plugin(
        "aws:domainJoin",
        "Joins the node to a directory.",
        ("1.2", "2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input("directoryId", ("String",), required=True, description="Id of the directory."),
            Input("directoryName", ("String",), required=True, description="Name of the domain."),
            Input("directoryOU", ("String",), description="Organizational unit."),
            Input(
                "dnsIpAddresses",
                ("StringList",),
                required=True,
                description="Addresses of the DNS servers.",
            ),
            Input("hostname", ("String",), description="Windows: the exact host name; Linux: its beginning."),
            Input("keepHostName", ("Boolean",), description="Linux: whether the host name stays."),
            Input(
                "hostnameNumAppendDigits",
                ("String",),
                description="Linux: how many digits to append to the host name, 1 to 5.",
            ),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/domainjoin/domainjoin_unix.go",
    ),
    Plugin(
        "aws:downloadContent",
        "Downloads files or an SSM document to the node.",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input(
                "sourceType",
                ("String",),
                required=True,
                values=("GitHub", "Git", "HTTP", "S3", "SSMDocument"),
                description="Where the content is.",
            ),
            Input(
                "sourceInfo",
                ("StringMap", "String"),
                required=True,
                description="What to download, as a map or as JSON text; its keys depend on sourceType.",
            ),
            Input(
                "destinationPath",
                ("String",),
                description=("Where to put it; a relative path lies under the downloads folder of the command."),
            ),
            Input(
                "id",
                ("String",),
                description=(
                    'Names the block in the folders of its output; conventionally "0." and the plugin. A step '
                    "does not need it."
                ),
            ),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/downloadcontent",
    ),
    Plugin(
        "aws:psModule",
        "Installs a PowerShell module and runs commands, on Windows.",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input(
                "runCommand",
                ("StringList", "String"),
                description="Commands to run after the module is installed.",
            ),
            Input("source", ("String",), required=True, description="URL of the .zip file."),
            Input("sourceHash", ("String",), description="SHA-256 hash of the .zip file."),
            Input("sourceHashType", ("String",), description="Kind of the hash; always sha256."),
            Input("timeoutSeconds", ("String", "Integer"), description=_TIMEOUT),
            Input("workingDirectory", ("String",), description=_FOLDER),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/psmodule/psmodule.go",
    ),
    Plugin(
        "aws:refreshAssociation",
        "Runs State Manager associations of the node now.",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (Input("associationIds", ("StringList",), description="Which associations; none means all."),),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/refreshassociation",
    ),
    Plugin(
        "aws:runDockerAction",
        "Runs a docker command on the node.",
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
                description="What to do.",
            ),
            Input("container", ("String",), description="Container id."),
            Input("image", ("String",), description="Image name and tag."),
            Input("cmd", ("String",), description="Command in the container."),
            Input("memory", ("String",), description="Memory limit."),
            Input("cpuShares", ("String",), description="Relative weight of the container's CPU shares."),
            Input("volume", ("StringList",), description="Volumes."),
            Input("env", ("String",), description="Environment variable."),
            Input("user", ("String",), description="User name."),
            Input("publish", ("String",), description="Published ports."),
            Input("workingDirectory", ("String",), description=_FOLDER),
            Input("timeoutSeconds", ("String", "Integer"), description=_TIMEOUT),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/dockercontainer/dockercontainer.go",
    ),
    Plugin(
        "aws:runDocument",
        "Runs another Command document on the node, up to three levels deep.",
        ("2.0", "2.2"),
        ("Linux", "Windows"),
        (
            Input(
                "documentType",
                ("String",),
                required=True,
                values=("LocalPath", "SSMDocument"),
                description="Where the document is.",
            ),
            Input(
                "documentPath",
                ("String",),
                required=True,
                description=("Path of the document, or its name in Systems Manager. SSM Agent refuses an empty one."),
            ),
            Input(
                "documentParameters",
                ("StringMap", "String"),
                description="Parameters of the document, as a map or as JSON or YAML text.",
            ),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/rundocument/rundocument.go",
    ),
    Plugin(
        "aws:runPowerShellScript",
        ("Runs a script with PowerShell, on Windows, and on Linux and macOS where PowerShell is installed."),
        ("1.2", "2.0", "2.2"),
        ("Windows", "Linux", "MacOS"),
        (
            Input(
                "runCommand",
                ("StringList", "String"),
                required=True,
                description=(
                    "The lines of the PowerShell script, joined with line breaks and run as one script; the exit "
                    "code of the last command decides. A parameter of type StringList stands in place of the "
                    'whole list: `"{{ commands }}"`.'
                ),
            ),
            Input("timeoutSeconds", ("String", "Integer"), description=_TIMEOUT),
            Input("workingDirectory", ("String",), description=_FOLDER),
            Input("environment", ("StringMap",), description=_ENVIRONMENT),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/runscript",
    ),
    Plugin(
        "aws:runShellScript",
        "Runs a script with sh, or with the interpreter of its #! line, on Linux and macOS.",
        ("1.2", "2.0", "2.2"),
        ("Linux", "MacOS"),
        (
            Input(
                "runCommand",
                ("StringList", "String"),
                required=True,
                description=(
                    "The lines of the shell script, joined with line breaks and run as one script; the exit code "
                    "of the last command decides. A parameter of type StringList stands in place of the whole "
                    'list: `"{{ commands }}"`.'
                ),
            ),
            Input("timeoutSeconds", ("String", "Integer"), description=_TIMEOUT),
            Input("workingDirectory", ("String",), description=_FOLDER),
            Input("environment", ("StringMap",), description=_ENVIRONMENT),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/runscript",
    ),
    Plugin(
        "aws:softwareInventory",
        "Collects inventory; runs only from a State Manager association.",
        ("2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            _collected("applications", "applications"),
            _collected("awsComponents", "AWS components"),
            _collected("networkConfig", "the network configuration"),
            _collected("windowsUpdates", "Windows updates"),
            _collected("instanceDetailedInformation", "details of the node"),
            _collected("customInventory", "custom inventory"),
            Input("files", ("String",), description="Which files, as JSON text."),
            _collected("services", "Windows services"),
            Input("windowsRegistry", ("String",), description="Which registry keys, as JSON text."),
            _collected("windowsRoles", "Windows roles"),
            _collected("billingInfo", "billing information"),
            Input("customInventoryDirectory", ("String",), description="Folder of custom inventory."),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/inventory/inventory.go",
    ),
    Plugin(
        "aws:updateAgent",
        "Updates EC2Config, on Windows.",
        ("1.2", "2.0", "2.2"),
        ("Windows",),
        (
            Input("agentName", ("String",), required=True, description="EC2Config."),
            Input(
                "allowDowngrade",
                ("String", "Boolean"),
                description="Whether an older version may be installed.",
            ),
            Input("source", ("String",), required=True, description="URL of the manifest."),
            Input("targetVersion", ("String",), description="Version to install; none means the newest."),
        ),
        source="UG23:documents-command-ssm-plugin-reference.md; AGENT:plugins/updateec2config",
    ),
    Plugin(
        "aws:updateSsmAgent",
        "Updates SSM Agent.",
        ("1.2", "2.0", "2.2"),
        ("Linux", "Windows", "MacOS"),
        (
            Input("agentName", ("String",), required=True, description="amazon-ssm-agent."),
            Input(
                "allowDowngrade",
                ("String", "Boolean"),
                required=True,
                values=("true", "false"),
                description="Whether an older version may be installed.",
            ),
            Input("source", ("String",), required=True, description="URL of the manifest."),
            Input("targetVersion", ("String",), description="Version to install; none means the newest."),
        ),
        source="UG25:documents-command-ssm-plugin-reference.md; AGENT:plugins/updatessmagent",
    ),
)

PLUGINS = {plugin.name: plugin for plugin in _TABLE}
"""Plugins by name."""
