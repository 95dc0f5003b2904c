"""The platforms and architectures of package manifests, as the agent calls that of its node.

Source: AGENT configurepackage/envdetect/constants/constants.go, osdetect/osdetect.go; names are matched letter by
letter (birdwatcherservice.go). A distribution that the agent does not know goes by the ID of its os-release.
"""

ANY = "_any"

PLATFORMS = (
    "alpine",
    "amazon",
    "arch",
    "bottlerocket",
    "centos",
    "debian",
    "fedora",
    "gentoo",
    "mac_os_x",
    "opensuse",
    "opensuseleap",
    "oracle",
    "raspbian",
    "redhat",
    "rocky",
    "suse",
    "ubuntu",
    "windows",
)

OTHER_PLATFORM_NAMES = {
    "amazonlinux": "amazon",
    "amazon-linux": "amazon",
    "amazon_linux": "amazon",
    "amzn": "amazon",
    "any": ANY,
    "darwin": "mac_os_x",
    "macos": "mac_os_x",
    "macosx": "mac_os_x",
    "ol": "oracle",
    "opensuse-leap": "opensuseleap",
    "osx": "mac_os_x",
    "rhel": "redhat",
    "rockylinux": "rocky",
    "sles": "suse",
}
"""What others call a platform, and what the agent does: no node goes by the first. Source: AGENT osdetect/linux."""

OTHER_ARCHITECTURE_NAMES = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64", "any": ANY}
"""The agent goes by Go's names, except for x86_64. Source: AGENT osdetect/osdetect.go."""
