"""What `ssmdoc run` has in the place of AWS and of the network, from the options and the configuration."""

import argparse
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
    folders = (*map(read_folder, options.library), *configuration.library)
    return Library(folders), Sources((*map(read_source, options.source), *configuration.sources))


def read_folder(word: str) -> Path:
    """A folder of documents."""
    folder = Path(word)
    if not folder.is_dir():
        raise InputError(f"--library {word}: {'not a folder' if folder.exists() else 'no such folder'}")
    return folder


def read_source(word: str) -> Source:
    """`ADDRESS=PATH`; an address may have a `=` too."""
    address, _, path = word.rpartition("=")
    if not address or not path:
        raise InputError(f'--source takes ADDRESS=PATH, not "{word}"')
    if not Path(path).exists():
        raise InputError(f"--source {word}: no such file or folder: {path}")
    return Source(address, Path(path))
