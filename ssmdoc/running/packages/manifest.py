"""The manifest of a package: which file is for which platform, version and architecture.

Source: amazon-ssm-agent birdwatcher/types.go Manifest, archive.go ParseManifest, birdwatcherservice.go
matchPackageSelectorPlatform, matchPackageSelectorVersion, matchPackageSelectorArch.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from ssmdoc.plan.bounded_json import read_json
from ssmdoc.plan.go_json import Integer, Map, Struct, Text, UnmarshalError, unmarshal

_ANY = "_any"
_FILE = Struct("birdwatcher.FileInfo", {"checksums": Map(Text()), "downloadLocation": Text(), "size": Integer()})
_PACKAGE = Struct("birdwatcher.PackageInfo", {"file": Text()})
_MANIFEST = Struct(
    "birdwatcher.Manifest",
    {
        "schemaVersion": Text(),
        "packageArn": Text(),
        "version": Text(),
        "packages": Map(Map(Map(_PACKAGE, pointers=True))),
        "files": Map(_FILE, pointers=True),
    },
)


class PackageError(Exception):
    """Why a package cannot be had or used, in the agent's words."""


class ExtractError(PackageError):
    """A file cannot be unpacked; `reason` is what the archive or the node says."""

    def __init__(self, source: str, folder: str, reason: str) -> None:
        super().__init__(f"failed to extract package installer package {source} from {folder}, {reason}")
        self.reason = reason


class Manifest(NamedTuple):
    """What counts of a manifest."""

    version: str
    package_arn: str
    """How the packages of AWS are called; empty for others."""
    packages: Mapping[str, Any]
    """By platform, version of the platform and architecture."""
    checksums: Mapping[str, Mapping[str, str]]
    """By file and algorithm."""


def parse_manifest(content: str) -> Manifest:
    """Read a manifest.

    Raises:
        PackageError: it is no JSON, or something has a wrong type.
    """
    try:
        decoded = cast("dict[str, Any]", unmarshal(read_json(content), _MANIFEST) or dict.fromkeys(_MANIFEST.fields))
    except (ValueError, UnmarshalError) as error:
        raise PackageError(f"failed to decode manifest: {error}") from None
    files = decoded["files"] or {}
    checksums = {name: (info or {}).get("checksums") or {} for name, info in files.items()}
    return Manifest(decoded["version"] or "", decoded["packageArn"] or "", decoded["packages"] or {}, checksums)


def select_file(manifest: Manifest, platform: str, version: str, architecture: str) -> str:
    """The name of the file for a node.

    Raises:
        PackageError: there is none.
    """
    by_version = _by_key(manifest.packages, platform)
    by_architecture = _by_version(by_version, version)
    chosen = _by_key(by_architecture, architecture)
    if chosen is None:
        raise PackageError(
            "failed to find platform: no manifest found for platform: "
            f"{platform}, version {version}, architecture {architecture}"
        )
    name = chosen["file"] or ""
    if name not in manifest.checksums:
        raise PackageError(f"failed to find file for &{{FileName:{name}}}")
    return str(name)


def _by_key(choices: Mapping[str, Any] | None, key: str) -> Any:
    found = choices or {}
    return found[key] if key in found else found.get(_ANY)


def _by_version(choices: Mapping[str, Any] | None, version: str) -> Any:
    """The version itself, else the longest `1.2.*` that fits, else `_any`, else `*`."""
    found = choices or {}
    if version in found:
        return found[version]
    wanted = version.split(".")
    best: list[str] = []
    for key in found:
        parts = key.removesuffix(".*").split(".")
        if key.endswith(".*") and wanted[: len(parts)] == parts and len(parts) > len(best):
            best = parts
    if best:
        return found[".".join((*best, "*"))]
    return found.get(_ANY, found.get("*"))
