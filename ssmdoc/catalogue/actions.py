"""The actions that a step of an Automation document can run.

Source: the action reference of the AWS Systems Manager User Guide, 2025; `aws:putServerUpgradeMetrics` and
`aws:shareSQLMedia` occur in documents that AWS owns.
"""

ACTIONS = frozenset(
    {
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
        "aws:putServerUpgradeMetrics",
        "aws:runCommand",
        "aws:runInstances",
        "aws:shareSQLMedia",
        "aws:sleep",
        "aws:updateVariable",
        "aws:waitForAwsResourceProperty",
    }
)
"""Names of actions."""
