"""`ssmdoc lint` and `ssmdoc validate` as the user calls them."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssmdoc import cli
from ssmdoc.cli import main
from ssmdoc.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = 'schemaVersion: "2.2"\nmainSteps:\n  - {action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}\n'
ERROR = GOOD.replace("mainSteps:", "mainStep:")
WARNING = GOOD.replace("name: a,", "name: a, isEnd: true,")
TEMPLATE = 'schemaVersion: "1.0"\ntemplateBody: {Resources: {}}\n'
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nX-CALENDAR-TYPE:DEFAULT_OPEN\nEND:VCALENDAR\n"
ERROR_LINE = 'error: unknown key "mainStep" in the document, did you mean "mainSteps"? [unknown-key]\n'
WARNING_LINE = 'warning: unknown key "isEnd" in step "a", it has no effect [unknown-key]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of four documents that a search finds, two calendars and two other files; it is the current one."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "good.yaml": GOOD,
        "error.yaml": ERROR,
        "warning.yaml": WARNING,
        "template.yaml": TEMPLATE,
        "compose.yaml": "# schemaVersion\nservices: {}\n",
        "stack.yaml": "Resources: {}\n",
        "hours.ics": CALENDAR,
        "hours.txt": CALENDAR,
    }.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        pytest.param(["good.yaml"], 0, "no findings in 1 document\n", "", id="good"),
        pytest.param(
            ["error.yaml", "--format", "concise"], 1, f"error.yaml:2:1: {ERROR_LINE}", "", id="an error is exit code 1"
        ),
        pytest.param(
            ["warning.yaml", "--format", "concise"], 0, f"warning.yaml:3:43: {WARNING_LINE}", "", id="warning"
        ),
        pytest.param(
            ["warning.yaml", "--format", "concise", "--strict"],
            1,
            f"warning.yaml:3:43: {WARNING_LINE}",
            "",
            id="strict",
        ),
        pytest.param(
            ["--format", "concise"],
            1,
            f"error.yaml:2:1: {ERROR_LINE}warning.yaml:3:43: {WARNING_LINE}",
            "ssmdoc: 1 CloudFormation left alone\n",
            id="the current folder is the default",
        ),
        pytest.param(
            ["template.yaml"],
            0,
            "no findings in 1 document; 1 CloudFormation left alone\n",
            "",
            id="kind in which there is nothing to check",
        ),
        pytest.param(
            ["compose.yaml", "--format", "concise"],
            1,
            "compose.yaml:1:1: error: this is not an SSM document: it would have schemaVersion, and with it mainSteps, "
            "runtimeConfig or sessionType [not-an-ssm-document]\n",
            "",
            id="a named file that is no document",
        ),
        pytest.param(
            ["stack.yaml", "--format", "concise"],
            1,
            "stack.yaml:1:1: error: this is a CloudFormation template, not an SSM document [not-an-ssm-document]\n",
            "",
            id="a named file of another tool",
        ),
        pytest.param(
            ["hours.ics", "hours.txt", "good.yaml"],
            0,
            "no findings in 3 documents; 2 ChangeCalendar left alone\n",
            "",
            id="calendars",
        ),
        pytest.param(["missing.yaml"], 2, "", "ssmdoc: missing.yaml: no such file or folder\n", id="missing file"),
        pytest.param(["error.yaml", "--ignore", "unknown-key"], 0, "no findings in 1 document\n", "", id="ignore"),
        pytest.param(
            ["error.yaml", "--select", "wrong-type"], 0, "no findings in 1 document\n", "", id="select others"
        ),
        pytest.param(
            ["error.yaml", "--format=concise", "--select", "wrong-type, unknown-key"],
            1,
            f"error.yaml:2:1: {ERROR_LINE}",
            "",
            id="select",
        ),
        pytest.param(
            ["error.yaml", "--select", "unknown-kee"],
            2,
            "",
            'ssmdoc lint: unknown rule "unknown-kee", did you mean "unknown-key"?\n',
            id="unknown rule in select",
        ),
        pytest.param(
            ["error.yaml", "--ignore", "zzz"],
            2,
            "",
            'ssmdoc lint: unknown rule "zzz", `ssmdoc rules` lists them\n',
            id="unknown rule in ignore",
        ),
    ],
)
def test_lint(
    folder: Path, arguments: list[str], code: int, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (main(["lint", *arguments]), *capsys.readouterr()) == (code, out, err)


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "error.yaml"]) == 1
    assert (
        capsys.readouterr().out
        == f"error.yaml:2:1: {ERROR_LINE}  |\n2 | mainStep:\n  | ^~~~~~~~\n\n1 error in 1 document\n"
    )


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [(found["path"], found["rule"]) for found in answer["diagnostics"]] == [
        ("error.yaml", "unknown-key"),
        ("warning.yaml", "unknown-key"),
    ]
    assert answer["summary"] == {
        "files": 5,
        "documents": 4,
        "errors": 1,
        "warnings": 1,
        "infos": 0,
        "unchecked": 1,
    }


def test_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(tmp_path), "--format", "concise"]) == 0
    assert capsys.readouterr() == ("", "ssmdoc: no SSM documents found\n")


def test_broken_documents_in_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.yaml").write_text('schemaVersion: "2.2"\nmainSteps: [\n')
    (tmp_path / "template.yaml").write_text("Resources:\n  schemaVersion: [\n")
    assert main(["lint", str(tmp_path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(Path(each["path"]).name, each["rule"]) for each in found] == [("broken.yaml", "syntax-error")]


def test_validate_leaves_rules_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(GOOD.replace("runShellScript", "runShelScript").replace("2.2", "9"))
    assert main(["validate", str(file), "--format", "concise"]) == 1
    expected = '"schemaVersion" must be one of "2.0", "2.0.1", "2.0.2", "2.0.3", "2.2", not "9" [invalid-value]'
    assert capsys.readouterr().out == f"{file}:1:16: error: {expected}\n"


@pytest.mark.parametrize(
    ("data", "name", "rules"),
    [
        (b"\0\xff{", None, {"syntax-error"}),
        (b"", None, {"not-an-ssm-document"}),
        (b"hello", None, {"not-an-ssm-document"}),
        (GOOD.encode(), None, set()),
        (b"\xef\xbb\xbf" + GOOD.encode(), None, set()),
        (GOOD.encode("utf-16"), None, set()),
        (GOOD.encode(), "x.json", {"not-strict-json"}),
    ],
)
def test_stdin(
    data: bytes,
    name: str | None,
    rules: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code = main(["lint", "-", "--format", "json", *(["--stdin-filename", name] if name else [])])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert code == (1 if rules - {"not-strict-json"} else 0)
    assert {each["rule"] for each in found} == rules
    assert {each["path"] for each in found} <= {name or "-"}


def test_hostile_document_sends_no_escapes(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(GOOD.encode() + b'"\\e]0;owned\\a": 1\n"\xe2\x80\xae": 1\n')
    done = subprocess.run([sys.executable, "-m", "ssmdoc", "lint", str(file)], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    assert "\u202e".encode() not in done.stdout


def test_ascii_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(GOOD + "日本: 1\n", encoding="utf-8")
    command = [sys.executable, "-X", "utf8=0", "-m", "ssmdoc", "lint", str(file), "--format", "concise"]
    environment = {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        f'{file}:4:1: error: unknown key "\\u65e5\\u672c" in the document [unknown-key]\n',
        "",
    )


def test_internal_failure(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_module: str) -> object:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.delenv("SSMDOC_DEBUG", raising=False)
    monkeypatch.setattr(cli, "import_module", fail)
    assert main(["lint", "good.yaml"]) == 3
    expected = "ssmdoc: internal error, ZeroDivisionError: a mistake of ours; please report it, with the output under "
    assert capsys.readouterr() == ("", f"{expected}SSMDOC_DEBUG=1\n")
    monkeypatch.setenv("SSMDOC_DEBUG", "1")
    assert main(["lint", "good.yaml"]) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["lnt"], ["lint", "--format", "sarif"], ["lint", "--fix"]])
def test_usage_errors(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.name, rule.severity.value] for rule in RULES.values()]
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == list(RULES)
    assert all(row["summary"] for row in rows)


@pytest.mark.parametrize("name", RULES)
def test_explain(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    rule = RULES[name]
    expected = f"# {name}\n\nSeverity: {rule.severity.value}\n\n{rule.documentation.strip()}\n"
    assert capsys.readouterr().out == expected


def test_explain_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unknown-keys"]) == 2
    assert capsys.readouterr() == ("", 'ssmdoc explain: unknown rule "unknown-keys", did you mean "unknown-key"?\n')


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "command-1.x"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:ssmdoc:schema:command-1.x"
    assert main(["schema", "--list"]) == 0
    assert {"command-1.x", "command-2.x"} <= set(capsys.readouterr().out.split())
    assert main(["schema", "command-3.x"]) == 2
    expected = 'ssmdoc schema: unknown kind "command-3.x", did you mean "command-1.x"?\n'
    assert capsys.readouterr() == ("", expected)


def test_what_cannot_be_read_is_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: str, *arguments: str) -> object:
        if str(path).endswith("good.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)

    real: Callable[..., object] = open
    monkeypatch.setattr("builtins.open", refusing)
    assert main(["lint", "--format", "concise", "--select", "unknown-key"]) == 2
    assert capsys.readouterr() == (
        f"error.yaml:2:1: {ERROR_LINE}warning.yaml:3:43: {WARNING_LINE}",
        "ssmdoc: 1 CloudFormation left alone\nssmdoc: good.yaml: permission denied\n",
    )


def test_own_schemas_are_no_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("command-1.x", "command-2.x"):
        assert main(["schema", name]) == 0
        (folder / "error.yaml").unlink(missing_ok=True)
        (folder / f"{name}.json").write_text(capsys.readouterr().out)
    assert main(["lint", "--format", "concise"]) == 0
    assert capsys.readouterr().out == f"warning.yaml:3:43: {WARNING_LINE}"
