"""The source SSMDocument: a document of the library, as JSON.

Source: amazon-ssm-agent downloadcontent/ssmdocresource/ssmdocresource.go; dl-004.
"""

import posixpath
from typing import NamedTuple

from ssmdoc.plan.go_json import Struct, Text, UnmarshalError
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.library import DocumentMissingError, parse_reference
from ssmdoc.running.node_files import NodeFile, is_folder, write_files
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.download_content.resource import FILE_MODE, DownloadError, ends_with_separator, make_folders
from ssmdoc.running.plugins.download_content.source_info import read_source_info

_INFO = Struct("ssmdocresource.SSMDocInfo", {"name": Text()})


class SsmDocument(NamedTuple):
    """A document by name, name and version, or ARN."""

    name: str

    def validate(self) -> None:
        """As `Resource.validate`."""
        if not self.name:
            raise DownloadError("SSM Document name in SourceType must be specified")

    def addresses(self) -> tuple[str, ...]:
        """As `Resource.addresses`."""
        return ()

    def download(self, call: PluginCall, destination: str) -> None:
        """As `Resource.download`."""
        reference = parse_reference(self.name)
        try:
            content = call.surroundings.library.get_document(reference)
        except DocumentMissingError as error:
            raise DownloadError(str(error)) from None
        if ends_with_separator(destination) or is_folder(call.node, destination):
            destination = posixpath.normpath(posixpath.join(destination, f"{reference.base_name}.json"))
        make_folders(call.node, posixpath.dirname(destination))
        write_files(call.node, [NodeFile(destination, content.encode(errors="replace"), FILE_MODE)])


def open_ssm_document(info: str, _store: ParameterStore) -> SsmDocument:
    """Read the `sourceInfo`."""
    try:
        return SsmDocument(read_source_info(info, _INFO).text("name"))
    except UnmarshalError:
        raise DownloadError(
            "SSMDocument SourceInfo parsing failed. SourceInfo could not be unmarshalled for SourceType SSMDocument. "
            "Please check JSON format of SourceInfo"
        ) from None
