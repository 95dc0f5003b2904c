"""What the agent finds out about a node for a package: which file it takes and what its scripts are told.

Source: amazon-ssm-agent envdetect/osdetect/linux/osdetect.go, osdetect.go CollectOSData, ssminstaller.go getEnvVars.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ssmdoc.running.packages.manifest import PackageError
from ssmdoc.running.plugins.node_shell import run_shell
from ssmdoc.running.sandbox.protocol import Node, NodeIdentity

_LOOK = """
read -r name </proc/1/comm
echo "$name"
if systemctl --version; then :; else echo; fi | { read -r line; printf '%s\\n' "$line"; }
uname -m
if [ -e /etc/os-release ]; then cat /etc/os-release; else cat /usr/lib/os-release; fi
"""
_LINE = re.compile("""(?P<name>NAME|ID|VERSION_ID)=["']?(?P<value>.+?)["']?""")
_PLATFORMS = {"rhel": "redhat", "ol": "oracle", "amzn": "amazon", "sles": "suse", "suse": "suse"}
_FAMILIES = {
    **dict.fromkeys(("ubuntu", "debian", "raspbian"), "debian"),
    **dict.fromkeys(("redhat", "centos", "amazon", "oracle", "rocky", "almalinux"), "rhel"),
    **dict.fromkeys(("suse", "opensuse", "opensuseleap"), "suse"),
    **{name: name for name in ("fedora", "alpine", "gentoo", "arch")},
}
_PACKAGE_MANAGERS = {
    "debian": "apt",
    "rhel": "yum",
    "suse": "zypper",
    "fedora": "dnf",
    "alpine": "alpine",
    "gentoo": "emerge",
    "arch": "pacman",
}
_REFUSED = ("bottlerocket", "flatcar")
_ARCHITECTURES = {"aarch64": "arm64", "i386": "386", "i686": "386", "armv7l": "arm"}


class NodeFacts(NamedTuple):
    """The operating system of a node as the agent names it."""

    platform: str
    version: str
    family: str
    architecture: str
    init_system: str
    package_manager: str


def node_facts(node: Node) -> NodeFacts:
    """Look at the node.

    Raises:
        PackageError: the agent knows no packages for its platform.
        SandboxError: the node is gone.
    """
    _code, printed = run_shell(node, _LOOK)
    first, systemctl, machine, *release = [*printed.splitlines(), "", "", ""]
    platform, version = _platform(release)
    if platform in _REFUSED:
        raise PackageError(f"failed to collect data: configure package is not supported on {platform}")
    if platform and platform not in _FAMILIES:
        raise PackageError(f"failed to collect data: unknown platform: {platform}")
    family = _FAMILIES.get(platform, "")
    if not family:
        raise PackageError("failed to collect data: could not detect package manager for: ``, ``, ``")
    # a container mostly has no init system; `docker` is what the agent says of one
    init_system = "systemd" if "systemd" in first or "systemd" in systemctl else "docker"
    architecture = _ARCHITECTURES.get(machine, machine)
    return NodeFacts(platform, version, family, architecture, init_system, _PACKAGE_MANAGERS[family])


def _platform(release: list[str]) -> tuple[str, str]:
    found = {match["name"]: match["value"] for match in map(_LINE.fullmatch, release) if match}
    platform = found.get("ID", "")
    if platform in ("opensuse", "opensuse-leap") and "leap" in found.get("NAME", "").lower():
        platform = "opensuseleap"
    return _PLATFORMS.get(platform, platform), found.get("VERSION_ID", "")


def script_variables(
    action: str, facts: NodeFacts, identity: NodeIdentity, arguments: Mapping[str, str]
) -> Mapping[str, str]:
    """The variables of a package's script; what only a real instance has is empty."""
    return {
        "BWS_ACTION_NAME": action,
        "https_proxy": "",
        "http_proxy": "",
        "no_proxy": "",
        "BWS_PLATFORM_NAME": facts.platform,
        "BWS_PLATFORM_VERSION": facts.version,
        "BWS_PLATFORM_FAMILY": facts.family,
        "BWS_ARCHITECTURE": facts.architecture,
        "BWS_INIT_SYSTEM": facts.init_system,
        "BWS_PACKAGE_MANAGER": facts.package_manager,
        "BWS_INSTANCE_ID": identity.instance_id,
        "BWS_INSTANCE_TYPE": "",
        "BWS_REGION": identity.region,
        "BWS_ACCOUNT_ID": "",
        "BWS_AVAILABILITY_ZONE": "",
        **arguments,
    }
