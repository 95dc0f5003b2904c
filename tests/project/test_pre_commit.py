"""pre-commit runs the hooks on the files of a repository that is made on the spot.

The hooks are those of the project, but for their language: the ssmdoc that is tested is the one that is installed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
GOOD = """\
schemaVersion: "2.2"
mainSteps:
  - {name: say, action: "aws:runShellScript", inputs: {runCommand: [echo hi]}}
"""
UNDECLARED = GOOD.replace("echo hi", "'echo {{ Text }}'")
MISSPELLED = GOOD.replace("mainSteps", "mainStep")
SPEC = "document: DOCUMENT\nsandbox: namespace\ncases: [{name: a}]\n"


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "all of it")
    return folder


@pytest.fixture
def hooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the hooks."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    text = (PROJECT / ".pre-commit-hooks.yaml").read_text()
    return repository(
        tmp_path / "hooks", {".pre-commit-hooks.yaml": text.replace("language: python", "language: system")}
    )


def try_repo(hooks: Path, folder: Path, hook: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--color", "never", "-v"]
    return subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("hook", "files", "code", "said"),
    [
        ("ssmdoc-lint", {"ssm/a.yaml": GOOD, "b.yaml": "a: 1"}, 0, "1 document"),
        ("ssmdoc-lint", {"ssm/a.yaml": GOOD, "ssm/b.yaml": UNDECLARED}, 1, "undeclared-parameter"),
        ("ssmdoc-lint", {"b.yaml": UNDECLARED}, 0, "(no files to check)Skipped"),
        ("ssmdoc-validate", {"x.ssm.yaml": UNDECLARED}, 0, "1 document"),
        ("ssmdoc-validate", {"x.ssm.yaml": MISSPELLED}, 1, "mainSteps"),
        ("ssmdoc-test", {"a.yaml": GOOD, "a.ssmtest.yaml": SPEC.replace("DOCUMENT", "a.yaml")}, 0, "1 passed"),
        (
            "ssmdoc-test",
            {"a.yaml": UNDECLARED, "a.ssmtest.yaml": SPEC.replace("DOCUMENT", "a.yaml")},
            1,
            "0 passed, 1 failed",
        ),
    ],
)
def test_a_hook(hook: str, files: dict[str, str], code: int, said: str, hooks: Path, tmp_path: Path) -> None:
    done = try_repo(hooks, repository(tmp_path / "repository", files), hook)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
