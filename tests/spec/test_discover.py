"""Which files `ssmdoc test` takes."""

from pathlib import Path

import pytest

from ssmdoc.spec.discover import discover

FILES = (
    "b.ssmtest.yaml",
    "a.ssmtest.yml",
    "a.yaml",
    "deep/er/c.ssmtest.yaml",
    "deep/d.ssmtest.yaml.orig",
    ".hidden/e.ssmtest.yaml",
    "node_modules/f.ssmtest.yaml",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["."], ["a.ssmtest.yml", "b.ssmtest.yaml", "deep/er/c.ssmtest.yaml"]),
        (["deep"], ["deep/er/c.ssmtest.yaml"]),
        (["b.ssmtest.yaml", "."], ["b.ssmtest.yaml", "a.ssmtest.yml", "deep/er/c.ssmtest.yaml"]),
        (["a.yaml"], ["a.yaml"]),
        ([".hidden"], [".hidden/e.ssmtest.yaml"]),
        (["deep/er", "deep"], ["deep/er/c.ssmtest.yaml"]),
    ],
)
def test_specs_under_the_named_paths(folder: Path, named: list[str], found: list[str]) -> None:
    assert [str(path.relative_to(folder)) for path in discover(folder / name for name in named)] == found


def test_a_path_that_does_not_exist_is_an_error(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        discover([folder / "nowhere"])
