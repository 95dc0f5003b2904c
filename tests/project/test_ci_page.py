"""The files for CI are what they say: they can be read, and the commands of ssmdoc in them run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs/ci.md").read_text()
BLOCKS = {
    text.splitlines()[0].strip("#/ "): text
    for text in re.findall(r"^```(?:yaml|groovy)\n(.*?)^```$", PAGE, re.M | re.S)
}
ACTION = yaml.safe_load((PROJECT / "action.yml").read_text())
VARIABLES = {"${{ matrix.share }}": "1", "$CI_NODE_INDEX": "1", "$CI_NODE_TOTAL": "2"}
BIN = str(Path(sys.executable).parent)


def texts(value: object) -> Iterator[str]:
    """All texts in a tree of lists and maps."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)


def commands() -> Iterator[tuple[str, str]]:
    """The commands of ssmdoc on the page, each with its file."""
    for name, text in BLOCKS.items():
        found = re.findall(r"sh '([^']*)'", text) if name == "Jenkinsfile" else texts(yaml.safe_load(text))
        for command in found:
            if re.match(r"(?:\.venv/bin/)?ssmdoc [a-z]+", command):
                yield name, command.removeprefix(".venv/bin/")


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the quickstart documents, where cases need no engine."""
    shutil.copytree(PROJECT / "fixtures/quickstart", tmp_path / "documents")
    (tmp_path / "ssmdoc.toml").write_text('[run]\nsandbox = "namespace"\n')
    (tmp_path / "durations.json").write_text('{"cases": {}}')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_the_files_of_the_page() -> None:
    assert list(BLOCKS) == [
        ".github/workflows/ssm.yml",
        ".github/workflows/ssm-shares.yml",
        ".gitlab-ci.yml",
        "Jenkinsfile",
        "buildspec.yml",
    ]
    groovy = BLOCKS["Jenkinsfile"]
    assert groovy.count("{") == groovy.count("}")
    for name in (".github/workflows/ssm.yml", ".github/workflows/ssm-shares.yml"):
        workflow = yaml.safe_load(BLOCKS[name])
        assert set(workflow) == {"name", True, "jobs"}  # YAML 1.1 reads the key `on` as true
        assert all({"uses", "run"} & set(step) for step in workflow["jobs"]["ssm"]["steps"])
    assert yaml.safe_load(BLOCKS["buildspec.yml"])["version"] == 0.2
    assert set(yaml.safe_load(BLOCKS[".gitlab-ci.yml"])["ssm"]["artifacts"]["reports"]) == {"junit", "codequality"}


@pytest.mark.parametrize(("name", "command"), [pytest.param(*found, id=" ".join(found)) for found in commands()])
def test_the_commands_of_the_page_run(name: str, command: str, documents: Path) -> None:
    for variable, value in VARIABLES.items():
        command = command.replace(variable, value)
    done = subprocess.run(shlex.split(command), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for file in re.findall(r"(?:junit|gitlab)=(\S+)", command):
        assert (documents / file).stat().st_size


def test_the_action_takes_what_the_page_gives() -> None:
    (step,) = (
        step
        for step in yaml.safe_load(BLOCKS[".github/workflows/ssm.yml"])["jobs"]["ssm"]["steps"]
        if "ssmdoc" in step["uses"]
    )
    assert set(step["with"]) <= set(ACTION["inputs"])


def test_the_steps_of_the_action_run(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install, *steps = ACTION["runs"]["steps"]
    assert ACTION["runs"]["using"] == "composite"
    assert '"$GITHUB_ACTION_PATH${EXTRAS:+[$EXTRAS]}"' in install["run"]
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(documents / "summary.md"))
    inputs = {name: given["default"] for name, given in ACTION["inputs"].items()}
    for step in steps:
        assert "${{" not in step["run"]  # what a pull request names must not become part of a script
        variables = {name: inputs[text.split(".")[1].split(" ")[0]] for name, text in step["env"].items()}
        argv = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(argv, capture_output=True, text=True, env={**os.environ, **variables}, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert (documents / "ssmdoc-junit.xml").stat().st_size
    assert (documents / "summary.md").read_text().startswith("## ssmdoc test\n")


def test_the_image_gets_all_that_the_wheel_is_made_of() -> None:
    wanted = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {"LICENSE", "README.md", "pyproject.toml", "schemas", "ssmdoc"} == wanted
    assert all((PROJECT / name).exists() for name in wanted)
