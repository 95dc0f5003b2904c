"""The files that a runbook declares, from a folder of this machine."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.running.inside import OutsideError, check_inside
from ssmdoc.source.values import JsonValue

MOST_BYTES = 64 * 1024 * 1024
"""Of an attachment; it is sent to the node as a whole."""


class AttachmentError(Exception):
    """There is no such folder, or a declared file is not in it or cannot be used; the text says which."""

    def __init__(self, text: str, *, is_about_folder: bool = False) -> None:
        super().__init__(text)
        self.is_about_folder = is_about_folder
        """Whether the text begins with the folder."""


def find_attachments(runbook: Runbook, folder: Path | None, notice: Callable[[str], None]) -> Mapping[str, Path]:
    """The files of a folder that a runbook declares under `files`, by name; `notice` hears what AWS would not take.

    Raises:
        AttachmentError: there is no such folder, or a declared file is not in it.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        raise AttachmentError(f"{folder}: no such folder", is_about_folder=True)
    found = {name: folder / Path(name).name for name in runbook.files or {}}
    for name, path in found.items():
        if not path.is_file():
            what = f'there is no file "{path.name}", which the document declares as "{name}"'
            raise AttachmentError(f"{folder}: {what}", is_about_folder=True)
        _check(path, folder)
        _compare(path, runbook.files[name] if runbook.files else None, notice)
    return found


def _check(path: Path, folder: Path) -> None:
    try:
        check_inside(path, folder)
    except OutsideError as error:
        raise AttachmentError(str(error)) from error
    if path.stat().st_size > MOST_BYTES:
        raise AttachmentError(f"{path} has more than {MOST_BYTES // 1024**2} MiB")


def _compare(path: Path, declared: JsonValue, notice: Callable[[str], None]) -> None:
    """Say that a file is not the one whose checksum the document declares: AWS would not take it."""
    checksums = declared.get("checksums") if isinstance(declared, dict) else None
    wanted = next((value for value in checksums.values() if value), None) if isinstance(checksums, dict) else None
    if isinstance(wanted, str):
        try:
            found = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise AttachmentError(f"{path}: {(error.strerror or str(error)).lower()}") from error
        if found != wanted.lower():
            notice(f"{path} has the sha256 {found}, the document declares {wanted}")
