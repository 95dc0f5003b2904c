"""The node of a case before and after its document: variables, files, the scripts of the spec."""

import posixpath
import shlex
from collections.abc import Mapping
from dataclasses import replace
from threading import Event

from ssmdoc.invoke.setup import SetupError, run_setup
from ssmdoc.running.node_files import NodeFile, NodeFileError, write_files
from ssmdoc.running.sandbox.protocol import AnsweringNode, Node, OnOutput, Outcome, SandboxError, Script
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.values import Case, Located, PutFile


class CaseError(SandboxError):
    """The case cannot be run as its spec says; the text says why."""


class NodeOfCase:
    """A node whose scripts get the variables of the case."""

    def __init__(self, node: Node, environment: Mapping[str, str]) -> None:
        self._node, self._environment = node, environment
        self.platform_name, self.platform_version = node.platform_name, node.platform_version

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`; what the script has of its own wins."""
        return self._node.run(
            replace(script, environment={**self._environment, **script.environment}), on_output, cancel
        )

    def restart(self) -> None:
        """As `Node.restart`."""
        self._node.restart()

    def hand_over(self, pipe: str, data: bytes) -> None:
        """As `AnsweringNode.hand_over`."""
        if isinstance(self._node, AnsweringNode):
            self._node.hand_over(pipe, data)

    def stop(self) -> None:
        """As `Node.stop`."""
        self._node.stop()


def prepare_node(node: Node, case: Case, cancel: Event) -> Node:
    """The node with what the case puts into it.

    Raises:
        CaseError: a file cannot be written, or the setup script failed.
    """
    own = NodeOfCase(node, case.environment) if case.environment else node
    if case.files:
        _put(own, case.files, cancel)
    if case.setup is not None:
        try:
            run_setup(own, text_of(case.setup), cancel)
        except SetupError as error:
            raise CaseError(str(error)) from error
    return own


def tear_down(node: Node, case: Case, cancel: Event) -> tuple[Difference, ...]:
    """Run the teardown script; that it fails is not as expected."""
    if case.teardown is None:
        return ()
    try:
        run_setup(node, text_of(case.teardown), cancel, name="teardown")
    except SetupError as error:
        return (Difference(None, "teardown", "is", "exit code 0", str(error)),)
    return ()


def text_of(script: str | Located) -> str:
    """The text of a script of the spec.

    Raises:
        CaseError: its file cannot be read.
    """
    if isinstance(script, str):
        return script
    try:
        return script.path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{script.path}: {error}") from error


def _put(node: Node, files: tuple[PutFile, ...], cancel: Event) -> None:
    folders = dict.fromkeys(posixpath.dirname(file.path) for file in files)
    owners = "".join(
        f"chown {shlex.quote(file.owner)} {shlex.quote(file.path)} || exit 1\n" for file in files if file.owner
    )
    try:
        # folders that a spec makes are open to the users that its scripts become
        run_setup(node, f"umask 022\nmkdir -p {' '.join(map(shlex.quote, folders))}\n", cancel, name="files")
        write_files(node, (NodeFile(file.path, _content(file), file.mode) for file in files))
        if owners:
            run_setup(node, owners, cancel, name="files")
    except NodeFileError as error:
        raise CaseError(f"the files of the case: {error}") from error
    except SetupError as error:
        raise CaseError(str(error).replace("the files script", "putting the files of the case there", 1)) from error


def _content(file: PutFile) -> bytes:
    if isinstance(file.content, bytes):
        return file.content
    try:
        return file.content.path.read_bytes()
    except OSError as error:
        raise CaseError(f"{file.content.path}: {(error.strerror or str(error)).lower()}") from error
