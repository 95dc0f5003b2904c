"""The runbooks of fixtures/automation: each run that their first lines name gives exactly what stands beside them.

UPDATE_GOLDEN=1 writes what comes of them into the `.out` files; read the difference before committing it.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
import yaml

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.catalogue.conditions import NEGATION, OPERATIONS
from ssmdoc.plan.automation.read import read_runbook
from ssmdoc.plan.automation.runbook import Step
from tests.commands.automation.executions import shown_run

FIXTURES = Path(__file__).parents[3] / "fixtures" / "automation"
RUNBOOKS = sorted(path for path in FIXTURES.glob("*.yaml") if not path.name.endswith(".mocks.yaml"))
LINE = "# ssmdoc run"
NEEDS_NODE = ("aws:executeScript", "aws:runCommand")


def runs(path: Path) -> list[str]:
    """The arguments of the runs, which the lines at the beginning of a runbook give."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(LINE).strip() for line in lines if line.startswith(LINE)]


def outcome(path: Path, monkeypatch: pytest.MonkeyPatch, *further: str) -> str:
    monkeypatch.chdir(FIXTURES)
    mocks = path.with_suffix(".mocks.yaml")
    arguments = [*further, *(["--mocks", mocks.name] if mocks.exists() else [])]
    with_times = not needs_node(path)
    shown = (shown_run(path.name, [*arguments, *shlex.split(words)], with_times=with_times) for words in runs(path))
    return "\n".join(f"$ {words}\n{text}" for words, text in zip(runs(path), shown, strict=True))


def compare(path: Path, found: str) -> None:
    golden = path.with_suffix(".out")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def needs_node(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return any(action in text for action in NEEDS_NODE)


@pytest.mark.parametrize("path", [path for path in RUNBOOKS if not needs_node(path)], ids=lambda path: path.stem)
def test_runbook(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(path, outcome(path, monkeypatch))


@pytest.mark.docker
@pytest.mark.parametrize("path", [path for path in RUNBOOKS if needs_node(path)], ids=lambda path: path.stem)
def test_runbook_with_nodes(path: Path, monkeypatch: pytest.MonkeyPatch, docker_image: str) -> None:
    compare(path, outcome(path, monkeypatch, "--sandbox", "docker", "--image", docker_image))


def test_every_file_belongs_to_a_runbook() -> None:
    stems = {path.stem for path in RUNBOOKS}
    assert {path.name.split(".")[0] for path in FIXTURES.iterdir() if path.is_file()} == stems
    assert all(runs(path) for path in RUNBOOKS)


@pytest.mark.parametrize("word", [*ACTIONS, *OPERATIONS, "And", "Or", NEGATION])
def test_every_action_and_every_comparison_is_in_a_runbook(word: str) -> None:
    assert any(re.search(rf"\b{word}\b", path.read_text(encoding="utf-8")) for path in RUNBOOKS)


def test_every_key_of_a_step_is_in_a_runbook() -> None:
    """That some step has each key with a value other than the one that it has without it."""
    runbooks = [read_runbook(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in RUNBOOKS]
    steps = [step for runbook in runbooks for step in runbook.steps_by_name.values()]
    assert {type(step.on_failure).__name__ for step in steps} == {"NoneType", "OnFailure", "str"}
    assert {step.is_critical for step in steps} == {None, True, False}
    plain = Step("plain", "aws:sleep", {})
    assert all(
        any(getattr(step, name) != getattr(plain, name) for step in steps)
        for name in ("timeout_seconds", "max_attempts", "on_cancel", "is_end", "next_step", "outputs")
    )
