"""Where a step of an Automation document says that the run goes on after a failure, or when it is cancelled.

Source: UG25 automation-actions.md, where nothing else is named.
"""

STEP_PREFIX = "step:"
"""What stands before the name of a step."""

AFTER = {"onFailure": ("Abort", "Continue"), "onCancel": ("Abort",)}
"""The words that each key can have instead."""

NOT_AFTER_CANCEL = frozenset(
    (
        "aws:approve",
        "aws:copyImage",
        "aws:createImage",
        "aws:createStack",
        "aws:createTags",
        "aws:loop",
        "aws:pause",
        "aws:runInstances",
        "aws:sleep",
    )
)
"""Actions of steps that onCancel cannot lead to."""

WITHOUT_CANCEL = frozenset(("aws:loop", "aws:updateVariable"))
"""Actions of steps that have no onCancel.

Source: UG25 automation-action-loop.md, automation-action-update-variable.md.
"""
