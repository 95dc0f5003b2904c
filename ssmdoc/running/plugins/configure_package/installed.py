"""What the node has of a package: its versions, and which of them is installed, in the agent's own files.

Source: amazon-ssm-agent localpackages.go.
"""

import json
import posixpath
import shlex
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, cast

from ssmdoc.plan.bounded_json import read_json
from ssmdoc.plan.go_json import Integer, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.running.node_files import NodeFile, NodeFileError, write_files
from ssmdoc.running.packages.archive import PackageFile
from ssmdoc.running.packages.manifest import ExtractError, PackageError
from ssmdoc.running.plugins.configure_package.names import MANIFESTS, PACKAGES, folder_name
from ssmdoc.running.plugins.configure_package.trace import Trace
from ssmdoc.running.plugins.node_shell import run_shell
from ssmdoc.running.sandbox.protocol import Node

_STATE = Struct(
    "localpackages.PackageInstallState",
    {"name": Text(), "version": Text(), "state": Integer(), "lastinstalledversion": Text(), "retrycount": Integer()},
)
_OWN_MANIFEST = Struct("localpackages.PackageManifest", dict.fromkeys(("name", "version"), Text()))
_NOT_SUPPORTED = "Package is not supported (package is missing install action)"


class State(IntEnum):
    """The agent's states of a package, with the numbers that its file has."""

    NONE = 0
    UNKNOWN = 1
    FAILED = 2
    UNINSTALLING = 3
    UNINSTALLED = 4
    NEW = 5
    UPGRADING = 6
    INSTALLING = 7
    INSTALLED = 8
    ROLLBACK_UNINSTALL = 9
    ROLLBACK_INSTALL = 10
    UPDATING = 11


class InstalledPackage:
    """One package on a node."""

    def __init__(self, node: Node, name: str, trace: Trace) -> None:
        """Read its state.

        Raises:
            SandboxError: the node is gone.
        """
        self.node = node
        self.name = name
        self.state, self.version = State.NONE, ""
        self._last, self._retries = "", 0
        self._has_file = False
        self._root = posixpath.join(PACKAGES, folder_name(name))
        self._load(trace)

    def _load(self, trace: Trace) -> None:
        root, path = shlex.quote(self._root), shlex.quote(f"{self._root}/installstate")
        code, printed = run_shell(
            self.node,
            f"[ ! -e {path} ] || {{ cat {path}; exit 10; }}\n"
            f'for each in {root}/*/; do [ ! -d "$each" ] || last=${{each%/}}; done\nprintf %s "${{last##*/}}"\n',
        )
        if code != 10:
            if printed:
                self.state, self.version = State.UNKNOWN, printed
            return
        self._has_file = True
        try:
            fields = cast("dict[str, Any]", unmarshal(read_json(printed), _STATE) or dict.fromkeys(_STATE.fields))
            self.state = State(fields["state"] or 0)
        except (ValueError, UnmarshalError) as error:
            self.state = State.UNKNOWN
            trace.current().errors.append(f"InstallState file for package {self.name} is invalid: {error}")
            return
        self.version, self._last = fields["version"] or "", fields["lastinstalledversion"] or ""
        self._retries = fields["retrycount"] or 0

    @property
    def installed_version(self) -> str:
        """The version that was installed last, empty if none was."""
        if self.state is State.INSTALLED or (self.state is State.UNKNOWN and not self._last):
            return self.version
        return self._last

    def folder(self, version: str) -> str:
        """Where a version is."""
        return posixpath.join(self._root, folder_name(version))

    def set_state(self, version: str, state: State) -> str:
        """Write the state; the text says why it cannot be written."""
        self._retries = self._retries + 1 if self.state is state else 0
        self.state, self.version = state, version
        self._has_file = True
        if state is State.INSTALLED:
            self._last = version
        content = {
            "name": self.name,
            "version": version,
            "state": int(state),
            "time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "lastinstalledversion": self._last,
            "retrycount": self._retries,
        }
        return self._write([NodeFile(f"{self._root}/installstate", json.dumps(content).encode())])

    def add(self, version: str, files: Iterable[PackageFile]) -> None:
        """Put the files of a version on the node.

        Raises:
            PackageError: that does not work.
        """
        folder = self.folder(version)
        problem = self._write(NodeFile(f"{folder}/{file.name}", file.content, file.mode) for file in files)
        if problem:
            raise ExtractError(self.name, folder, problem)
        if self._has_file and self.state is State.NONE:
            self.set_state(version, State.NEW)

    def remove(self, version: str) -> None:
        """Remove a version from the node."""
        run_shell(self.node, f"rm -rf {shlex.quote(self.folder(version))}\n")

    def is_known_manifest(self, document_version: str, manifest: str) -> bool:
        """Whether the agent has had this manifest for this version before; it has from now on."""
        path = posixpath.join(MANIFESTS, f"{folder_name(self.name)}_{folder_name(document_version)}.json")
        quoted, text = shlex.quote(path), shlex.quote(manifest.replace("\0", ""))
        code, _ = run_shell(self.node, f'[ -e {quoted} ] && [ "$(cat {quoted}; echo .)" = {text}. ]\n')
        if code != 0:
            problem = self._write([NodeFile(path, manifest.encode())])
            if problem:
                raise PackageError(f"failed to write manifest to file: {problem}")
        return code == 0

    def validate(self, version: str, trace: Trace) -> None:
        """Look whether a version is there and can be installed.

        Raises:
            PackageError: it is not.
        """
        section = trace.begin()
        has_content, can_install, manifest = self._look(version)
        problem = _own_manifest_problem(manifest, self.name, version)
        if problem:
            section.error = problem
            trace.end(section)
            raise PackageError(f"Package manifest is invalid: {problem}")
        if not has_content:
            # the section stays open and ends with the one around it
            raise PackageError("Package is incomplete")
        if not can_install:
            with trace.section() as inner:
                inner.error = _NOT_SUPPORTED
            section.error = _NOT_SUPPORTED
            trace.end(section)
            raise PackageError(_NOT_SUPPORTED)
        trace.end(section)

    def scripts(self, version: str, action: str) -> list[str]:
        """The kinds of script (`sh`, `ps1`) that a version has for an action."""
        folder = shlex.quote(self.folder(version))
        _, printed = run_shell(
            self.node,
            f"cd {folder} || exit\nfor kind in sh ps1; do [ ! -e {action}.$kind ] || echo $kind; done\n",
        )
        return printed.split()

    def _look(self, version: str) -> tuple[bool, bool, str | None]:
        _, printed = run_shell(
            self.node,
            f"cd {shlex.quote(self.folder(version))} || exit\n"
            "files=0 folders=0 installs=0\n"
            'for each in * .[!.]* ..?*; do if [ -d "$each" ]; then folders=$((folders + 1)); '
            'elif [ -e "$each" ]; then files=$((files + 1)); fi; done\n'
            "if [ -e install.sh ] || [ -e install.ps1 ]; then installs=1; fi\n"
            'echo "$((files > 1 || folders > 0)) $installs"\n'
            "[ ! -e manifest.json ] || { echo .; cat manifest.json; }\n",
        )
        first, _, rest = printed.partition("\n")
        flags = first.split()
        return flags[:1] == ["1"], flags[1:] == ["1"], rest.removeprefix(".\n") if rest else None

    def _write(self, files: Iterable[NodeFile]) -> str:
        try:
            write_files(self.node, files)
        except NodeFileError as error:
            return str(error)
        return ""


def _own_manifest_problem(content: str | None, name: str, version: str) -> str:
    """What is wrong with the manifest that a package may have inside."""
    if content is None:
        return ""
    try:
        fields = cast("dict[str, str | None]", unmarshal(read_json(content), _OWN_MANIFEST) or {})
    except (ValueError, UnmarshalError) as error:
        return str(error)
    own_name, own_version = fields.get("name") or "", fields.get("version") or ""
    if not own_name:
        return "empty package name"
    if own_name.lower() != name.lower() and not name.endswith(own_name):
        return f"manifest name ({own_name}) does not match expected package name ({name})"
    if not own_version:
        return "empty package version"
    if own_version.lower() != version.lower():
        return f"manifest version ({own_version}) does not match expected package version ({version})"
    return ""
