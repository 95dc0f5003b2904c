"""What a precondition of a step can say.

Source: UG25 documents-schemas-features.md, agent-semantics 2, AGENT runpluginutil.go evaluatePreconditions.
"""

OPERATOR = "StringEquals"
"""The only one."""

PLATFORM = "platformType"
"""The variable that stands for the node's platform."""

PLATFORMS = ("Linux", "Windows", "MacOS")
"""Its values; the agent compares them without regard to case."""
