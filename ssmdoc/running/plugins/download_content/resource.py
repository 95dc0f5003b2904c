"""What all kinds of sources have in common: their steps, their errors, and the text for an address without one."""

from typing import Protocol

from ssmdoc.running.node_files import NodeFileError, make_folder
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.sandbox.protocol import Node

FILE_MODE = 0o700
"""Of what was downloaded (source: downloadcontent.go SetFilePermissions)."""


class DownloadError(Exception):
    """The step fails; the text is the agent's, or ours where there is nothing in the place of the network."""


class Resource(Protocol):
    """Something to download; it was made from a step's `sourceInfo`."""

    def validate(self) -> None:
        """Check what `sourceInfo` says.

        Raises:
            DownloadError: something is missing or contradicts itself.
        """
        ...

    def addresses(self) -> tuple[str, ...]:
        """The ways in which its address may be written, the usual one first; none of a document of the library.

        Raises:
            DownloadError: it is no address, or none that may be used.
        """
        ...

    def download(self, call: PluginCall, destination: str) -> None:
        """Write it to the node.

        Raises:
            DownloadError: it cannot be had.
            NodeFileError: it cannot be written.
        """
        ...


def no_source(address: str) -> str:
    """Why nothing comes from an address that no source was given for."""
    return (
        f"ssmdoc fetches nothing from the network; --source {address}=PATH gives it a file or folder for this address"
    )


def make_folders(node: Node, folder: str) -> None:
    """Make a folder and those above it.

    Raises:
        DownloadError: it cannot be made; the text is the agent's.
    """
    try:
        make_folder(node, folder)
    except NodeFileError as error:
        raise DownloadError(f"failed to create directory {folder}. {error}") from None


def ends_with_separator(path: str) -> bool:
    """Whether a path is written as that of a folder."""
    return path.endswith("/")
