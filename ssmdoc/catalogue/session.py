"""What a Session document can say: the session types, the inputs of a preferences document, the properties of others.

Source: the schema reference of Session Manager in the AWS Systems Manager User Guide (UG23, UG25:
session-manager-schema.md) and the source of amazon-ssm-agent (AGENT: agent/contracts/model.go SessionInputs,
agent/session/contracts/model.go, agent/session/plugins/port/port.go); what the client reads of a Port document:
aws/session-manager-plugin, portsession.go PortParameters.
"""

from typing import NamedTuple


class Value(NamedTuple):
    """One input or property: its type, what it is for, and whether it must be given."""

    name: str
    type: str
    """`String`, `Boolean` (true or false only), `BooleanText` (the agent takes "true" too), `Minutes` or `Map`."""
    description: str
    required: bool = False


class Minutes(NamedTuple):
    """The range of an input that is a number of minutes."""

    least: int
    most: int


STANDARD_STREAM = "Standard_Stream"
PORT = "Port"
COMMAND_TYPES = ("InteractiveCommands", "NonInteractiveCommands")
SESSION_TYPES = (STANDARD_STREAM, *COMMAND_TYPES, PORT)
"""The session types; each is at the same time the name of the agent's plugin, matched letter by letter."""

INPUTS = (
    Value("s3BucketName", "String", "Bucket for the log of the session; an empty text means no log in S3."),
    Value("s3KeyPrefix", "String", "Prefix of the log in the bucket."),
    Value(
        "s3EncryptionEnabled",
        "BooleanText",
        "Whether the bucket must be encrypted; with `true` nothing is logged to one that is not.",
    ),
    Value("cloudWatchLogGroupName", "String", "Log group of CloudWatch Logs; an empty text means no log there."),
    Value(
        "cloudWatchEncryptionEnabled",
        "BooleanText",
        "Whether the log group must be encrypted; with `true` nothing is logged to one that is not.",
    ),
    Value(
        "cloudWatchStreamingEnabled",
        "Boolean",
        "Whether the log is sent while the session runs; with `false` it is sent at the end.",
    ),
    Value("kmsKeyId", "String", "KMS key that encrypts what goes between client and node."),
    Value("runAsEnabled", "BooleanText", "Whether sessions run as a user other than `ssm-user` (Linux and macOS)."),
    Value(
        "runAsDefaultUser",
        "String",
        "User that sessions run as when `runAsEnabled` is true and the IAM principal has no tag that names one. "
        "It must be there on the node, and cannot be root.",
    ),
    Value("idleSessionTimeout", "Minutes", 'Minutes without activity after which a session ends: "1" to "60".'),
    Value("maxSessionDuration", "Minutes", 'Minutes after which a session ends in any case: "1" to "1440".'),
    Value("shellProfile", "Map", "Commands that run when a session starts, by platform."),
)
"""The inputs of a document of type Standard_Stream; the guide's own samples leave out any of them."""

OTHER_INPUT_NAMES = {
    "cloudwatchloggroup": "cloudWatchLogGroupName",
    "idletimeout": "idleSessionTimeout",
    "kmskey": "kmsKeyId",
    "kmskeyarn": "kmsKeyId",
    "loggroupname": "cloudWatchLogGroupName",
    "runasuser": "runAsDefaultUser",
    "s3bucket": "s3BucketName",
    "s3prefix": "s3KeyPrefix",
}
"""What others call an input, in lower case."""

MINUTES = {"idleSessionTimeout": Minutes(1, 60), "maxSessionDuration": Minutes(1, 1440)}

SHELL_PROFILE = (
    Value("windows", "String", "Commands for nodes with Windows."),
    Value("linux", "String", "Commands for nodes with Linux, and with macOS."),
)
"""Source: UG23 session-preferences-shell-config.md, AGENT ShellProfileConfig."""

PLATFORMS = ("windows", "linux", "macos")

COMMAND_PROPERTIES = (
    Value("commands", "String", "The command line that runs; `{{ parameters }}` are replaced in it.", required=True),
    Value("runAsElevated", "Boolean", "Whether it runs as root or administrator; `false` means ssm-user."),
    Value(
        "separateOutputStream",
        "BooleanText",
        "Whether output and errors are kept apart, and the exit code is sent; for NonInteractiveCommands only.",
    ),
    Value("stdOutSeparatorPrefix", "String", "Text before each piece of output when they are kept apart."),
    Value("stdErrSeparatorPrefix", "String", "Text before each piece of errors when they are kept apart."),
)
"""What InteractiveCommands and NonInteractiveCommands want for each platform."""

PORT_PROPERTIES = (
    Value("portNumber", "String", "Port on the node, or on `host`.", required=True),
    Value("type", "String", "`LocalPortForwarding`; left out for SSH sessions."),
    Value("localPortNumber", "String", "Port on the side of the client."),
    Value("localConnectionType", "String", "`unix` for a socket on the side of the client instead of a port."),
    Value("localUnixSocket", "String", "Path of that socket."),
    Value("host", "String", "Remote host that the node forwards to; SSM Agent 3.1.1374.0 or newer."),
)

PORT_TYPE = "LocalPortForwarding"

INPUT_NAMES = tuple(value.name for value in INPUTS)
PROPERTY_NAMES = (*PLATFORMS, *(value.name for value in PORT_PROPERTIES if value.name not in ("type", "host")))
"""Names in `properties` that tell a Session document from other files."""
