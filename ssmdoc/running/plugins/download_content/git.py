"""The source Git: all files of a repository.

Source: amazon-ssm-agent downloadcontent/gitresource/privategit (gitresource.go, handler/githandler.go),
go-git worktree.go Checkout.
"""

import re
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from ssmdoc.plan.go_json import Anything, Boolean, Struct, Text, UnmarshalError
from ssmdoc.plan.go_url import UrlError, parse_url
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.node_files import NodeFile, first_folder, write_files
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.download_content.checkout import Checkout, parse_checkout
from ssmdoc.running.plugins.download_content.resource import FILE_MODE, DownloadError, make_folders, no_source
from ssmdoc.running.plugins.download_content.source_info import read_source_info
from ssmdoc.running.plugins.download_content.stored import resolved
from ssmdoc.running.sandbox.protocol import Node
from ssmdoc.running.sources import SourceFile, SourceMissingError

_INFO = Struct(
    "privategit.GitInfo",
    {
        **dict.fromkeys(("repository", "privateSSHKey", "getOptions"), Text()),
        "skipHostKeyChecking": Boolean(),
        **dict.fromkeys(("username", "password"), Anything()),
    },
)
_HTTP = re.compile("https?://")
_SCHEME = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HASH = re.compile("[0-9a-fA-F]{40}")
_UNFINISHED_MODE = 0o644
_PROBLEM = "SourceInfo could not be unmarshalled for source type Git"


class Git(NamedTuple):
    """A repository with what it takes to get in."""

    repository: str
    checkout: Checkout
    key: str
    username: str
    password: str
    store: ParameterStore

    def validate(self) -> None:
        """As `Resource.validate`."""
        if not self.repository:
            raise DownloadError("Repository for Git resources type must be specified")
        is_http = _HTTP.match(self.repository) is not None
        if not is_http and (self.username or self.password):
            raise DownloadError(
                "Neither Username nor Password must not be provided for Git type repository URL. "
                "Private SSH key for authentication"
            )
        if is_http and self.key:
            raise DownloadError(
                "Private SSH key must not be provided for HTTP type repository URL. "
                "Username and Password is required for authentication"
            )

    def addresses(self) -> tuple[str, ...]:
        """As `Resource.addresses`."""
        return self.repository, self.repository.removesuffix(".git")

    def download(self, call: PluginCall, destination: str) -> None:
        """As `Resource.download`; a source stands for every branch and commit of its repository."""
        try:
            make_folders(call.node, destination)
        except DownloadError as error:
            raise DownloadError(f"Cannot create download path {destination}: {error}") from None
        self._check_credentials()
        files = self._clone(call)
        self._check_out()
        _move(call.node, files, destination.rstrip("/"))

    def _check_credentials(self) -> None:
        if self.key:
            if "-----BEGIN" not in resolved(self.key, self.store):
                raise DownloadError("Cannot authenticate: ssh: no key found")
        elif self.username and self.password:
            resolved(self.username, self.store)
            resolved(self.password, self.store)

    def _clone(self, call: PluginCall) -> tuple[SourceFile, ...]:
        try:
            files = call.surroundings.sources.fetch(*self.addresses())
        except SourceMissingError:
            problem = "repository not found"
        else:
            if files is not None and not any(not file.name for file in files):
                return files
            problem = "repository not found" if files is not None else no_source(self.repository)
        raise DownloadError(f"Cannot clone repository {self.repository}: {problem}")

    def _check_out(self) -> None:
        branch, commit = self.checkout
        # the agent takes the name of a branch for that of a reference, and a clone has none of a bare name
        if branch and branch != "HEAD" and not branch.startswith("refs/"):
            raise DownloadError("Cannot checkout: reference not found")
        if commit and not _HASH.fullmatch(commit):
            raise DownloadError("Cannot checkout: object not found")


def _move(node: Node, files: Sequence[SourceFile], destination: str) -> None:
    """Write the files; the agent clones beside them and moves what it has, which fails where a folder is in the way."""
    tops = sorted({file.name.partition("/")[0] for file in files})
    conflict = first_folder(node, [f"{destination}/{top}" for top in tops])
    moved = set(tops[:conflict])
    write_files(
        node,
        (
            NodeFile(f"{destination}/{file.name}", file.path, FILE_MODE if conflict is None else _UNFINISHED_MODE)
            for file in files
            if file.name.partition("/")[0] in moved
        ),
    )
    if conflict is not None:
        clone = f"{destination}/tempCloneDir{secrets.randbelow(2**32)}"
        raise DownloadError(
            "Cannot move contents to destination path: unexpected error encountered while moving the file. "
            f"Error details - rename {clone}/{tops[conflict]} {destination}/{tops[conflict]}: file exists"
        )


def open_git(info: str, store: ParameterStore) -> Git:
    """Read the `sourceInfo`."""
    try:
        fields = read_source_info(info, _INFO)
        checkout = parse_checkout(fields.text("getOptions"))
    except (UnmarshalError, DownloadError) as error:
        raise DownloadError(f"{_PROBLEM}: {error}") from None
    repository = fields.text("repository")
    if _SCHEME.match(repository):
        try:
            parse_url(repository)
        except UrlError as error:
            raise DownloadError(f"Invalid repository url format: {error}") from None
    return Git(
        repository,
        checkout,
        fields.text("privateSSHKey"),
        fields.trimmed("username"),
        fields.trimmed("password"),
        store,
    )
