"""Started as a process of its own: prints the seconds that `compose` or `lint` takes for a folder, imports aside."""

import io
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import yaml

from ssmdoc.cli import main
from ssmdoc.commands.exit_codes import INTERNAL

SUFFIXES = {".yaml", ".yml", ".json"}


def compose(folder: Path) -> None:
    """Parse every file as bare PyYAML does."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            with suppress(yaml.YAMLError):
                yaml.compose(path.read_text(encoding="utf-8-sig", errors="replace"), Loader=yaml.CSafeLoader)


def lint(folder: Path) -> None:
    """`ssmdoc lint` of the folder, output included."""
    code = main(["lint", "--format", "concise", str(folder)])
    if code >= INTERNAL - 1:
        raise SystemExit(f"lint ended with {code}")


def measure(work: str, folder: Path, warm_up: Path) -> float:
    """The seconds of one or the other, after it was done once elsewhere: imports do not count."""
    does = {"compose": compose, "lint": lint}[work]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        does(warm_up)
        begin = time.perf_counter()
        does(folder)
        return time.perf_counter() - begin


if __name__ == "__main__":
    print(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
