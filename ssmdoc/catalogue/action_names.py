"""The names of the actions: all that most checks ask for, without reading the table of `actions`."""

ACTION_NAMES = (
    "aws:approve",
    "aws:assertAwsResourceProperty",
    "aws:branch",
    "aws:changeInstanceState",
    "aws:copyImage",
    "aws:createImage",
    "aws:createStack",
    "aws:createTags",
    "aws:deleteImage",
    "aws:deleteStack",
    "aws:executeAutomation",
    "aws:executeAwsApi",
    "aws:executeScript",
    "aws:executeStateMachine",
    "aws:invokeLambdaFunction",
    "aws:invokeWebhook",
    "aws:loop",
    "aws:pause",
    "aws:runCommand",
    "aws:runInstances",
    "aws:sleep",
    "aws:updateVariable",
    "aws:waitForAwsResourceProperty",
)
"""The actions that a step of an Automation document can run. Source: UG25 automation-actions.md."""

INTERNAL_ACTION_NAMES = ("aws:installDistributorPackageOnAzure", "aws:putServerUpgradeMetrics", "aws:shareSQLMedia")
"""Actions that occur only in documents that AWS owns."""

ALL_ACTION_NAMES = frozenset((*ACTION_NAMES, *INTERNAL_ACTION_NAMES))
"""Every name that can stand in a document."""
