"""What the pages show is what happens: options, defaults, and the first minute of the README."""

import argparse
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from ssmdoc.cli import main
from ssmdoc.config import Configuration, read
from ssmdoc.rules import RULES
from tests.commands.run_process import plain

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def shown(command: str) -> str:
    """What the README shows after a command."""
    (block,) = (text for text in blocks("text") if text.startswith(f"$ ssmdoc {command}\n"))
    return block.partition("\n")[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("run", "docs/run.md"),
        ("lint", "docs/lint.md"),
        ("test", "docs/testing.md"),
        ("graph", "docs/graph.md"),
        ("fuzz", "docs/fuzz.md"),
    ],
)
def test_each_option_is_on_its_page_and_no_other(command: str, page: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    import_module(f"ssmdoc.commands.{command}").add_arguments(parser)
    options = {name for action in parser._actions for name in action.option_strings}
    section = (PROJECT / page).read_text().split("\n## Options\n")[1].split("\n## ")[0]
    first_cells = re.findall(r"^\| (.*?) \|", section, re.MULTILINE)
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(first_cells))) == options


def test_the_configuration_of_the_readme_holds_the_defaults(folder: Path) -> None:
    (text,) = blocks("toml")
    (folder / "ssmdoc.toml").write_text(text)
    assert list(tomllib.loads(text)["run"]) == ["sandbox", "image", "network", "region", "limits"]
    assert read(folder / "ssmdoc.toml") == Configuration("debian:12", "auto", "none")


def test_the_first_minute_of_the_readme(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, spec = blocks("yaml")[:2]
    (folder / "hello.yaml").write_text(wrong)
    assert main(["lint", "hello.yaml"]) == 1
    assert capsys.readouterr().out == shown("lint hello.yaml")

    (folder / "hello.yaml").write_text(wrong.replace("2.2", '"2.2"').replace("Nmae", "Name"))
    assert main(["run", "hello.yaml", "-p", "Name=World", "--sandbox", "namespace"]) == 0
    assert plain(capsys.readouterr().out) == plain(shown("run hello.yaml -p Name=World"))

    (folder / "hello.ssmtest.yaml").write_text(spec)
    assert main(["test", "--sandbox", "namespace"]) == 0
    tested = re.sub(r"\((bubblewrap|unshare)\)", "(TOOL)", plain(capsys.readouterr().out))
    assert tested == plain(shown("test")).replace("(bubblewrap)", "(TOOL)")


def test_the_runbook_of_the_readme(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (runbook,) = (text for text in blocks("yaml") if text.startswith('schemaVersion: "0.3"'))
    (folder / "backup.yaml").write_text(runbook)
    assert main(["lint", "--format", "concise", "backup.yaml"]) == 1
    assert capsys.readouterr().out == shown("lint --format concise backup.yaml")


def test_the_page_of_checks_names_rules_that_there_are() -> None:
    text = (PROJECT / "docs" / "checks.md").read_text()
    rows = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| ")][1:]
    named = [re.findall(r"\[([a-z-]+)\]\(rules/\1\.md\)", rules) for _, rules, _ in rows]
    assert {name for names in named for name in names} <= set(RULES)
    with_rule = sum(1 for names in named if names)
    assert f"\n{with_rule} of {len(rows)} have a rule.\n" in text
    assert with_rule >= 0.9 * len(rows)
