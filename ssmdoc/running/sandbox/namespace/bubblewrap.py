"""Starting a node with bubblewrap (bwrap 0.7 or newer)."""

from ssmdoc.running.sandbox.namespace.bounds import WORK_BYTES
from ssmdoc.running.sandbox.namespace.launch import Launch, Plan
from ssmdoc.running.sandbox.shell_text import PATH, WORK

NAMESPACES = (
    *("--unshare-user", "--uid", "0", "--gid", "0"),
    "--unshare-pid",
    "--unshare-net",
    "--unshare-ipc",
    "--unshare-uts",
    "--unshare-cgroup-try",
)


def launch(plan: Plan) -> Launch:
    """The command line; bubblewrap itself drops all capabilities and sets no-new-privileges."""
    return Launch(
        [
            "bwrap",
            *NAMESPACES,
            "--as-pid-1",
            "--die-with-parent",
            "--hostname",
            plan.host_name,
            *files(plan),
            "--chdir",
            "/",
            *plan.argv,
        ],
        {"PATH": PATH},
    )


def files(plan: Plan) -> list[str]:
    """The options that build the node's file system; all that is written shares one bounded tmpfs."""
    disk = str(plan.disk_bytes)
    return [
        *("--size", disk, "--tmpfs", "/"),
        *(word for path, mode in plan.view.directories for word in ("--perms", mode, "--dir", path)),
        *(word for path in plan.view.binds for word in ("--ro-bind", path, path)),
        *(word for path, target in plan.view.links for word in ("--symlink", target, path)),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--perms", "1777", "--size", disk, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"),  # noqa: S108
        *("--perms", "0700", "--size", str(WORK_BYTES), "--tmpfs", WORK),
    ]
