"""`--watch`: runs the specs, and then each of them again when a file changes that it names."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from ssmdoc.analysis.discover import PathError, read_named
from ssmdoc.commands.notices import notice
from ssmdoc.commands.test.run import run_specs
from ssmdoc.config import FILE_NAME
from ssmdoc.source import tree
from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.walk import walk
from ssmdoc.spec.discover import discover

POLL_SECONDS = 0.3
LONGEST_PATH = 1000
MOST_FILES = 5000
"""Of one spec; a folder with more is looked at as far as that."""
State = frozenset[tuple[str, int, int]]
"""The files of a spec, each with its time and size."""


def watch(options: argparse.Namespace, cancel: Event) -> int:
    """Run until `cancel` is set; the exit code of the last run."""
    paths = [Path(path) for path in options.paths]
    before = _states(paths)
    code = run_specs(options, paths, cancel)
    while not cancel.is_set():
        notice(f"waiting for changes of {_counted(before)}; Ctrl-C ends")
        changed: list[Path] = []
        while not changed and not cancel.wait(POLL_SECONDS):
            now = _states(paths)
            changed = [spec for spec, state in now.items() if before.get(spec) != state]
            before = now
        if changed:
            code = run_specs(options, changed, cancel)
    return code


def _counted(states: dict[Path, State]) -> str:
    count = len({path for state in states.values() for path, _, _ in state})
    return "1 file" if count == 1 else f"{count} files"


def _states(paths: list[Path]) -> dict[Path, State]:
    """What the files of each spec are like now."""
    try:
        specs = discover(paths)
    except FileNotFoundError:
        specs = []  # it was taken away, perhaps only to be written anew
    return {spec: frozenset(_state(spec)) for spec in specs}


def _state(spec: Path) -> Iterator[tuple[str, int, int]]:
    for number, file in enumerate(_files(spec)):
        if number == MOST_FILES:
            return
        try:
            found = file.stat()
        except OSError:
            continue
        yield str(file), found.st_mtime_ns, found.st_size


def _files(spec: Path) -> Iterator[Path]:
    """The spec, the configuration, and every file or folder that a text of the spec is the path of."""
    yield spec
    yield Path(FILE_NAME)
    for named in dict.fromkeys(_named(spec)):
        if named.is_dir():
            for parent, folders, files in os.walk(named):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                yield from (Path(parent, name) for name in files)
        elif named.is_file():
            yield named


def _named(spec: Path) -> Iterator[Path]:
    try:
        text, _ = decode(read_named(str(spec)))
    except PathError:
        return
    root = read(Source(str(spec), text)).root
    for node in walk([root] if root is not None else []):
        if isinstance(node, tree.Scalar) and 0 < len(node.text) <= LONGEST_PATH and node.text.isprintable():
            path = spec.parent / node.text
            try:
                if path.exists() and path.resolve() != spec.parent.resolve():
                    yield path
            except OSError:
                continue
