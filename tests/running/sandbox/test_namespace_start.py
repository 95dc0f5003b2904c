"""Choosing a tool, starting with one that does not work, and starting as a user who is not root."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import ssmdoc
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox, remedy
from ssmdoc.running.sandbox.namespace.spawn import NOBODY
from ssmdoc.running.sandbox.namespace.view import DIRECTORIES, LINKS, View, host_view
from ssmdoc.running.sandbox.protocol import SandboxError
from tests.running.sandbox.test_namespace import IDENTITY, LIMITS, run


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can read, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="ssmdoc-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def broken_bubblewrap(folder: Path) -> None:
    program = folder / "bwrap"
    program.write_text("#!/bin/sh\necho bwrap: setting up uid map: Permission denied >&2; exit 1\n", encoding="ascii")
    program.chmod(0o755)


def test_the_next_tool_is_used_where_one_does_not_work(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_bubblewrap(open_folder)
    monkeypatch.setenv("PATH", f"{open_folder}:{os.environ['PATH']}")
    sandbox = NamespaceSandbox()
    before = (sandbox.tool, sandbox.description)
    node = sandbox.start(IDENTITY, LIMITS)
    node.stop()
    assert before == ("bubblewrap", "namespace sandbox (bubblewrap)")
    assert (sandbox.tool, sandbox.description) == ("unshare", "namespace sandbox (unshare)")


def test_the_words_of_a_tool_that_does_not_work(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_bubblewrap(open_folder)
    monkeypatch.setenv("PATH", f"{open_folder}:{os.environ['PATH']}")
    with pytest.raises(SandboxError) as raised:
        NamespaceSandbox("bubblewrap").start(IDENTITY, LIMITS)
    said = "bubblewrap: the node's shell ended at once: bwrap: setting up uid map: Permission denied"
    assert str(raised.value) == f"cannot start a node in namespaces: {said}; {remedy()}"


def test_a_tool_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bwrap").write_bytes(b"\x7fELF no program")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="bubblewrap: bwrap cannot be started: "):
        NamespaceSandbox().start(IDENTITY, LIMITS)


@pytest.mark.parametrize(
    ("tool", "wanted"), [(None, "bwrap or unshare"), ("bubblewrap", "bwrap"), ("unshare", "unshare")]
)
def test_no_tool(tool: str | None, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError) as raised:
        NamespaceSandbox(tool)
    assert str(raised.value) == (
        f"the namespace sandbox needs {wanted}, which is not on PATH; "
        "on Linux install the package bubblewrap or util-linux, or run with --sandbox docker"
    )


def test_a_network_is_not_to_be_had() -> None:
    with pytest.raises(SandboxError, match='has no network, so none named "bridge"; run with --sandbox docker'):
        NamespaceSandbox(network="bridge")


def test_user_namespaces_that_are_forbidden() -> None:
    code = (
        "from tests.running.sandbox.test_namespace import *\n"
        "try:\n"
        "    NamespaceSandbox().start(IDENTITY, LIMITS)\n"
        "except SandboxError as error:\n"
        "    print(error)\n"
    )
    forbid = 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"'
    argv = ["unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh", sys.executable, "-c", code]
    said = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert said.stderr == ""
    assert said.stdout.startswith("cannot start a node in namespaces: bubblewrap: ")
    assert "; unshare: the node's shell ended at once: unshare: " in said.stdout
    assert said.stdout.endswith(
        "; allow user namespaces (as root: sysctl -w user.max_user_namespaces=10000), or run with --sandbox docker\n"
    )


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (("0", "0"), "allow user namespaces (as root: first), or run with --sandbox docker"),
        (("0", "1"), "allow user namespaces (as root: first, second), or run with --sandbox docker"),
        (("1", "0"), "this machine seems not to allow user namespaces or mounts in them, as inside most containers, "
         "or run with --sandbox docker"),
    ],
)  # fmt: skip
def test_remedy(values: tuple[str, str], text: str, tmp_path: Path) -> None:
    for name, value in zip(("one", "two"), values, strict=True):
        (tmp_path / name).write_text(f"{value}\n", encoding="ascii")
    switches = ((str(tmp_path / "one"), "0", "first"), (str(tmp_path / "two"), "1", "second"))
    assert remedy((*switches, (str(tmp_path / "absent"), "0", "third"))) == text


AS_A_USER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from threading import Event
from ssmdoc.running.sandbox.namespace.sandbox import NamespaceSandbox
from ssmdoc.running.sandbox.protocol import Limits, NodeIdentity, Script

def start():
    return NamespaceSandbox(sys.argv[2]).start(NodeIdentity("i", "us-east-1", "c"), Limits(processes=64))

def run(text):
    script = Script("/root/x", text.encode(), ("sh", "-c", "/root/x"), ("/usr/bin",), 60)
    return node.run(script, lambda stream, data: None, Event())

# The interpreter may be readable by root only: a first node loads all that is needed.
node = start()
run("true")
node.restart()
node.stop()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(1234)
    os.setuid(1234)
node = start()
print(run("id -u; echo x >/opt/x; cat /opt/x").stdout.data)
print(run("tr -s ' ' </proc/self/uid_map").stdout.data.split() == [b"0", b"%d" % os.getuid(), b"1"])
print(run("#!/bin/bash\\n:(){ :|:& };:").exceeded)
node.restart()
print(run("cat /opt/x; cat /proc/[0-9]*/comm | grep -c bash").stdout.data)
node.stop()
"""


@pytest.mark.parametrize("tool", ["bubblewrap", "unshare"])
def test_as_a_user_who_is_not_root(tool: str, open_folder: Path) -> None:
    shutil.copytree(Path(ssmdoc.__file__).parent, open_folder / "ssmdoc", ignore=shutil.ignore_patterns("__pycache__"))
    argv = [sys.executable, "-I", "-W", "ignore", "-c", AS_A_USER, str(open_folder), tool]
    said = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (said.stdout.splitlines(), said.stderr) == (
        ["b'0\\nx\\n'", "True", "64 processes", "b'x\\n0\\n'"],
        "",
    )


def test_root_becomes_nobody_first() -> None:
    node = NamespaceSandbox().start(IDENTITY, LIMITS)
    try:
        outside = run(node, "cat /proc/self/uid_map /proc/self/gid_map").stdout.data.split()[1::3]
    finally:
        node.stop()
    expected = [NOBODY] * 2 if os.geteuid() == 0 else [os.getuid(), os.getgid()]
    assert [int(number) for number in outside] == expected


def test_view_of_a_machine(tmp_path: Path) -> None:
    for folder in ("usr/lib64", "bin", "lib", "etc/ssl/certs", "etc/ssl/private", "etc/my folder-release", "home/me"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "lib64").symlink_to("usr/lib64")
    for file in ("etc/passwd", "etc/shadow", "etc/os-release"):
        (tmp_path / file).touch()
    (tmp_path / "etc/localtime").symlink_to("nowhere")
    assert host_view(tmp_path) == View(
        binds=("/usr", "/bin", "/lib", "/etc/passwd", "/etc/os-release", "/etc/ssl/certs"),
        links=(*LINKS, ("/lib64", "usr/lib64")),
        directories=(*DIRECTORIES, ("/etc/ssl", "0755")),
    )


def test_start_and_a_script_take_little_time() -> None:
    import time

    def seconds() -> float:
        started = time.perf_counter()
        node = NamespaceSandbox().start(IDENTITY, LIMITS)
        run(node, "echo")
        taken = time.perf_counter() - started
        node.stop()
        return taken

    # 25 ms on an idle machine; the bound is for a busy one.
    assert min(seconds() for _ in range(5)) < 0.15
