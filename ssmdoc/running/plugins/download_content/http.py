"""The source HTTP: one file from an address.

Source: amazon-ssm-agent downloadcontent/httpresource (httpresource.go, handler/httphandler.go); dl-001, dl-002.
"""

import posixpath
import secrets
from typing import NamedTuple

from ssmdoc.plan.go_json import Anything, Boolean, Struct, UnmarshalError
from ssmdoc.plan.go_url import GoUrl, UrlError, parse_url
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.node_files import NodeFile, NodeFileError, is_folder, write_files
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.download_content.resource import (
    FILE_MODE,
    DownloadError,
    ends_with_separator,
    make_folders,
    no_source,
)
from ssmdoc.running.plugins.download_content.source_info import read_source_info
from ssmdoc.running.plugins.download_content.stored import resolved
from ssmdoc.running.sources import SourceFile, SourceMissingError

_INFO = Struct(
    "httpresource.HTTPInfo",
    {**dict.fromkeys(("url", "authMethod", "username", "password"), Anything()), "allowInsecureDownload": Boolean()},
)
_METHODS = ("None", "Basic", "Digest")
_LEFT_MODE = 0o644
_LARGEST_NUMBER = 2**63 - 1


class Http(NamedTuple):
    """An address with what it takes to get in."""

    written: str
    url: GoUrl
    method: str
    credentials: tuple[str, str]
    insecure: bool
    store: ParameterStore

    def validate(self) -> None:
        """As `Resource.validate`."""
        if self.url.scheme not in ("http", "https"):
            raise DownloadError("URL scheme for HTTP resource type is invalid. HTTP or HTTPS is accepted")
        if self.method and self.method not in _METHODS:
            raise DownloadError(
                f"Invalid authentication method: {self.method}. The following methods are accepted: None, Basic, Digest"
            )

    def addresses(self) -> tuple[str, ...]:
        """As `Resource.addresses`; a query chooses among files only where a source is for the address with it."""
        self._check_secure()
        return self.written.partition("#")[0].partition("?")[0], self.written

    def download(self, call: PluginCall, destination: str) -> None:
        """As `Resource.download`; a file whose content does not come is left empty, as the agent leaves it."""
        if ends_with_separator(destination) or is_folder(call.node, destination):
            name = f"download{secrets.randbelow(_LARGEST_NUMBER)}"
            destination = posixpath.normpath(posixpath.join(destination, name))
        folder = posixpath.dirname(destination)
        try:
            make_folders(call.node, folder)
        except DownloadError as error:
            raise DownloadError(f"Cannot create download path {folder}: {error}") from None
        self._check_secure()
        self._check_credentials()
        self._write(call, NodeFile(destination, b"", _LEFT_MODE))
        self._write(call, NodeFile(destination, self._fetch(call).path, FILE_MODE))

    def _check_secure(self) -> None:
        if self.url.scheme != "https" and not self.insecure:
            raise DownloadError(
                "Non secure URL provided and insecure download is not allowed. "
                "Provide a secure URL or set 'allowInsecureDownload' to true to perform the download operation"
            )

    def _check_credentials(self) -> None:
        try:
            for credential in self.credentials if self.method not in ("", "None") else ():
                resolved(credential, self.store)
        except DownloadError as error:
            raise DownloadError(f"Failed to prepare the request: {error}") from None

    def _fetch(self, call: PluginCall) -> SourceFile:
        problem = "Status: 404 Not Found"
        try:
            files = call.surroundings.sources.fetch(*self.addresses())
        except SourceMissingError:
            files = ()
        if files is None:
            problem = f'Cannot execute request: Get "{self.written}": {no_source(self.written)}'
        elif len(files) == 1 and not files[0].name:
            return files[0]
        raise DownloadError(f"Failed to download file: {problem}")

    def _write(self, call: PluginCall, file: NodeFile) -> None:
        try:
            write_files(call.node, [file])
        except NodeFileError as error:
            raise DownloadError(f"Cannot create destinaton file: {error}") from None


def open_http(info: str, store: ParameterStore) -> Http:
    """Read the `sourceInfo`."""
    try:
        fields = read_source_info(info, _INFO)
    except UnmarshalError as error:
        raise DownloadError(f"SourceInfo could not be unmarshalled for source type HTTP: {error}") from None
    written = fields.trimmed("url")
    try:
        url = parse_url(written)
    except UrlError as error:
        raise DownloadError(f"Invalid URL format: {error}") from None
    credentials = fields.trimmed("username"), fields.trimmed("password")
    return Http(written, url, fields.trimmed("authMethod"), credentials, fields.flag("allowInsecureDownload"), store)
