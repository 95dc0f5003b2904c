"""`--watch`: what a change of which file runs again; `--update`: snapshots are written."""

import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from ssmdoc.cli import main
from tests.commands.run_process import PATIENCE, start

DOCUMENT = """\
schemaVersion: "2.2"
mainSteps:
  - {name: say, action: "aws:runShellScript", inputs: {runCommand: [echo hi]}}
"""
SPEC = """\
document: NAME.yaml
sandbox: namespace
library: NAME-library
cases:
  - {name: case of NAME, setup: {file: NAME.sh}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(DOCUMENT)
        (tmp_path / f"{name}.ssmtest.yaml").write_text(SPEC.replace("NAME", name))
        (tmp_path / f"{name}.sh").write_text("true\n")
        (tmp_path / f"{name}-library").mkdir()
    return tmp_path


class Watched:
    """A run with --watch, whose lines are read as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: Iterator[str]) -> None:
        for line in stream:
            self._lines.put(line)

    def next_run(self) -> list[str]:
        """The cases of the next run, when it waits for changes again."""
        cases, has_summary, waits = [], False, False
        while not (has_summary and waits):
            line = self._lines.get(timeout=PATIENCE)
            cases += re.findall(r"^  (\w+ +.*)  \(", line)
            has_summary = (
                has_summary or bool(re.match(r"\d+ passed|.* mistakes? in the specs", line)) or "mistake" in line
            )
            waits = waits or "waiting for changes" in line
        return cases


@pytest.fixture
def watched() -> Iterator[Watched]:
    running = Watched(start("test", "-j", "1", "--watch"))
    yield running
    running.process.kill()
    running.process.wait()
    for stream in (running.process.stdin, running.process.stdout, running.process.stderr):
        if stream is not None:
            stream.close()


def test_a_change_runs_what_it_touches(watched: Watched, folder: Path) -> None:
    both = ["ok      case of one", "ok      case of two"]
    assert watched.next_run() == both
    (folder / "one.yaml").write_text(DOCUMENT.replace("[echo hi]", "[exit 3]"))
    assert watched.next_run() == ["FAILED  case of one"]
    (folder / "one.yaml").write_text(DOCUMENT)
    assert watched.next_run() == both[:1]
    (folder / "two.sh").write_text("true; true\n")
    assert watched.next_run() == both[1:]
    (folder / "two-library/other.yaml").write_text(DOCUMENT)
    assert watched.next_run() == both[1:]
    (folder / "two.ssmtest.yaml").write_text("document: two.yaml\ncases: [{nmae: x}]\n")
    assert watched.next_run() == []
    (folder / "three.ssmtest.yaml").write_text(SPEC.replace("NAME", "one").replace("case of one", "case of three"))
    assert watched.next_run() == ["ok      case of three"]
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(PATIENCE) == 0


def test_update_writes_snapshots(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = "document: one.yaml\nsandbox: namespace\ncases:\n  - {name: shot, expect: {snapshot: true}}\n"
    (folder / "one.ssmtest.yaml").write_text(spec)
    arguments = ["test", "one.ssmtest.yaml"]
    assert main(arguments) == 1
    assert "ssmdoc test --update writes it" in capsys.readouterr().out
    assert main([*arguments, "--update"]) == 0
    shown = capsys.readouterr()
    assert re.fullmatch(r"ssmdoc: \S+ is written anew\n", shown.err)
    assert main(arguments) == 0
    (folder / "one.yaml").write_text(DOCUMENT.replace("echo hi", "echo ho"))
    assert main(arguments) == 1
    assert main([*arguments, "--update"]) == 0
    assert main(arguments) == 0
