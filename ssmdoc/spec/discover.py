"""Finds the spec files that the user means."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = (".ssmtest.yaml", ".ssmtest.yml")
SKIPPED = {"node_modules", "__pycache__", "venv"}
"""Folders of others' files; those whose name begins with a dot are skipped too."""


def discover(paths: Iterable[Path]) -> list[Path]:
    """The specs under the paths, each once and in a fixed order; a file that is named is taken whatever it is called.

    Raises:
        FileNotFoundError: a path does not exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        for spec in _specs_in(path) if path.is_dir() else (path,):
            found.setdefault(spec.resolve(), spec)
    return list(found.values())


def _specs_in(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
        for name in sorted(files):
            if name.endswith(SUFFIXES):
                yield Path(parent, name)
