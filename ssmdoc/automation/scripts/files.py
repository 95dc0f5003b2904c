"""The attachments of a script on its way to the node."""

import posixpath
from collections.abc import Sequence

from ssmdoc.automation.scripts.job import Attachment
from ssmdoc.running.node_files import NodeFile, NodeFileError, write_files
from ssmdoc.running.sandbox.protocol import Node


def write_attachments(node: Node, folder: str, attachments: Sequence[Attachment]) -> str | None:
    """Write them to the folder of the script; the text says why one could not be written.

    Raises:
        SandboxError: the node is gone.
    """
    if not attachments:
        return None
    try:
        # A name is a key of the document's `files`; it may not lead out of the folder.
        write_files(node, (NodeFile(f"{folder}/{posixpath.basename(file.name)}", file.content) for file in attachments))
    except NodeFileError as error:
        return f"the attachment cannot be written to the node: {error}"
    return None
