"""Starting a node with unshare and the other programs of util-linux (see setup.sh)."""

from collections.abc import Iterable
from pathlib import Path

from ssmdoc.running.sandbox.namespace.bounds import WORK_BYTES
from ssmdoc.running.sandbox.namespace.launch import Launch, Plan
from ssmdoc.running.sandbox.shell_text import PATH, WORK

NAMESPACES = (
    "--user",
    "--map-root-user",
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
    "--net",
    "--ipc",
    "--uts",
    "--cgroup",
)


def launch(plan: Plan) -> Launch:
    """The command line, and the node's file system in the environment of the script that builds it.

    The script goes as an argument: the user it runs as need not be able to read our files.
    """
    script = Path(__file__).with_name("setup.sh").read_text(encoding="utf-8")
    folders = [path for path in plan.view.binds if Path(path).is_dir()]
    return Launch(
        ["setpriv", "--pdeathsig", "KILL", "unshare", *NAMESPACES, "sh", "-c", script, "setup", *plan.argv],
        {
            "PATH": PATH,
            "HOST_NAME": plan.host_name,
            "DISK_BYTES": str(plan.disk_bytes),
            "WORK": WORK,
            "WORK_BYTES": str(WORK_BYTES),
            "ORDINARY": directories(plan, "0755"),
            "PRIVATE": directories(plan, "0700"),
            "SHARED": directories(plan, "1777"),
            "BIND_FOLDERS": lines(folders),
            "BIND_FILES": lines(path for path in plan.view.binds if path not in folders),
            "LINKS": lines(f"{target} {path}" for path, target in plan.view.links),
        },
    )


def directories(plan: Plan, mode: str) -> str:
    """Those of one mode."""
    return lines(path for path, its_mode in plan.view.directories if its_mode == mode)


def lines(texts: Iterable[str]) -> str:
    """One each line."""
    return "\n".join(texts)
