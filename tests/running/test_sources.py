"""What addresses stand for, and what documents and links in a source cannot reach."""

import os
from pathlib import Path

import pytest

from ssmdoc.running import sources
from ssmdoc.running.sources import Source, SourceError, SourceMissingError, Sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("files/a.txt", "files/sub/b c.txt", "files/sub/deep/d", "files-of-others/secret", "secret"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def names(found: tuple[sources.SourceFile, ...] | None) -> list[str] | None:
    return None if found is None else [file.name for file in found]


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("https://x", ["a.txt", "sub/b c.txt", "sub/deep/d"]),
        ("https://x/", ["a.txt", "sub/b c.txt", "sub/deep/d"]),
        ("https://x/a.txt", [""]),
        ("https://x/sub", ["b c.txt", "deep/d"]),
        ("https://x/sub/b%20c.txt", [""]),
        ("https://xy/a.txt", None),
        ("https://other/a.txt", None),
    ],
)
@pytest.mark.parametrize("slash", ["", "/"])
def test_addresses(folder: Path, address: str, files: list[str] | None, slash: str) -> None:
    if address == "https://x" and slash:
        files = None
    entry = Source(f"https://x{slash}", folder / "files")
    assert names(Sources((entry,)).fetch(address)) == files


def test_the_longest_address_counts_and_then_the_first(folder: Path) -> None:
    found = Sources(
        (
            Source("https://x", folder / "files"),
            Source("https://x/a.txt", folder / "secret"),
            Source("https://x/a.txt", folder / "files-of-others" / "secret"),
        )
    ).fetch("https://x/a.txt")
    assert found is not None
    assert [file.path for file in found] == [folder / "secret"]


@pytest.mark.parametrize("name", ["none", "a.txt/x", "sub/none/x"])
def test_what_a_source_does_not_have(folder: Path, name: str) -> None:
    with pytest.raises(SourceMissingError):
        Sources((Source("https://x", folder / "files"),)).fetch(f"https://x/{name}")


@pytest.mark.parametrize(
    "name",
    ["../secret", "sub/../../secret", "%2e%2e/secret", "..%2fsecret", "sub/..", "../none", "/../secret", "a%00b"],
)
def test_nothing_outside_is_looked_at(folder: Path, name: str) -> None:
    with pytest.raises(SourceError) as error:
        Sources((Source("https://x", folder / "files"),)).fetch(f"https://x/{name}")
    assert not isinstance(error.value, SourceMissingError)


@pytest.mark.parametrize("name", ["//etc/passwd", "%2fetc/passwd"])
def test_an_absolute_path_is_one_below_the_source(folder: Path, name: str) -> None:
    with pytest.raises(SourceMissingError):
        Sources((Source("https://x", folder / "files"),)).fetch(f"https://x/{name}")


def test_links(folder: Path) -> None:
    entry = Sources((Source("https://x", folder / "files"),))
    (folder / "files" / "inside").symlink_to("a.txt")
    assert names(entry.fetch("https://x/inside")) == [""]
    (folder / "files" / "outside").symlink_to(folder / "secret")
    for address in ("https://x", "https://x/outside"):
        with pytest.raises(SourceError, match="leads out"):
            entry.fetch(address)


@pytest.mark.parametrize("target", ["..", "sub", "/etc"])
def test_links_to_folders_are_refused(folder: Path, target: str) -> None:
    (folder / "files" / "link").symlink_to(target)
    with pytest.raises(SourceError):
        Sources((Source("https://x", folder / "files"),)).fetch("https://x")


def test_links_in_a_circle(folder: Path) -> None:
    (folder / "files" / "one").symlink_to("two")
    (folder / "files" / "two").symlink_to("one")
    for address in ("https://x/one", "https://x"):
        with pytest.raises(SourceError):
            Sources((Source("https://x", folder / "files"),)).fetch(address)


def test_a_pipe_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "files" / "pipe")
    with pytest.raises(SourceError, match="not a file"):
        Sources((Source("https://x", folder / "files"),)).fetch("https://x")


def test_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Sources((Source("https://x", folder / "files"),))
    monkeypatch.setattr(sources, "MOST_FILES", 2)
    with pytest.raises(SourceError, match="more than 2 files"):
        entry.fetch("https://x")
    monkeypatch.setattr(sources, "MOST_FILES", 3)
    monkeypatch.setattr(sources, "MOST_BYTES", 20)
    with pytest.raises(SourceError, match="more than 20 bytes"):
        entry.fetch("https://x")
