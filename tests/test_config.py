"""The configuration file is found, read, and refused with the place and the reason."""

from pathlib import Path

import pytest

from ssmdoc.config import Configuration, ConfigurationError, load_configuration
from ssmdoc.running.sandbox.protocol import Limits
from ssmdoc.running.sources import Source


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_configuration(tmp_path) == Configuration()


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    (tmp_path / "ssmdoc.toml").write_text('[run]\nimage = "debian:12"\nregion = "eu-west-1"\n')
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert load_configuration(folder) == Configuration(image="debian:12", region="eu-west-1")


def test_names_of_images(tmp_path: Path) -> None:
    (tmp_path / "ssmdoc.toml").write_text('[images]\n"ubuntu24.04" = "mirror/ubuntu:24.04"\n')
    assert load_configuration(tmp_path) == Configuration(images={"ubuntu24.04": "mirror/ubuntu:24.04"})


def test_library_and_sources_are_beside_the_file(tmp_path: Path) -> None:
    for name in ("documents", "more"):
        (tmp_path / name).mkdir()
    (tmp_path / "ssmdoc.toml").write_text(
        'run.library = ["documents", "more"]\n[run.sources]\n"https://example.com/" = "more"\n'
    )
    (tmp_path / "below").mkdir()
    assert load_configuration(tmp_path / "below") == Configuration(
        library=(tmp_path / "documents", tmp_path / "more"),
        sources=(Source("https://example.com/", tmp_path / "more"),),
    )
    (tmp_path / "ssmdoc.toml").write_text('run.library = "documents"\n')
    assert load_configuration(tmp_path).library == (tmp_path / "documents",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("images = 1\n", "images must be a table"),
        ("images.golden = 1\n", 'images."golden" must be the address of an image'),
        (
            "images.ubuntu22.04 = 'x'\n",
            'images.ubuntu22 must be the address of an image; a name with a dot needs quotes: "ubuntu22.04"',
        ),
        ("run.library = 1\n", "run.library must be a folder or a list of folders"),
        ("run.library = ['documents']\n", "run.library: {}/documents: no such folder"),
        ("run.sources = 'x'\n", "sources must be a table"),
        ("run.sources.x = 1\n", 'run.sources."x" must be the path of a file or folder'),
        ("run.sources.'https://x' = 'none'\n", 'run.sources."https://x": {}/none: no such file or folder'),
    ],
)
def test_a_library_or_sources_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "ssmdoc.toml").write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        load_configuration(tmp_path)
    assert str(raised.value) == f"{tmp_path / 'ssmdoc.toml'}: {message.format(tmp_path)}"


def test_limits(tmp_path: Path) -> None:
    (tmp_path / "ssmdoc.toml").write_text(
        '[run.limits]\nmemory = "512 MiB"\nprocesses = 64\ndisk = 1048576\noutput = "1GiB"\n'
    )
    expected = Limits(memory_bytes=512 * 1024**2, processes=64, disk_bytes=1024**2, output_bytes=1024**3)
    assert load_configuration(tmp_path).limits == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[run]\nimagee = 'x'\n", 'unknown key "run.imagee", did you mean "run.image"?'),
        ("image = 'x'\n", 'unknown key "image"; it belongs into the table run, below [run]'),
        ("lint = 1\n", 'unknown key "lint", known are run, images, runtimes'),
        ("run = 1\n", "run must be a table"),
        ("[run]\nimage = 1\n", "run.image must be text"),
        ("[run]\nsandbox = 'vm'\n", 'run.sandbox must be "auto", "docker" or "namespace", not "vm"'),
        (
            "[run.limits]\nmemory = '2 GB'\n",
            'run.limits.memory must be a size such as "512 MiB" or "2 GiB", not "2 GB"',
        ),
        ("[run.limits]\nprocesses = 0\n", "run.limits.processes must be a whole number above zero, not 0"),
        ("[run.limits]\nprocesses = true\n", "run.limits.processes must be a whole number above zero, not True"),
        ("[run\n", "Expected ']' at the end of a table declaration (at line 1, column 5)"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ssmdoc.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        load_configuration(tmp_path)
    assert str(raised.value) == f"{path}: {message}"
