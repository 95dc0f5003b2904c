"""What of this machine a node sees, all of it read-only: programs and libraries, and the files of /etc they need.

Everything else is not there: home folders, credentials, sockets, /sys. What a node may write to is in memory.
"""

from pathlib import Path
from typing import NamedTuple

PROGRAMS = ("usr", "bin", "sbin", "lib*")
"""In `/`, links into /usr on most systems; folders of their own on others."""

PACKAGES = ("var/lib/dpkg", "var/lib/rpm")
"""What is installed, for scripts that ask."""

CONFIGURATION = (
    "etc/passwd",
    "etc/group",
    "etc/nsswitch.conf",
    "etc/hosts",
    "etc/host.conf",
    "etc/protocols",
    "etc/services",
    "etc/networks",
    "etc/os-release",
    "etc/*-release",
    "etc/*_version",
    "etc/system-release-cpe",
    "etc/issue",
    "etc/ld.so.cache",
    "etc/ld.so.conf",
    "etc/ld.so.conf.d",
    "etc/ld-musl-*.path",
    "etc/alternatives",
    "etc/ssl/certs",
    "etc/ssl/openssl.cnf",
    "etc/pki/tls/certs",
    "etc/pki/tls/openssl.cnf",
    "etc/pki/ca-trust/extracted",
    "etc/ca-certificates",
    "etc/ca-certificates.conf",
    "etc/crypto-policies",
    "etc/localtime",
    "etc/timezone",
    "etc/locale.alias",
    "etc/locale.conf",
    "etc/login.defs",
    "etc/profile",
    "etc/bash.bashrc",
    "etc/bashrc",
    "etc/inputrc",
    "etc/shells",
    "etc/terminfo",
    "etc/magic",
    "etc/mime.types",
    "etc/python3*",
    "etc/perl",
    "etc/java-*",
)
"""Files that programs cannot do without and that hold no secret."""

DIRECTORIES = (
    ("/etc", "0755"),
    ("/home", "0755"),
    ("/media", "0755"),
    ("/mnt", "0755"),
    ("/opt", "0755"),
    ("/root", "0700"),
    ("/run", "0755"),
    ("/run/lock", "1777"),
    ("/srv", "0755"),
    ("/tmp", "1777"),  # noqa: S108 (the node's own)
    ("/var", "0755"),
    ("/var/cache", "0755"),
    ("/var/lib", "0755"),
    ("/var/log", "0755"),
    ("/var/spool", "0755"),
    ("/var/tmp", "1777"),  # noqa: S108
)
"""The empty folders of a node and their modes, parents first."""

LINKS = (("/var/run", "/run"), ("/var/lock", "/run/lock"), ("/etc/mtab", "/proc/self/mounts"))


class View(NamedTuple):
    """What a node sees."""

    binds: tuple[str, ...]
    """Absolute paths of files and folders of this machine, at the same place on the node; parents first."""
    links: tuple[tuple[str, str], ...]
    """Symbolic links: path and target."""
    directories: tuple[tuple[str, str], ...]
    """Empty folders: path and mode, parents first."""


def host_view(root: Path = Path("/")) -> View:
    """What there is of all that on this machine."""
    links = list(LINKS)
    binds = []
    for path in matches(root, PROGRAMS):
        place = f"/{path.relative_to(root)}"
        if path.is_symlink():
            links.append((place, str(path.readlink())))
        elif path.is_dir():
            binds.append(place)
    binds += [f"/{path.relative_to(root)}" for path in matches(root, PACKAGES + CONFIGURATION) if path.exists()]
    return View(tuple(binds), tuple(links), DIRECTORIES + tuple(parents(binds)))


def parents(binds: list[str]) -> list[tuple[str, str]]:
    """The folders around them that are not a node's anyway."""
    known = {path for path, _ in DIRECTORIES} | {"/"}
    around = {str(parent) for bind in binds for parent in Path(bind).parents}
    return [(path, "0755") for path in sorted(around - known)]


def matches(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    """The paths that match, each once, in the order of the patterns.

    Not those with white space, which a mount table would have to escape.
    """
    found = (path for pattern in patterns for path in sorted(root.glob(pattern)))
    return [path for path in dict.fromkeys(found) if not set(str(path)) & set(" \t\n\\")]
