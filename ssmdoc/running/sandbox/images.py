"""Names for container images of the systems that managed nodes run, and where each is pulled from.

Amazon's images come from its public registry, Red Hat's (the Universal Base Image), SUSE's and CentOS's from their own,
all without an account; the others are Docker Hub's official ones.
"""

from collections.abc import Mapping

PRESETS = {
    "amazonlinux2": "public.ecr.aws/amazonlinux/amazonlinux:2",
    "amazonlinux2023": "public.ecr.aws/amazonlinux/amazonlinux:2023",
    "ubuntu20.04": "ubuntu:20.04",
    "ubuntu22.04": "ubuntu:22.04",
    "ubuntu24.04": "ubuntu:24.04",
    "debian11": "debian:11",
    "debian12": "debian:12",
    "debian13": "debian:13",
    "rhel8": "registry.access.redhat.com/ubi8/ubi:latest",
    "rhel9": "registry.access.redhat.com/ubi9/ubi:latest",
    "rhel10": "registry.access.redhat.com/ubi10/ubi:latest",
    "rocky8": "rockylinux/rockylinux:8",
    "rocky9": "rockylinux/rockylinux:9",
    "almalinux8": "almalinux:8",
    "almalinux9": "almalinux:9",
    "oraclelinux8": "oraclelinux:8",
    "oraclelinux9": "oraclelinux:9",
    "centosstream9": "quay.io/centos/centos:stream9",
    "sles15": "registry.suse.com/bci/bci-base:15.6",
}


def image_address(name: str, own: Mapping[str, str]) -> str:
    """Where to pull an image from that has such a name; the user's own names count first, and others are addresses."""
    return own.get(name) or PRESETS.get(name, name)
