"""Limits of the service and of the agent."""

MAX_DOCUMENT_BYTES = 64 * 1024
"""Size of a document. Source: BOTO CreateDocumentRequest.Content."""

MIN_TIMEOUT_SECONDS = 5
MAX_TIMEOUT_SECONDS = 172_800
DEFAULT_TIMEOUT_SECONDS = 3_600
"""`timeoutSeconds` of a script step; the agent takes the default for values out of range.

Source: agent-semantics 11.4, AGENT pluginutil.go ValidateExecutionTimeout.
"""
