"""What the run's addresses stand for: files and folders of the machine that are copied to the node in their place.

Nothing is fetched from a network here. A document chooses only what comes after the address it is given for; the paths
are the user's, and nothing outside of them is read, whatever the document or a symbolic link in them says.
"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ssmdoc.running.sandbox.sizes import size

MOST_BYTES = 512 * 1024**2
MOST_FILES = 10_000
"""How much of one source is copied to a node."""


class SourceError(Exception):
    """A source cannot be used; the text says which and why."""


class SourceMissingError(SourceError):
    """A source has nothing for what comes after its address."""


class SourceFile(NamedTuple):
    """A file of a source."""

    name: str
    """Path below what was asked for, with slashes; empty for a single file."""
    path: Path


class Source(NamedTuple):
    """An address, or the beginning of addresses, and the file or folder that stands for it."""

    address: str
    path: Path

    def rest_of(self, address: str) -> str | None:
        """What an address has after this one; None if it is not below it."""
        if address == self.address:
            return ""
        beginning = self.address if self.address.endswith("/") else f"{self.address}/"
        return address.removeprefix(beginning) if address.startswith(beginning) else None


class Sources(NamedTuple):
    """All sources of a run; of several for one address the longest counts, and of those the first."""

    entries: tuple[Source, ...] = ()

    def fetch(self, *addresses: str) -> tuple[SourceFile, ...] | None:
        """The files that an address stands for, in a fixed order; one with an empty name if it is a file.

        Args:
            addresses: the ways in which the address may be written; None if no source is for any of them.

        Raises:
            SourceError: a source is for it, but has no such file, or one that must not be copied.
        """
        found = self.find(*addresses)
        return _files(*found) if found else None

    def find(self, *addresses: str) -> tuple[Source, str] | None:
        """The source for an address, and what the address has after that of the source."""
        found = [
            (len(entry.address), -number, entry, rest)
            for number, entry in enumerate(self.entries)
            for address in addresses
            if (rest := entry.rest_of(address)) is not None
        ]
        return max(found, key=lambda item: item[:2])[2:] if found else None


def _files(entry: Source, rest: str) -> tuple[SourceFile, ...]:
    from urllib.parse import unquote  # most runs have no sources, and every start pays for an import

    below = unquote(rest).lstrip("/")
    if ".." in PurePosixPath(below).parts:
        # refused before anything is looked at: the answer must not tell what there is outside
        raise SourceError(f'"{rest}" leads out of {entry.path}, the source of {entry.address}')
    try:
        root = entry.path.resolve(strict=True)
        path = (root / below).resolve(strict=True) if below else root
        if not path.is_relative_to(root):
            raise SourceError(f'"{rest}" leads out of {entry.path}, the source of {entry.address}')
        files = tuple(_walk(path, root)) if path.is_dir() else (SourceFile("", path),)
        _check_amount(files, entry)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceMissingError(f'"{rest}" is not in {entry.path}, the source of {entry.address}') from error
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        where = f"{entry.path}, the source of {entry.address}"
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SourceError(f'"{rest}" in {where}: {reason}' if rest else f"{where}: {reason}") from error
    return files


def _walk(folder: Path, root: Path) -> Iterator[SourceFile]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in (*folders, *sorted(names)):
            path = Path(parent, name)
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                raise SourceError(f"{path}: a symbolic link that leads out of {root}")
            if path.is_symlink() and path.is_dir():
                raise SourceError(f"{path}: a symbolic link to a folder is not copied")
            if name in names:
                yield SourceFile(path.relative_to(folder).as_posix(), path)


def _check_amount(files: tuple[SourceFile, ...], entry: Source) -> None:
    special = next((file.path for file in files if not file.path.is_file()), None)
    if special is not None:
        raise SourceError(f"{special}: not a file")
    if len(files) > MOST_FILES:
        raise SourceError(f"{entry.path}, the source of {entry.address}: more than {MOST_FILES:,} files")
    if sum(file.path.stat().st_size for file in files) > MOST_BYTES:
        raise SourceError(f"{entry.path}, the source of {entry.address}: more than {size(MOST_BYTES)}")
