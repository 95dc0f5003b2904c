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

from ssmdoc.running.packages.manifest import ExtractError, PackageError, parse_manifest
from ssmdoc.running.sandbox.sizes import size
from ssmdoc.running.sources import MOST_BYTES, Source, SourceError, Sources

_NAME = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9_.-]*", re.ASCII)
_OF_ARN = re.compile(r"arn:[^:]*:ssm:[^:]*:[^:]*:(?:document|package)/(?P<name>[^/]+)", re.ASCII)
_MANIFEST = "manifest.json"
_DIGITS = re.compile("([0-9]+)")
_HASHES = {"": "sha256", "sha256": "sha256", "md5": "md5"}


class PackageFile(NamedTuple):
    """A file of a package as it is to be on the node."""

    name: str
    """Path below the package's folder."""
    content: bytes | Path
    mode: int


class PackageFolder(NamedTuple):
    """One version of a package."""

    name: str
    number: str
    """What DescribeDocument calls the document version."""
    path: Path
    version_name: str
    """The name of a version's own folder, empty for the files beside other versions."""

    def manifest(self) -> str:
        """The text of the manifest.

        Raises:
            PackageError: it cannot be read.
        """
        try:
            return (self.path / _MANIFEST).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise PackageError(f"failed to decode manifest: {self.path / _MANIFEST}: {_reason(error)}") from None

    def files(self, attachment: str, checksums: Mapping[str, str], extracted_to: str) -> Iterator[PackageFile]:
        """What is in a file that the manifest names.

        Raises:
            PackageError: it is not there, is not what its checksum says, or is no archive.
        """
        archive = self.path / attachment
        if not _is_plain(attachment) or not archive.exists():
            archive = self.path / attachment.removesuffix(".zip")
            if not _is_plain(attachment) or not archive.is_dir():
                raise PackageError("Install attachments for package does not exist")
        if archive.is_dir():
            return _in_folder(archive)
        source = f"{self.path.name}/{attachment}"
        try:
            _verify(archive, checksums, source)
        except OSError as error:
            raise PackageError(
                f"failed to download installation package reliably, {source}, {_reason(error)}"
            ) from None
        return _in_archive(archive, source, extracted_to)


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
    return [PackageFolder(name, str(number), path, own) for number, (path, own) in enumerate(places, 1)]


def _by_numbers(path: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(path.name)]


def _version_of(package: PackageFolder) -> str:
    try:
        return parse_manifest(package.manifest()).version
    except PackageError:
        return ""


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _is_plain(name: str) -> bool:
    return "/" not in name and name not in ("", ".", "..")


def _in_folder(folder: Path) -> Iterator[PackageFile]:
    try:
        files = Sources((Source("package", folder),)).fetch("package") or ()
    except SourceError as error:
        raise PackageError(str(error)) from None
    for file in files:
        yield PackageFile(file.name, file.path, file.path.stat().st_mode & 0o777)


def _in_archive(archive: Path, source: str, extracted_to: str) -> Iterator[PackageFile]:
    import zipfile  # it takes long, and most commands have no packages

    try:
        with zipfile.ZipFile(archive) as opened:
            if sum(item.file_size for item in opened.infolist()) > MOST_BYTES:
                raise ExtractError(source, extracted_to, f"more than {size(MOST_BYTES)}")
            for item in opened.infolist():
                if ".." in item.filename.split("/"):
                    reason = f"{item.filename} attepts to place files outside {extracted_to} subtree"
                    raise ExtractError(source, extracted_to, reason)
                if not item.is_dir():
                    mode = item.external_attr >> 16 & 0o777
                    yield PackageFile(item.filename.lstrip("/"), opened.read(item), mode or 0o644)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise ExtractError(source, extracted_to, f"zip: {error}") from None


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
