"""How long lint takes: a whole folder against bare YAML parsing, one document against an interpreter that starts."""

import sys
from pathlib import Path
from random import Random

from benchmarks.documents import WORDS, document_of_size
from benchmarks.measure import Row, command, compared, medians, reported
from benchmarks.runbooks import runbook


def folder_rows(folder: Path, workplace: Path, rounds: int) -> list[Row]:
    """Lint of a folder in one process."""
    warm_up = workplace / "warm-up"
    warm_up.mkdir()
    # Of each kind, with a mistake in it, so that what reports need is imported too.
    for name, text in (("one", document_of_size(1000)), ("two", runbook(Random(1), 9, WORDS))):
        (warm_up / f"{name}.yaml").write_text(text + "mainStep: []\n")
    child = (sys.executable, "-m", "benchmarks.read_folder")
    lint, compose = medians([reported(*child, work, str(folder), str(warm_up)) for work in ("lint", "compose")], rounds)
    return [compared("lint of the folder, one process", lint, "yaml.compose with CSafeLoader", compose, 2.5)]


def cold_rows(workplace: Path, rounds: int) -> list[Row]:
    """Lint of a 4 KB document in a process that starts for it."""
    path = workplace / "one.yaml"
    path.write_text(document_of_size(4096))
    program = str(Path(sys.executable).with_name("ssmdoc"))
    lint, reference = medians(
        [command(program, "lint", str(path)), command(sys.executable, "-c", "import yaml")], rounds
    )
    return [compared("ssmdoc lint, 4 KB document, cold", lint, 'python -c "import yaml"', reference, 3)]
