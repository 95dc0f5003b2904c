"""Where the schemas are found."""

from pathlib import Path

import pytest

from ssmdoc.schema import store


def test_names() -> None:
    assert [name for name in store.names() if name.startswith("command")] == ["command-1.x", "command-2.x"]


def test_text_is_the_file() -> None:
    file = Path(__file__).parents[2] / "schemas" / "command-2.x.json"
    assert store.text("command-2.x") == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["command-3.x", "", "../pyproject"])
def test_unknown(name: str) -> None:
    with pytest.raises(KeyError):
        store.text(name)


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("inside", "beside"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "command-2.x.json").write_text("{}")
    monkeypatch.setattr(store, "_PLACES", (str(tmp_path / "inside"), str(tmp_path / "beside")))
    store.folder.cache_clear()
    try:
        assert store.folder() == str(tmp_path / "inside")
    finally:
        store.folder.cache_clear()
