"""Documents and sources in a spec: where they are, which come first, and those that are not there."""

from pathlib import Path
from threading import Event

import pytest

from ssmdoc.config import Configuration
from ssmdoc.running.library import Library
from ssmdoc.running.sources import Source, Sources
from ssmdoc.spec.execute import Executor, Options
from ssmdoc.spec.read import read_suite

SPEC = """
document: d.yaml
library: all
sources: {"https://x": all, "https://y": file}
cases:
  - name: own
    library: [one, ./one]
    sources: {"https://x": one}
  - name: none
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text('schemaVersion: "2.2"\nmainSteps: []\n')
    (tmp_path / "file").write_text("")
    for name in ("all", "one", "last"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_those_of_a_case_come_first_and_those_of_the_configuration_last(folder: Path) -> None:
    (folder / "d.ssmtest.yaml").write_text(SPEC)
    suite = read_suite(folder / "d.ssmtest.yaml").suite
    assert suite is not None
    configuration = Configuration(library=(folder / "last",), sources=(Source("https://x", folder / "last"),))
    executor = Executor(Options(), configuration, Event(), print)
    own, none = (executor.surroundings(case) for case in suite.spec.cases)
    common = (
        Source("https://x", folder / "all"),
        Source("https://y", folder / "file"),
        Source("https://x", folder / "last"),
    )
    assert (none.library, none.sources) == (Library((folder / "all", folder / "last")), Sources(common))
    assert own.library == Library((folder / "one", folder / "one", folder / "all", folder / "last"))
    assert own.sources == Sources((Source("https://x", folder / "one"), *common))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("library: none", "{}/none: no such folder"),
        ("library: [all, file]", "{}/file: no such folder"),
        ("sources: {https://x: none}", "{}/none: no such file or folder"),
        ("library: {a: b}", '"library" must be the path of a folder, or a list of them, not a map'),
        ("sources: [a]", '"sources" must be a map of addresses and paths, not a list'),
        ("sources: {https://x: [a]}", '"https://x" must be the path of a file or folder, not a list'),
        ("librari: all", 'unknown key "librari" in the spec, did you mean "library"?'),
    ],
)
def test_what_cannot_be_used(folder: Path, line: str, message: str) -> None:
    (folder / "d.ssmtest.yaml").write_text(f"document: d.yaml\n{line}\ncases: [{{name: a}}]\n")
    found = [diagnostic.message for diagnostic in read_suite(folder / "d.ssmtest.yaml").diagnostics]
    assert found == [message.format(folder)]
