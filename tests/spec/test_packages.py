"""Folders of packages in a spec and in the configuration."""

from pathlib import Path

import pytest

from ssmdoc.config import Configuration, ConfigurationError, load_configuration
from ssmdoc.spec.read import read_suite

DOCUMENT = 'schemaVersion: "2.2"\ndescription: d\nmainSteps: []\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text(DOCUMENT)
    (tmp_path / "all").mkdir()
    (tmp_path / "one").mkdir()
    return tmp_path


def test_those_of_a_case_come_first(folder: Path) -> None:
    spec = folder / "d.ssmtest.yaml"
    spec.write_text("document: d.yaml\npackages: all\ncases:\n  - {name: a, packages: [one, ./one]}\n  - {name: b}\n")
    suite = read_suite(spec).suite
    assert suite is not None
    assert [[path for path, _ in case.packages] for case in suite.spec.cases] == [
        [folder / "one", folder / "one", folder / "all"],
        [folder / "all"],
    ]


def test_a_folder_that_is_not_there(folder: Path) -> None:
    spec = folder / "d.ssmtest.yaml"
    spec.write_text("document: d.yaml\ncases:\n  - {name: a, packages: none}\n")
    assert [found.message for found in read_suite(spec).diagnostics] == [f"{folder / 'none'}: no such folder"]


def test_the_configuration_names_folders_beside_itself(folder: Path) -> None:
    (folder / "ssmdoc.toml").write_text('run.packages = ["all", "one"]\n')
    assert load_configuration(folder) == Configuration(packages=(folder / "all", folder / "one"))
    (folder / "ssmdoc.toml").write_text("run.packages = 1\n")
    with pytest.raises(ConfigurationError, match=r"run\.packages must be a folder or a list of folders"):
        load_configuration(folder)
