"""Which files are looked into."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ssmdoc.analysis.discover import File, PathError, discover, is_template, looks_like_a_document
from ssmdoc.cli import main

DOCUMENT = b'schemaVersion: "2.2"\n'


def make(folder: Path, *names: str, data: bytes = DOCUMENT) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def found(*paths: Path) -> list[str]:
    return [file.path for file in discover([str(path) for path in paths])]


def test_folder(tmp_path: Path) -> None:
    make(tmp_path, "b.yaml", "a.yml", "sub/deep/c.JSON", "d.txt", "e.tf")
    make(tmp_path, ".git/x.yaml", ".hidden/x.yaml", "node_modules/x.yaml", "sub/.venv/x.yaml", "venv/x.yaml")
    make(tmp_path, "other.yaml", data=b"services: {}\n")
    make(tmp_path, "wide.yaml", data=b"\xff\xfe" + "schemaVersion: x".encode("utf-16-le"))
    assert [os.path.relpath(path, tmp_path) for path in found(tmp_path)] == [
        "a.yml",
        "b.yaml",
        "wide.yaml",
        "sub/deep/c.JSON",
    ]


def test_named_file_is_always_there(tmp_path: Path) -> None:
    make(tmp_path, "x.txt", data=b"hello")
    path = str(tmp_path / "x.txt")
    assert list(discover([path])) == [File(path, b"hello", named=True)]


def test_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml")
    file = tmp_path / "a.yaml"
    assert found(file, tmp_path, file) == [str(file)]


def test_links(tmp_path: Path) -> None:
    make(tmp_path, "docs/a.yaml")
    (tmp_path / "docs" / "loop").symlink_to(tmp_path / "docs")
    (tmp_path / "docs" / "self.yaml").symlink_to(tmp_path / "docs" / "self.yaml")
    (tmp_path / "docs" / "b.yaml").symlink_to(tmp_path / "docs" / "a.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    assert found(tmp_path / "link") == [str(tmp_path / "link" / name) for name in ("a.yaml", "b.yaml")]


def test_special_files_in_folders_are_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.yaml", "no such file or folder"),
        ("pipe", "not a file; use - to read standard input"),
        ("zero", "not a file; use - to read standard input"),
        ("nul\0", "no such file or folder"),
    ],
)
def test_named_paths_that_cannot_be_read(name: str, message: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    make(tmp_path, "good.yaml")
    path = str(tmp_path / name)
    with pytest.raises(PathError) as raised:
        next(discover([str(tmp_path / "good.yaml"), path])) and list(discover([path]))
    assert str(raised.value) == f"{path}: {message}"


def test_what_is_found_and_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.yaml", "b.yaml", "c.yaml", "closed/d.yaml")
    refuse(monkeypatch, tmp_path / "b.yaml", tmp_path / "closed")
    unreadable: list[PathError] = []
    assert [file.path for file in discover([str(tmp_path)], unreadable.append)] == [
        str(tmp_path / "a.yaml"),
        str(tmp_path / "c.yaml"),
    ]
    assert list(map(str, unreadable)) == [f"{tmp_path / name}: permission denied" for name in ("b.yaml", "closed")]
    with pytest.raises(PathError):
        list(discover([str(tmp_path)]))


def refuse(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Let files not be read and folders not be listed, which no permission bits do for root."""

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def call(path: str | int, *arguments: object, **options: object) -> object:
            if str(path) in map(str, paths):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **options)

        return call

    monkeypatch.setattr("builtins.open", refusing(open))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('schemaVersion: "2.2\nmainSteps: [', True),
        ('{"schemaVersion": "2.2", "mainSteps": [', True),
        ("'schemaVersion': '1.0'\nsessionType: {", True),
        ("Resources:\n  D:\n    schemaVersion: '2.2'\n    mainSteps: [", False),
        ('{"Resources": {"D": {"schemaVersion": "2.2", "mainSteps": [', False),
        ("schemaVersion: 1\nphases: [", False),
        ('{"$schema": "https://json-schema.org/x", "properties": {"schemaVersion": 1, "mainSteps": 2}}', False),
        ('{"$schema": "https://x/command-2.x.json", "schemaVersion": "2.2", "mainSteps": [', True),
        ('{\n  "$id": "x",\n  "required": ["schemaVersion"], "properties": {"mainSteps": {}}}', False),
        ("a: [", False),
    ],
)
def test_looks_like_a_document(text: str, expected: bool) -> None:
    assert looks_like_a_document(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resources:\n  Doc:\n    Properties:\n      Content:\n        schemaVersion: '2.2'\n", True),
        ("# x\nAWSTemplateFormatVersion: 2010-09-09\nResources: {Doc: {Content: {schemaVersion: '2.2'}}}\n", True),
        ("schemaVersion: '2.2'\nResources: {}\n", False),
        (
            "schemaVersion: '2.2'\nmainSteps:\n- inputs:\n    runCommand:\n    - |\n      cat <<E\n"
            "      Resources:\n      E\n",
            False,
        ),
        ('{\n"schemaVersion": "2.2",\n"Resources": 1}', False),
        (' "schemaVersion": "2.2"', False),
        ("", False),
    ],
)
def test_what_is_a_template(text: str, expected: bool) -> None:
    assert is_template(text) is expected


def test_a_template_in_a_folder_is_left_out_and_a_named_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "template.yaml"
    path.write_text("Resources:\n  Doc:\n    Content: {schemaVersion: '2.2', mainSteps: []}\n")
    assert main(["lint", str(tmp_path)]) == 0
    assert main(["lint", str(path), "--format", "concise"]) == 1
    assert "this is a CloudFormation template, not an SSM document" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_folders_nested_deeper_than_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        Path("d").mkdir()
        os.chdir("d")
    make(Path(), "a.yaml")
    monkeypatch.chdir(tmp_path)
    assert found(Path()) == ["d/" * 1_200 + "a.yaml"]
    subprocess.run(["rm", "-r", "d"], check=True)  # pytest's own way is recursive
