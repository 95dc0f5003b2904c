"""Files around a run of a runbook: the attachments that it declares, and the recording of its calls."""

from collections.abc import Mapping
from pathlib import Path

from ssmdoc.aws.journal import Journal
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.plan.automation.runbook import Runbook


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
    return found


def check_recording(path: str | None) -> None:
    """See before the run whether the recording can be written.

    Raises:
        InputError: its folder is not there, or it is no file.
    """
    if path is not None and (not Path(path).parent.is_dir() or Path(path).is_dir()):
        raise InputError(f"--record {path}: {'a folder' if Path(path).is_dir() else 'its folder is not there'}")


def write_recording(path: str, journal: Journal) -> None:
    """Write the calls of a run as a mocks file.

    Raises:
        InputError: it cannot be written.
    """
    from ssmdoc.aws.record import recording

    try:
        Path(path).write_text(recording(journal.entries()), encoding="utf-8")
    except OSError as error:
        raise InputError(f"--record {path}: {(error.strerror or str(error)).lower()}") from error
