"""The packages of `ssmdoc run`, and where its inventories go."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from ssmdoc.commands.run_inputs import InputError
from ssmdoc.config import Configuration
from ssmdoc.source.values import JsonValue


def read_packages(options: argparse.Namespace, configuration: Configuration) -> tuple[Path, ...]:
    """The folders of packages; those of the options come before those of the configuration.

    Raises:
        InputError: one is not there.
    """
    for folder in configuration.packages:
        if not folder.is_dir():
            raise InputError(f"{folder}: no such folder (run.packages in ssmdoc.toml)")
    for word in options.packages:
        if not Path(word).is_dir():
            raise InputError(f"--packages {word}: {'not a folder' if Path(word).exists() else 'no such folder'}")
    return (*map(Path, options.packages), *configuration.packages)


def inventory_file(name: str | None) -> Callable[[Mapping[str, JsonValue]], None] | None:
    """What writes requests of PutInventory to a file, one in a line; the file is made anew.

    Raises:
        InputError: it cannot be written.
    """
    if name is None:
        return None
    path = Path(name)
    try:
        path.write_text("", encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise InputError(f"--inventory {name}: {reason}") from error

    lock = Lock()

    def deliver(request: Mapping[str, JsonValue]) -> None:
        # the nodes of a fleet deliver at the same time, and a long line is written in pieces
        with lock, path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(request)}\n")

    return deliver
