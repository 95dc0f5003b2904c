"""The files that hold the project together say what is true."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from ssmdoc.cli import COMMANDS

PROJECT = Path(__file__).parents[2]
PAGES = sorted([PROJECT / "README.md", PROJECT / "CHANGELOG.md", *PROJECT.glob("docs/**/*.md")])
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())}
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())

DOCUMENT_HOOKS = {"ssmdoc-lint", "ssmdoc-validate"}

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=PROJECT, check=True)
    (wheel,) = folder.glob("ssmdoc-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_the_package_and_its_schemas_and_nothing_else(wheel_names: set[str]) -> None:
    package = {path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("ssmdoc/**/*") if path.is_file()}
    schemas = {
        f"ssmdoc/{path.relative_to(PROJECT).as_posix()}" for path in PROJECT.glob("schemas/**/*") if path.is_file()
    }
    expected = {name for name in package if "__pycache__" not in name} | schemas
    assert {name for name in wheel_names if ".dist-info/" not in name} == expected
    assert {"ssmdoc/py.typed", "ssmdoc/schemas/ssmtest.json"} <= wheel_names


def test_the_layers_are_those_of_the_architecture_page() -> None:
    (contract,) = [c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    assert "ignore_imports" not in contract
    page = (PROJECT / "docs/architecture.md").read_text()
    picture = page.split("```text\n", 1)[1].split("```", 1)[0]
    drawn = [
        re.split(r"\s{2,}", line.strip(), maxsplit=1)[0] for line in picture.splitlines() if line and line[0] != " "
    ]
    assert drawn == [layer.replace("ssmdoc.", "") for layer in contract["layers"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = [link.split("#")[0] for link in LINK.findall(FENCE.sub("", page.read_text())) if "://" not in link]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_commands_on_the_pages_exist(page: Path) -> None:
    text = page.read_text()
    code = "\n".join(FENCE.findall(text) + re.findall(r"^\| `[^`\n]+`", text, re.MULTILINE))
    shown = set(re.findall(r"(?:^|`|\$ |: )ssmdoc ([a-z-]+)", code, re.MULTILINE))
    assert shown - set(COMMANDS) == set()


def test_make_targets_have_their_scripts() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = re.findall(r"^([a-z ]+):", makefile, re.MULTILINE)[0].split()
    assert targets == ["demo", "test", "bench", "clean"]
    assert [target for target in targets if not (PROJECT / f"scripts/{target}.sh").exists()] == []


def test_constraints_are_versions_only() -> None:
    lines = [line for line in (PROJECT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", line)] == []


def test_the_second_name_of_the_hooks_is_a_link_to_the_first() -> None:
    assert (PROJECT / "pre-commit-hooks.yaml").readlink() == Path(".pre-commit-hooks.yaml")


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("ssm/hello.yaml", DOCUMENT_HOOKS),
        ("infra/ssm-documents/hello.yml", DOCUMENT_HOOKS),
        ("aws_ssm/linux/hello.json", DOCUMENT_HOOKS),
        ("documents/hello.ssm.yaml", DOCUMENT_HOOKS),
        ("hello.ssm.json", DOCUMENT_HOOKS),
        ("ssm/hello.ssmtest.yaml", {"ssmdoc-test"}),
        ("hello.ssmtest.yml", {"ssmdoc-test"}),
        ("hello.yaml", set()),
        ("ssmith/hello.yaml", set()),
        ("assm/hello.yaml", set()),
        ("ssm/README.md", set()),
        ("ssm/package.json", set()),
        ("ssm.yaml", set()),
        ("docs/ssm.yaml.txt", set()),
        ("hello.ssmtest.yaml.orig", set()),
    ],
)
def test_hooks_take_the_files_that_are_theirs(path: str, hooks: set[str]) -> None:
    taken = {
        name
        for name, hook in HOOKS.items()
        if re.search(hook["files"], path) and not re.search(hook.get("exclude", "^$"), path)
    }
    assert taken == hooks


@pytest.mark.parametrize("name", HOOKS)
def test_hooks_start_a_command_that_exists(name: str) -> None:
    program, command = HOOKS[name]["entry"].split()
    assert (program, command in COMMANDS, HOOKS[name]["language"]) == ("ssmdoc", True, "python")
