"""Whether a path of the machine is in the folder that the user named, wherever symbolic links lead."""

from pathlib import Path


class OutsideError(Exception):
    """A symbolic link leads out of a folder; the text says which."""


def check_inside(path: Path, folder: Path) -> None:
    """Refuse a path that a symbolic link leads out of a folder.

    Raises:
        OutsideError: it does.
        OSError, RuntimeError: it cannot be followed.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OutsideError(f"{path}: a symbolic link that leads out of {folder}")
