"""Where the agent keeps the files of a command on the node.

Source: amazon-ssm-agent agent/fileutil/fileutil.go BuildPath; facts agent-semantics 4.1.
"""

import posixpath

_ROOT = "/var/lib/amazon/ssm"


def build_path(root: str, *elements: str) -> str:
    """Join path elements as the agent does: without their colons."""
    return posixpath.normpath(posixpath.join(root, *(element.replace(":", "").lstrip("/") for element in elements)))


def orchestration_directory(instance_id: str, command_id: str) -> str:
    """The directory of a command."""
    return f"{_ROOT}/{instance_id}/document/orchestration/{command_id}"
