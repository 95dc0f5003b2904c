"""The source S3: an object, or all objects below a prefix.

Source: amazon-ssm-agent downloadcontent/s3resource/s3resource.go, agent/s3util/s3uri.go.
"""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import quote

from ssmdoc.plan.go_json import Struct, Text, UnmarshalError
from ssmdoc.plan.go_url import GoUrl, UrlError, parse_url
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.node_files import NodeFile, is_folder, write_files
from ssmdoc.running.paths import build_path
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.download_content.resource import (
    FILE_MODE,
    DownloadError,
    ends_with_separator,
    make_folders,
    no_source,
)
from ssmdoc.running.plugins.download_content.source_info import read_source_info
from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.running.sources import SourceMissingError

_INFO = Struct("s3resource.S3Info", {"path": Text()})
_DOMAIN = r"(amazonaws\.com|amazonaws\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)"
_HOSTS = (
    re.compile(
        r"((?P<bucket>.+)\.)?(bucket|accesspoint|control)\.vpce-[-a-z0-9]+\.s3[.-](([-a-z0-9]+)\.)?vpce\." + _DOMAIN
    ),
    re.compile(r"((?P<bucket>.+)\.)?s3[.-](website[-.])?(accelerate\.)?(dualstack[-.])?(([-a-z0-9]+)\.)?" + _DOMAIN),
)
"""How the host of an S3 address may look; without a bucket in it, the bucket is the first part of the path."""


class _Object(NamedTuple):
    """A bucket and what of it; a prefix if there are objects below it."""

    bucket: str
    key: str


class S3(NamedTuple):
    """An address of S3 in https form."""

    path: str

    def validate(self) -> None:
        """As `Resource.validate`."""
        if not self.path:
            raise DownloadError("S3 source path in SourceInfo must be specified")

    def _address(self) -> str:
        return self.path.replace("+", "%20")  # S3 takes a plus for a space in its addresses

    def _object(self) -> _Object:
        try:
            return _parse(parse_url(self._address()))
        except UrlError as error:
            raise DownloadError(str(error)) from None

    def addresses(self) -> tuple[str, ...]:
        """As `Resource.addresses`."""
        bucket, key = self._object()
        return (
            f"s3://{bucket}/{quote(key)}",
            self._address(),
            f"https://s3.amazonaws.com/{bucket}/{quote(key)}",
            f"https://{bucket}.s3.amazonaws.com/{quote(key)}",
        )

    def download(self, call: PluginCall, destination: str) -> None:
        """As `Resource.download`."""
        wanted = self._object()
        files = None
        try:
            files = call.surroundings.sources.fetch(*self.addresses())
        except SourceMissingError:
            raise DownloadError("http request failed. status:404 Not Found statuscode:404") from None
        if files is None:
            raise DownloadError(f'Get "{self._address()}": {no_source(f"s3://{wanted.bucket}/{wanted.key}")}')
        if len(files) == 1 and not files[0].name:
            if ends_with_separator(destination) or is_folder(call.node, destination):
                destination = posixpath.normpath(posixpath.join(destination, posixpath.basename(wanted.key)))
            _make_folders(call.node, posixpath.dirname(destination))
            write_files(call.node, [NodeFile(destination, files[0].path, FILE_MODE)])
            return
        _make_folders(call.node, destination)
        write_files(
            call.node,
            (
                NodeFile(
                    f"{build_path(destination, posixpath.dirname(file.name))}/{posixpath.basename(file.name)}",
                    file.path,
                    FILE_MODE,
                )
                for file in files
            ),
        )


def _make_folders(node: Node, folder: str) -> None:
    try:
        make_folders(node, folder)
    except DownloadError as error:
        raise DownloadError(f"failed to create directory={folder}, err={error}") from None


def _parse(url: GoUrl) -> _Object:
    host = next((found for pattern in _HOSTS if (found := pattern.match(url.host))), None)
    if host is None:
        raise DownloadError("invalid S3 path parameter")
    if bucket := host["bucket"]:
        return _Object(bucket, url.path.removeprefix("/"))
    bucket, _, key = url.path.removeprefix("/").partition("/")
    return _Object(bucket, key)


def open_s3(info: str, _store: ParameterStore) -> S3:
    """Read the `sourceInfo`."""
    try:
        return S3(read_source_info(info, _INFO).text("path").strip())
    except UnmarshalError as error:
        raise DownloadError(
            "s3 url parsing failed. Source Info could not be unmarshalled for source type S3. "
            f"Please check JSON format of SourceInfo - {error}"
        ) from None
