"""What the agent calls a node's platform when it updates itself or installs docker.

Source: amazon-ssm-agent agent/updateutil/updateinfo/updateinfo.go newInner, agent/platform/platform_unix.go.
"""

AMAZON_LINUX, RED_HAT, UBUNTU = "linux", "red hat", "ubuntu"
_OTHERWISE = "windows"
"""What the agent takes any other platform for, also on Linux."""

_BY_PART_OF_NAME = (
    ("amazon", AMAZON_LINUX),
    ("bottlerocket", AMAZON_LINUX),
    (RED_HAT, RED_HAT),
    ("oracle", "oracle"),
    (UBUNTU, UBUNTU),
    ("centos", "centos"),
    ("rocky", "rocky"),
    ("almalinux", "almalinux"),
    ("flatcar", "flatcar"),
    ("sles", "sles"),
    ("raspbian", "raspbian"),
    ("debian", "debian"),
)
"""The first that is in the name counts."""


def agent_platform(name: str) -> str | None:
    """The platform by the name in /etc/os-release; None where there is no name and the agent's search fails."""
    if not name:
        return None
    lowered = name.lower()
    return next((platform for part, platform in _BY_PART_OF_NAME if part in lowered), _OTHERWISE)
