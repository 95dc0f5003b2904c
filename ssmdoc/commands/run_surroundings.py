"""What `ssmdoc run` has in the place of AWS and of the network, from the options and the configuration."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from ssmdoc.commands.run_inputs import InputError
from ssmdoc.config import Configuration
from ssmdoc.running.library import Library
from ssmdoc.running.sources import Source, Sources


def read_surroundings(options: argparse.Namespace, configuration: Configuration) -> tuple[Library, Sources]:
    """The documents and the sources; those of the options come before those of the configuration.

    Raises:
        InputError: a folder or file is not there, or an option has no `=`.
    """
    folders = (*map(Path, options.library), *configuration.library)
    sources = (*map(read_source, options.source), *configuration.sources)
    check(folders, (source.path for source in sources))
    return Library(folders), Sources(sources)


def read_source(word: str) -> Source:
    """`ADDRESS=PATH`; an address may have a `=` too."""
    address, _, path = word.rpartition("=")
    if not address or not path:
        raise InputError(f'--source takes ADDRESS=PATH, not "{word}"')
    return Source(address, Path(path))


def check(folders: Iterable[Path], sources: Iterable[Path]) -> None:
    """Hold what was given against the machine."""
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder}: {'not a folder' if folder.exists() else 'no such folder'} (library)")
    for path in sources:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder (source)")
