"""Which commands aws:configureDocker runs on which platform, and what it says."""

from threading import Event

import pytest

from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.agent_platform import agent_platform
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.configure_docker import configure_docker
from ssmdoc.running.result import Status
from ssmdoc.running.sandbox.protocol import Outcome
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode, ended

YUM = ended(0, b"/usr/bin/yum")


def run(action: str, platform: str, *outcomes: Outcome) -> tuple[PluginOutcome, list[tuple[str, ...]]]:
    node = RecordedNode(outcomes)
    node.platform_name = platform
    call = PluginCall(
        "s",
        "aws:configureDocker",
        {"action": action},
        node,
        f"{ORCHESTRATION}/s",
        lambda _s, _d: None,
        Event(),
        IDENTITY,
    )
    return configure_docker(call), [script.argv for script in node.scripts[1::2]]


@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("Amazon Linux", "linux"),
        ("Bottlerocket", "linux"),
        ("Red Hat Enterprise Linux", "red hat"),
        ("CentOS Stream", "centos"),
        ("Debian GNU/Linux", "debian"),
        ("SLES", "sles"),
        ("Alpine Linux", "windows"),
        ("", None),
    ],
)
def test_platform(name: str, platform: str | None) -> None:
    assert agent_platform(name) == platform


@pytest.mark.parametrize(
    ("action", "platform", "message"),
    [
        ("install", "Amazon Linux", "configure Action is set to unsupported value: install"),
        ("Install", "Ubuntu", "Ubuntu platform is not currently supported"),
        ("Uninstall", "Ubuntu", "Ubuntu platform is not currently supported: <nil>"),
        ("Install", "Alpine Linux", "Unsupported Linux variant: windows"),
        ("Uninstall", "Alpine Linux", "Unsupported Linux variant: <nil>"),
        ("Install", "", 'Error determining Linux variant: exec: "lsb_release": executable file not found in $PATH'),
    ],
)
def test_refused(action: str, platform: str, message: str) -> None:
    assert run(action, platform) == (failed(message), [])


def test_install_on_amazon_linux() -> None:
    outcome, commands = run("Install", "Amazon Linux", YUM, ended(0, b"much"), YUM, ended(), ended(0, b"/s"), ended())
    said = b"Installing docker through yumUpdating docker through yumStarting docker serviceInstallation complete"
    assert outcome == PluginOutcome(Status.SUCCESS, 0, Streams(said))
    assert commands == [
        ("/usr/bin/yum", "install", "-y", "docker"),
        ("/usr/bin/yum", "update", "-y", "docker"),
        ("/s", "docker", "start"),
    ]


def test_the_first_failure_ends_it() -> None:
    outcome, commands = run("Install", "Red Hat Enterprise Linux", YUM, ended(), ended(1))
    missing = b'Error running yum-config-manager: exec: "yum-config-manager": executable file not found in $PATH'
    assert outcome == PluginOutcome(Status.FAILED, 1, Streams(b"Installing yum-utilsAdd docker repo", missing))
    assert commands == [("/usr/bin/yum", "install", "-y", "yum-utils")]


def test_uninstall_that_fails() -> None:
    outcome, _commands = run("Uninstall", "Amazon Linux", YUM, ended(1, b"", b"not shown"))
    error = b"Error running yum remove: exit status 1"
    assert outcome == PluginOutcome(Status.FAILED, 1, Streams(b"Removing docker through yum", error))
