"""The sandbox that makes nodes from Linux namespaces."""

from pathlib import Path

from ssmdoc.running.sandbox.namespace.bounds import disk_bytes, limited
from ssmdoc.running.sandbox.namespace.launch import Plan
from ssmdoc.running.sandbox.namespace.node import NamespaceNode
from ssmdoc.running.sandbox.namespace.tools import TOOLS, installed
from ssmdoc.running.sandbox.namespace.view import host_view
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity, Proceed, SandboxError, UnavailableError, always
from ssmdoc.running.sandbox.shell_text import supervisor_argv

SWITCHES = (
    ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    ),
    ("/proc/sys/user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=10000"),
)
"""What forbids user namespaces: where it is read, its forbidding value, and what allows them.

Sources: Debian and Ubuntu kernels, user_namespaces(7)."""


class NamespaceSandbox:
    """Makes nodes of this machine's own programs, without an engine or an image."""

    name = "namespace"

    def __init__(self, tool: str | None = None, network: str = "none") -> None:
        """Find the tool, or the one that is named: `bubblewrap` or `unshare`.

        Raises:
            SandboxError: there is none, or a network is wanted.
        """
        if network != "none":
            raise UnavailableError(
                f'the namespace sandbox has no network, so none named "{network}"',
                "run with --sandbox docker, or with --network none",
            )
        self._tools = installed(tool)
        if not self._tools:
            wanted = " or ".join(known.program for known in TOOLS if tool in {None, known.name})
            raise UnavailableError(
                f"the namespace sandbox needs {wanted}, which is not on PATH",
                "on Linux install the package bubblewrap or util-linux, or run with --sandbox docker",
            )
        self.tool = self._tools[0].name

    def start(self, identity: NodeIdentity, limits: Limits, proceed: Proceed = always) -> NamespaceNode:  # noqa: ARG002
        """As `Sandbox.start`; where a tool does not work, the next one is used from then on."""
        argv = limited(supervisor_argv(identity), limits)
        plan = Plan(argv, identity.instance_id, disk_bytes(limits), host_view())
        problems = []
        for tool in self._tools:
            try:
                node = NamespaceNode(tool.launch(plan), limits)
            except SandboxError as error:
                problems.append(f"{tool.name}: {error}")
            else:
                self._tools = [tool]
                self.tool = tool.name
                return node
        raise UnavailableError(f"cannot start a node in namespaces: {'; '.join(problems)}", remedy())

    @property
    def description(self) -> str:
        """As `Sandbox.description`."""
        return f"namespace sandbox ({self.tool})"

    def close(self) -> None:
        """As `Sandbox.close`; there is no engine."""


def remedy(switches: tuple[tuple[str, str, str], ...] = SWITCHES) -> str:
    """What the user can do where no node can be started."""
    commands = [command for path, forbidding, command in switches if value_of(path) == forbidding]
    allow = (
        f"allow user namespaces (as root: {', '.join(commands)})"
        if commands
        else "this machine seems not to allow user namespaces or mounts in them, as inside most containers"
    )
    return f"{allow}, or run with --sandbox docker"


def value_of(path: str) -> str | None:
    """The value of a kernel switch; None where the kernel has no such switch."""
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return None
