"""The packages that a command can have: folders of this machine in the place of Distributor.

A package NAME is a folder of that name with a `manifest.json` and the files that it lists, or with such a folder for
each of its versions. A file is the zip archive itself or a folder with what would be in it, named like the archive
with or without `.zip`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ssmdoc.running.inside import OutsideError, check_inside
from ssmdoc.running.packages.archive import PackageFile, in_archive
from ssmdoc.running.packages.manifest import PackageError, parse_manifest
from ssmdoc.running.sandbox.sizes import size
from ssmdoc.running.sources import MOST_BYTES, Source, SourceError, Sources

_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]*", re.ASCII)
_OF_ARN = re.compile(r"arn:[^:]*:ssm:[^:]*:[^:]*:(?:document|package)/(?P<name>[^/]+)", re.ASCII)
_MANIFEST = "manifest.json"
_MOST_MANIFEST_BYTES = 1024**2
_DIGITS = re.compile("([0-9]+)")
_HASHES = {"": "sha256", "sha256": "sha256", "md5": "md5"}


class PackageFolder(NamedTuple):
    """One version of a package."""

    name: str
    number: str
    """What DescribeDocument calls the document version."""
    path: Path
    version_name: str
    """The name of a version's own folder, empty for the files beside other versions."""
    library: Path
    """The folder of packages that it is in; nothing outside of it is read."""

    def manifest(self) -> str:
        """The text of the manifest.

        Raises:
            PackageError: it cannot be read.
        """
        path = self.path / _MANIFEST
        try:
            check_inside(path, self.library)
            with path.open("rb") as file:
                content = file.read(_MOST_MANIFEST_BYTES + 1)
            if len(content) > _MOST_MANIFEST_BYTES:
                raise PackageError(f"failed to decode manifest: {path}: more than {size(_MOST_MANIFEST_BYTES)}")
            return content.decode()
        except (OSError, ValueError, OutsideError) as error:
            raise PackageError(f"failed to decode manifest: {path}: {_reason(error)}") from None

    def files(self, attachment: str, checksums: Mapping[str, str], extracted_to: str) -> Iterator[PackageFile]:
        """What is in a file that the manifest names.

        Raises:
            PackageError: it is not there, is not what its checksum says, or is no archive.
        """
        source = f"{self.path.name}/{attachment}"
        try:
            archive = self._find(attachment)
            if archive is None:
                raise PackageError("Install attachments for package does not exist")
            check_inside(archive, self.library)
            if archive.is_dir():
                return _in_folder(archive)
            _check_size(archive)
            _verify(archive, checksums, source)
        except (OSError, OutsideError, SourceError) as error:
            raise PackageError(
                f"failed to download installation package reliably, {source}, {_reason(error)}"
            ) from None
        return in_archive(archive, source, extracted_to)

    def _find(self, attachment: str) -> Path | None:
        """The archive, or the folder in its place."""
        if not _is_plain(attachment):
            return None
        archive, folder = self.path / attachment, self.path / attachment.removesuffix(".zip")
        return archive if archive.exists() else folder if folder.is_dir() else None


class PackageLibrary(NamedTuple):
    """Folders of packages; the first that has a package counts."""

    folders: tuple[Path, ...] = ()

    def find(self, name: str, version: str) -> PackageFolder:
        """The version that is asked for; without one that beside the other versions, else the highest.

        Raises:
            PackageError: there is none, in the words of the service.
        """
        arn = _OF_ARN.fullmatch(name)
        plain = arn["name"] if arn else name
        found = (_versions(plain, folder / plain) for folder in self.folders if _NAME.fullmatch(plain))
        versions = next(filter(None, found), [])
        if not versions:
            raise PackageError(f"InvalidDocument: Document with name {name} does not exist.")
        if not version:
            return versions[-1]
        for each in versions:
            if version in (each.version_name, _version_of(each)):
                return each
        raise PackageError(f"InvalidDocumentVersion: Document with name {name} has no version named {version}.")


def _versions(name: str, folder: Path) -> list[PackageFolder]:
    if not folder.is_dir():
        return []
    inner = sorted((path for path in folder.iterdir() if (path / _MANIFEST).is_file()), key=_by_numbers)
    # without a version, the files beside the others count before the highest version
    places = [*((path, path.name) for path in inner), *([(folder, "")] if (folder / _MANIFEST).is_file() else [])]
    return [PackageFolder(name, str(number), path, own, folder.parent) for number, (path, own) in enumerate(places, 1)]


def _by_numbers(path: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(path.name)]


def _version_of(package: PackageFolder) -> str:
    try:
        return parse_manifest(package.manifest()).version
    except PackageError:
        return ""


def _check_size(archive: Path) -> None:
    if not archive.is_file():
        raise SourceError(f"{archive}: not a file")
    if archive.stat().st_size > MOST_BYTES:
        raise SourceError(f"{archive}: more than {size(MOST_BYTES)}")


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None)
    return str(reason).lower() if reason else str(error)


def _is_plain(name: str) -> bool:
    return "/" not in name and "\0" not in name and name not in ("", ".", "..")


def _in_folder(folder: Path) -> Iterator[PackageFile]:
    try:
        files = Sources((Source("package", folder),)).fetch("package") or ()
    except SourceError as error:
        raise PackageError(str(error)) from None
    for file in files:
        yield PackageFile(file.name, file.path, file.path.stat().st_mode & 0o777)


def _verify(archive: Path, checksums: Mapping[str, str], source: str) -> None:
    """Source: amazon-ssm-agent artifact.go VerifyHash; a checksum of an unknown algorithm does not count."""
    wanted = {_HASHES[name.lower()]: value for name, value in checksums.items() if name.lower() in _HASHES}
    if not checksums or list(checksums.values()) == [""]:
        return
    problem = "" if wanted else "no supported algorithm was provided for downloadinput"
    for algorithm, value in wanted.items():
        with archive.open("rb") as file:
            digest = hashlib.file_digest(file, algorithm).hexdigest()
        if digest != value.lower():
            problem = "failed to verify hash of downloadinput"
    if problem:
        listed = " ".join(f"{name}:{checksums[name]}" for name in sorted(checksums))
        raise PackageError(
            f"failed to download installation package reliably, {source}, "
            f"{problem} {{{source} /var/lib/amazon/ssm/download/ map[{listed}]}}"
        )
