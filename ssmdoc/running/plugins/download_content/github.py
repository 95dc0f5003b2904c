"""The source GitHub: a file or a folder of a repository.

Source: amazon-ssm-agent downloadcontent/gitresource/github (githubresource.go, privategithub, githubclient).
"""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import quote

from ssmdoc.plan.go_json import Struct, Text, UnmarshalError
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.node_files import NodeFile, is_folder, write_files
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.download_content.checkout import parse_checkout
from ssmdoc.running.plugins.download_content.resource import (
    FILE_MODE,
    DownloadError,
    ends_with_separator,
    make_folders,
    no_source,
)
from ssmdoc.running.plugins.download_content.source_info import read_source_info
from ssmdoc.running.plugins.download_content.stored import SECURE_STRING, look_up
from ssmdoc.running.sources import SourceMissingError

_INFO = Struct("github.GitHubInfo", dict.fromkeys(("owner", "repository", "path", "getOptions", "tokenInfo"), Text()))
_TOKEN = re.compile(r"\{\{[\t\n\f\r ]*(ssm-secure:[\w\-./]+)[\t\n\f\r ]*\}\}", re.ASCII)
_BRACES = re.compile(r"\{\{(.*?)\}\}")
_DEFAULT_BRANCH = "master"


class GitHub(NamedTuple):
    """A path in a repository."""

    owner: str
    repository: str
    path: str
    options: str

    def validate(self) -> None:
        """As `Resource.validate`."""
        if not self.owner:
            raise DownloadError("Owner for GitHub SourceType must be specified")
        if not self.repository:
            raise DownloadError("Repository for GitHub SourceType must be specified")

    def addresses(self) -> tuple[str, ...]:
        """As `Resource.addresses`."""
        name = f"{self.owner}/{self.repository}"
        repositories = (name, f"github:{name}", f"https://github.com/{name}", f"https://github.com/{name}.git")
        return tuple(f"{repository}/{quote(self.path.strip('/'))}" for repository in repositories)

    def download(self, call: PluginCall, destination: str) -> None:
        """As `Resource.download`; a source stands for every branch and commit of its repository."""
        checkout = parse_checkout(self.options)
        below = quote(self.path.strip("/"))
        name = f"{self.owner}/{self.repository}"
        api = f"GET https://api.github.com/repos/{name}/contents/{below}?ref="
        api += checkout.commit or checkout.branch or _DEFAULT_BRANCH
        try:
            files = call.surroundings.sources.fetch(*self.addresses())
        except SourceMissingError:
            raise DownloadError(f"{api}: 404 Not Found []") from None
        if files is None:
            raise DownloadError(f"no response received when calling git API. Error: {no_source(name)}")
        if len(files) == 1 and not files[0].name:
            if ends_with_separator(destination) or is_folder(call.node, destination):
                destination = posixpath.join(destination, posixpath.basename(self.path))
            destination = posixpath.normpath(destination)
            make_folders(call.node, posixpath.dirname(destination))
            write_files(call.node, [NodeFile(destination, files[0].path, FILE_MODE)])
            return
        make_folders(call.node, destination)
        write_files(
            call.node,
            (
                NodeFile(posixpath.normpath(posixpath.join(destination, file.name)), file.path, FILE_MODE)
                for file in files
                if not file.name.startswith(".git/")
            ),
        )


def open_github(info: str, store: ParameterStore) -> GitHub:
    """Read the `sourceInfo` and look up the token, with which nothing is done then."""
    try:
        fields = read_source_info(info, _INFO)
    except UnmarshalError as error:
        raise DownloadError(
            "Source Info could not be unmarshalled for source type GitHub. "
            f"Please check JSON format of sourceInfo - {error}"
        ) from None
    if token := fields.text("tokenInfo"):
        _check_token(token, store)
    return GitHub(*(fields.text(name) for name in ("owner", "repository", "path", "getOptions")))


def _check_token(token: str, store: ParameterStore) -> None:
    if not _TOKEN.search(token):
        raise DownloadError(
            "Format of specifying ssm parameter used for token-parameter-name is incorrect. "
            "Please specify parameter as '{{ ssm-secure:parameter-name }}'"
        )
    reference = found[1] if (found := _BRACES.search(token)) else token
    try:
        parameter = look_up(reference, store)
    except DownloadError as error:
        raise DownloadError(f"Could not resolve ssm parameter - [{reference}]. Error - {error}") from None
    if parameter.type != SECURE_STRING:
        name = reference.partition(":")[2]
        raise DownloadError(
            f"token-parameter-name {name} must be of secure string type, Current type - {parameter.type}"
        )
