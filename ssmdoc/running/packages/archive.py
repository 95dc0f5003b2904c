"""The zip archive of a package, unpacked piece by piece for the node; whoever made it may not wish us well.

Source: amazon-ssm-agent fileutil/artifact, Go archive/zip (stored and deflated members, nothing else).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.running.node_files import PIECE_BYTES
from ssmdoc.running.packages.manifest import ExtractError
from ssmdoc.running.sandbox.sizes import size
from ssmdoc.running.sources import MOST_BYTES, MOST_FILES

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_METHODS = (0, 8)
"""Stored and deflated: what Go unpacks."""


class PackageFile(NamedTuple):
    """A file of a package as it is to be on the node."""

    name: str
    """Path below the package's folder."""
    content: Path | Iterator[bytes]
    mode: int


def in_archive(archive: Path, source: str, extracted_to: str) -> Iterator[PackageFile]:
    """The files of an archive, one after the other: the content of one is read before the next is asked for.

    Raises:
        ExtractError: it is no archive, is damaged, too large, or leads out of its folder; also while content is read.
    """
    from zipfile import ZipFile  # it takes long, and most commands have no packages

    with _unpacking(source, extracted_to), ZipFile(archive) as opened:
        members = opened.infolist()
        if problem := _problem(members, extracted_to):
            raise ExtractError(source, extracted_to, problem)
        for item in members:
            if not item.is_dir():
                mode = item.external_attr >> 16 & 0o777
                yield PackageFile(
                    item.filename.lstrip("/"), _content(opened, item, source, extracted_to), mode or 0o644
                )


def _content(opened: "ZipFile", item: "ZipInfo", source: str, extracted_to: str) -> Iterator[bytes]:
    """At least one piece."""
    with _unpacking(source, extracted_to), opened.open(item) as member:
        yield member.read(PIECE_BYTES)
        while piece := member.read(PIECE_BYTES):
            yield piece


@contextmanager
def _unpacking(source: str, extracted_to: str) -> Iterator[None]:
    """Turn what Python says of a damaged archive into the agent's error."""
    from zipfile import BadZipFile
    from zlib import error as damaged

    try:
        yield
    except (BadZipFile, damaged, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ExtractError(source, extracted_to, f"zip: {error}") from None


def _problem(members: "list[ZipInfo]", extracted_to: str) -> str:
    if sum(item.file_size for item in members) > MOST_BYTES:
        return f"more than {size(MOST_BYTES)}"
    if len(members) > MOST_FILES:
        return f"more than {MOST_FILES:,} files"
    for item in members:
        if ".." in item.filename.split("/"):
            return f"{item.filename} attepts to place files outside {extracted_to} subtree"
        if item.compress_type not in _METHODS:
            return "zip: unsupported compression algorithm"
    return ""
