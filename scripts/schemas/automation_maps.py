"""What is inside some inputs of actions: tags, targets, places, approvers; AWS reads more keys than it describes."""

from scripts.schemas.common import REFERENCE, Schema

PARTS = {
    "Tags": "tag",
    "Targets": "target",
    "TargetLocations": "targetLocation",
    "CloudWatchOutputConfig": "cloudWatchOutput",
    "NotificationConfig": "notification",
    "EnhancedApprovals": "enhancedApprovals",
}
"""The parts that describe what is inside some inputs."""


def inner_parts() -> dict[str, Schema]:
    """The maps that stand in inputs, by name."""
    approver = _map(
        "Approver",
        "Who may approve a change request.",
        {
            "approver": "Name or ARN of the user, group or role, or a parameter that holds it.",
            "type": "What it is: IamUser, IamGroup, IamRole, SSOUser or SSOGroup.",
            "minRequiredApprovals": "How many of them must approve.",
        },
        "the approver",
    )
    enhanced = _map(
        "Enhanced approvals",
        "Who may approve a change request made from this template.",
        {"NotificationArn": "SNS topic to notify.", "Approvers": "The approvers: a list of maps."},
        'the "EnhancedApprovals"',
    )
    enhanced["properties"]["Approvers"] |= {
        "type": ["array", "string"],
        "items": {"if": {"type": "object"}, "then": {"$ref": "#/$defs/approver"}},
        "x-expected": "a list of maps",
        "x-severity": "warning",
    }
    return {
        "tag": _map("Tag", "A tag.", {"Key": "Key of the tag.", "Value": "Value of the tag."}, "the tag"),
        "target": _map(
            "Target",
            "Nodes or resources by a property.",
            {
                "Key": "What is compared: tag:Name, InstanceIds, ParameterValues, resource-groups:Name.",
                "Values": "The values that are wanted.",
            },
            "the target",
        ),
        "targetLocation": _map(
            "Target location",
            "Accounts and Regions that an automation runs in.",
            {
                "Accounts": "Ids of accounts and of organizational units.",
                "Regions": "Regions.",
                "TargetLocationMaxConcurrency": "How many accounts and Regions at once.",
                "TargetLocationMaxErrors": "How many errors stop it.",
                "ExecutionRoleName": "Name of the role that runs the automation in each account.",
                "TargetLocationAlarmConfiguration": "CloudWatch alarm that stops it.",
                "IncludeChildOrganizationUnits": "Whether child organizational units belong to it.",
                "ExcludeAccounts": "Accounts to leave out.",
                "Targets": "What to run for: a list of Key and Values.",
                "TargetsMaxConcurrency": "How many targets at once.",
                "TargetsMaxErrors": "How many errors stop it.",
            },
            "the target location",
        ),
        "cloudWatchOutput": _map(
            "CloudWatch output",
            "Where in CloudWatch Logs output goes.",
            {
                "CloudWatchLogGroupName": "Name of the log group.",
                "CloudWatchOutputEnabled": "Whether output goes there.",
            },
            'the "CloudWatchOutputConfig"',
        ),
        "notification": _map(
            "Notification",
            "What notifications of a command go to which SNS topic.",
            {
                "NotificationArn": "ARN of the SNS topic.",
                "NotificationEvents": "Which statuses are told: All, InProgress, Success, TimedOut, Cancelled, Failed.",
                "NotificationType": "Command or Invocation.",
            },
            'the "NotificationConfig"',
        ),
        "enhancedApprovals": enhanced,
        "approver": approver,
    }


def _map(title: str, description: str, keys: dict[str, str], name: str) -> Schema:
    """A map whose keys are known, with values of any kind; or a reference to one."""
    return {
        "title": title,
        "description": description,
        "type": ["object", "string"],
        "pattern": REFERENCE,
        "properties": {key: {"description": words} for key, words in keys.items()},
        "additionalProperties": False,
        "x-name": name,
        "x-expected": "a map",
        "x-unknown-severity": "warning",
        "x-exact-names": True,
        "x-scalar-severity": "warning",
        "x-severities": {"pattern": "warning"},
    }
