"""Files around a run of a runbook: the attachments that it declares, and the recording of its calls."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path

from ssmdoc.aws.journal import Journal
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.running.inside import OutsideError, check_inside
from ssmdoc.source.values import JsonValue

MOST_BYTES = 64 * 1024 * 1024
"""Of an attachment; it is sent to the node as a whole."""


def find_attachments(runbook: Runbook, folder: str | None) -> Mapping[str, Path]:
    """The files of a folder that a runbook declares under `files`, by name.

    Raises:
        InputError: there is no such folder, or a declared file is not in it.
    """
    if folder is None:
        return {}
    if not Path(folder).is_dir():
        raise InputError(f"--attachments {folder}: no such folder")
    found = {name: Path(folder) / Path(name).name for name in runbook.files or {}}
    for name, path in found.items():
        if not path.is_file():
            raise InputError(
                f'--attachments {folder}: there is no file "{path.name}", which the document declares as "{name}"'
            )
        _check(path, Path(folder))
        _compare(path, runbook.files[name] if runbook.files else None)
    return found


def _check(path: Path, folder: Path) -> None:
    try:
        check_inside(path, folder)
    except OutsideError as error:
        raise InputError(f"--attachments: {error}") from error
    if path.stat().st_size > MOST_BYTES:
        raise InputError(f"--attachments: {path} has more than {MOST_BYTES // 1024**2} MiB")


def _compare(path: Path, declared: JsonValue) -> None:
    """Say that a file is not the one whose checksum the document declares: AWS would not take it."""
    checksums = declared.get("checksums") if isinstance(declared, dict) else None
    wanted = next((value for value in checksums.values() if value), None) if isinstance(checksums, dict) else None
    if isinstance(wanted, str):
        try:
            found = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise InputError(f"--attachments: {path}: {(error.strerror or str(error)).lower()}") from error
        if found != wanted.lower():
            notice(f"--attachments: {path} has the sha256 {found}, the document declares {wanted}")


def check_recording(path: str | None) -> None:
    """See before the run whether the recording can be written.

    Raises:
        InputError: its folder is not there, or it is no file.
    """
    if path is not None and (not Path(path).parent.is_dir() or Path(path).is_dir()):
        raise InputError(f"--record {path}: {'a folder' if Path(path).is_dir() else 'its folder is not there'}")


def write_recording(path: str, journal: Journal, made_ids: Collection[str]) -> None:
    """Write the calls of a run, and of the ids that it has made, as a mocks file.

    Raises:
        InputError: it cannot be written.
    """
    from ssmdoc.aws.record import recording

    try:
        Path(path).write_text(recording(journal.entries(), made_ids), encoding="utf-8")
    except OSError as error:
        raise InputError(f"--record {path}: {(error.strerror or str(error)).lower()}") from error
