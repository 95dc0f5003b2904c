"""Files around a run of a runbook: the attachments that it declares, and the recording of its calls."""

from collections.abc import Collection, Mapping
from pathlib import Path

from ssmdoc.aws.journal import Journal
from ssmdoc.commands.notices import notice
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.invoke.attachments import AttachmentError, find_attachments
from ssmdoc.plan.automation.runbook import Runbook


def attachments(runbook: Runbook, folder: str | None) -> Mapping[str, Path]:
    """The files of the folder of `--attachments` that a runbook declares, by name.

    Raises:
        InputError: there is no such folder, or a declared file is not in it.
    """
    try:
        return find_attachments(runbook, Path(folder) if folder is not None else None, _notice)
    except AttachmentError as error:
        raise InputError(f"--attachments{'' if error.is_about_folder else ':'} {error}") from error


def _notice(text: str) -> None:
    notice(f"--attachments: {text}")


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
