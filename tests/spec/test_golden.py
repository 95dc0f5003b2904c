"""Whole specs with all that `ssmdoc test` prints of them: expectations of every kind met and not met, and mistakes.

The file `NAME.out` is what comes of `NAME.ssmtest.yaml`, without times.
"""

import re
import shutil
from pathlib import Path

import pytest

from ssmdoc.cli import main

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.name.partition(".")[0] for path in GOLDEN.glob("*.ssmtest.yaml"))


def without_chance(text: str) -> str:
    """The text without times and ids, and without the processes that a sandbox has besides."""
    text = re.sub(r"/tmp/[0-9a-f-]{40,}-\d+/", "/tmp/ID/", text)
    text = re.sub(r"\d+\.\d+ s\b", "N s", text)
    return re.sub(r"; there are (sh|sleep|cat)\b.*", "; there are …", text)


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_of_a_spec(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    code = main(["test", "-j1", "--sandbox", "namespace", f"{name}.ssmtest.yaml"])
    out, err = capsys.readouterr()
    assert without_chance(f"{out}{err}exit code {code}\n") == (GOLDEN / f"{name}.out").read_text()


@pytest.mark.docker
def test_a_node_in_docker_is_looked_at_alike(
    docker_image: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    main(["test", "-j1", "--sandbox", "docker", "--image", docker_image, "node.ssmtest.yaml"])
    expected = (GOLDEN / "node.out").read_text().splitlines()
    shown = without_chance(capsys.readouterr().out).splitlines()
    assert shown[2:] == expected[2:-1]
