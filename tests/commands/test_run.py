"""`ssmdoc run` as the user calls it, in both sandboxes: what it takes, what it prints, its exit code."""

import io
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from ssmdoc.cli import main
from tests.commands.run_process import Finished, Place, place, plain, ssmdoc

HEAD = 'schemaVersion: "2.2"\nmainSteps:\n'
STEP = "  - {name: %s, action: aws:runShellScript, inputs: {runCommand: [%s]}}\n"
TYPES = """\
schemaVersion: "2.2"
parameters:
  Text: {type: String, default: some}
  List: {type: StringList, default: [a, b]}
  Number: {type: Integer, default: 1}
  Flag: {type: Boolean, default: false}
  Map: {type: StringMap, default: {}}
  Maps: {type: MapList, default: []}
mainSteps:
  - name: show
    action: aws:runShellScript
    inputs:
      runCommand:
        - cat <<'END'
        - "{{ Text }} {{ List }} {{ Number }} {{ Flag }} {{ Map }} {{ Maps }}"
        - END
"""
COLOUR = """\
schemaVersion: "2.2"
parameters: {Colour: {type: String, allowedValues: [red, green]}}
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: ["echo {{ Colour }}"]}}
"""
STORED = """\
schemaVersion: "2.2"
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: ["echo {{ ssm:/app/colour }} >&2"]}}
"""
UNKNOWN = """\
schemaVersion: "2.2"
mainSteps:
  - {name: show, action: aws:runShelScript, inputs: {runCommand: [echo hi]}}
"""
FAILING = f"""\
{HEAD}\
  - {{name: first, action: aws:runShellScript, inputs: {{runCommand: [echo out, exit 7]}}}}
  - {{name: second, action: aws:runShellScript, inputs: {{runCommand: [echo more, exit 168]}}}}
  - {{name: third, action: aws:runShellScript, inputs: {{runCommand: [echo never]}}}}
"""

SESSION = """\
schemaVersion: "1.0"
sessionType: Standard_Stream
inputs: {}
"""

Run = Callable[..., Finished]


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    if request.param == "docker":
        return place("docker", "--image", request.getfixturevalue("docker_image"))
    return place("namespace")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`ssmdoc run doc.yaml` in this process, which is quicker than to start one."""

    def call(document: str | None, *arguments: str) -> Finished:
        if document is not None:
            (folder / "doc.yaml").write_text(document)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
        try:
            code = main(["run", *(() if document is None else ("doc.yaml",)), *arguments])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        return Finished(code, *capsys.readouterr())

    return call


def files(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text)


EXITED = "Plugin with name aws:runShellScript and id third skipped due to prior step with an exit condition"
STOPPED = "\nStep exited with code 168. Therefore, marking step as succeeded. Further document steps will be skipped."


def test_text(where: Place, run: Run) -> None:
    found = run(FAILING, *where.options)
    assert (found.code, found.err) == (1, "")
    assert plain(found.out) == (
        "step 1/3 first (aws:runShellScript)\n  | out\n"
        "  Failed, code 7 after N s: failed to run commands: exit status 7\n"
        "step 2/3 second (aws:runShellScript)\n  | more\n"
        "  Success, code 168 after N s\n"
        "step 3/3 third (aws:runShellScript)\n"
        f"  Skipped: {EXITED}\n"
        "\n"
        "  first   Failed        7 N s\n"
        "  second  Success     168 N s\n"
        "  third   Skipped       0 N s\n"
        "Failed: 3 steps, SANDBOX, N s\n"
    )


def test_json(where: Place, run: Run) -> None:
    found = run(FAILING, *where.options, "--format", "json")
    result = json.loads(found.out)
    assert (found.code, found.err) == (1, "")
    assert list(result) == ["Command", "CommandInvocations", "Invocations", "Steps"]
    (invocation,) = result["CommandInvocations"]
    assert (result["Command"]["Status"], invocation["Status"]) == ("Failed", "Failed")
    assert (invocation["InstanceId"], invocation["TraceOutput"]) == (where.instance, "")
    assert [(step["Name"], step["Status"], step["ResponseCode"]) for step in result["Steps"]] == [
        ("first", "Failed", 7),
        ("second", "Success", 168),
        ("third", "Skipped", 0),
    ]
    first, second, third = result["Steps"]
    assert (first["StandardOutput"], first["StandardError"]) == ("out\n", "failed to run commands: exit status 7")
    assert (second["StandardOutput"], second["StandardError"]) == ("more\n" + STOPPED, "")
    assert (third["StandardOutput"], third["Output"]) == ("", EXITED)
    assert [(item["PluginName"], item["StandardOutputContent"]) for item in result["Invocations"]] == [
        ("first", "out\n"),
        ("second", "more\n" + STOPPED),
        ("third", ""),
    ]
    assert {item["InstanceId"] for item in result["Invocations"]} == {where.instance}


GIVEN = {"Text": "x y", "List": ["c", "d"], "Number": 7, "Flag": True, "Map": {"k": "v"}, "Maps": [{"k": "v"}]}
PAIRS = [word for name, value in GIVEN.items() for word in ("-p", f"{name}={json.dumps(value)}") if name != "Text"]
SHOWN = 'x y ["c","d"] 7 true {"k":"v"} [{"k":"v"}]'


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        pytest.param([], 'some ["a","b"] 1 false {} []', id="defaults"),
        pytest.param(["-p", "Text=x y", *PAIRS], SHOWN, id="-p"),
        pytest.param(["-p", "Text=a=b", "-p", "List=c,d"], 'a=b ["c","d"] 1 false {} []', id="-p in short"),
        pytest.param(["-p", "List=c", "-p", "List=d"], 'some ["c","d"] 1 false {} []', id="-p twice"),
        pytest.param(["--parameters", json.dumps(GIVEN)], SHOWN, id="--parameters"),
        pytest.param(["--parameters", "@values.json"], SHOWN, id="--parameters @file"),
        pytest.param(
            ["-p", "Number=8", "--parameters", '{"Number": 9, "Text": "t"}'],
            't ["a","b"] 8 false {} []',
            id="-p wins over --parameters",
        ),
    ],
)
def test_values_of_parameters(arguments: Sequence[str], shown: str, where: Place, run: Run, folder: Path) -> None:
    files(folder, {"values.json": json.dumps(GIVEN)})
    found = run(TYPES, *where.options, *arguments)
    assert found.code == 0
    assert plain(found.out) == (
        f"step 1/1 show (aws:runShellScript)\n  | {shown}\n  Success after N s\nSuccess: 1 step, SANDBOX, N s\n"
    )


def test_a_document_from_standard_input(where: Place) -> None:
    found = ssmdoc("run", "-", *where.options, "--format", "json", stdin=HEAD + STEP % ("one", "echo hi"))
    result = json.loads(found.out)
    assert (found.code, found.err) == (0, "")
    assert (result["Command"]["DocumentName"], result["Steps"][0]["StandardOutput"]) == ("document", "hi\n")


REFUSALS = [
    pytest.param(
        UNKNOWN,
        [],
        "InvalidDocumentContent",
        "the document has 1 error",
        [("unknown-plugin", 3, 26)],
        id="a mistake in the document",
    ),
    pytest.param(
        COLOUR,
        [],
        "InvalidParameters",
        'parameter "Colour" (String) has no default and must be given',
        [],
        id="a value is missing",
    ),
    pytest.param(
        COLOUR,
        ["-p", "Colour=blue"],
        "InvalidParameters",
        'parameter "Colour" has value "blue" not found in [red, green]',
        [],
        id="a value that is not allowed",
    ),
    pytest.param(
        COLOUR,
        ["-p", "Colour=red", "-p", "Color=red"],
        "InvalidParameters",
        'parameter "Color" is not declared; did you mean "Colour"?',
        [],
        id="a value of nothing",
    ),
]


@pytest.mark.parametrize(("document", "arguments", "code", "message", "findings"), REFUSALS)
def test_what_the_service_refuses(
    document: str,
    arguments: list[str],
    code: str,
    message: str,
    findings: list[tuple[str, int, int]],
    where: Place,
    run: Run,
) -> None:
    operation = "CreateDocument" if findings else "SendCommand"
    found = run(document, *where.options, *arguments)
    assert found.code == 1
    assert re.findall(r"^doc\.yaml:(\d+):(\d+): .*\[(.*)\]$", found.out, re.MULTILINE) == [
        (str(line), str(column), rule) for rule, line, column in findings
    ]
    assert found.out.endswith(f"refused: {code} ({operation}): {message}\n")
    found = run(document, *where.options, *arguments, "--format", "json")
    assert found.code == 1
    result = json.loads(found.out)
    assert list(result) == ["Error", "Diagnostics"]
    assert result["Error"] == {"Code": code, "Message": message, "Operation": operation}
    assert [(item["rule"], *list(item["start"].values())[:2]) for item in result["Diagnostics"]] == findings


@pytest.mark.parametrize(
    ("document", "arguments", "code", "status", "stdout", "output"),
    [
        pytest.param(COLOUR, ["-p", "Colour=blue"], 0, "Success", "blue\n", "blue\n", id="a value that is not allowed"),
        pytest.param(
            UNKNOWN,
            [],
            1,
            "Failed",
            "",
            "Plugin with name aws:runShelScript is not supported by this version of ssm agent, "
            "please update to latest version. Step name: show",
            id="a plugin that there is not",
        ),
    ],
)
def test_agent_only(
    document: str, arguments: list[str], code: int, status: str, stdout: str, output: str, where: Place, run: Run
) -> None:
    found = run(document, *where.options, *arguments, "--agent-only", "--format", "json")
    (step,) = json.loads(found.out)["Steps"]
    assert found.code == code
    assert (step["Status"], step["StandardOutput"]) == (status, stdout)
    assert step["Output"] == output


@pytest.mark.parametrize(
    ("setup", "code", "out", "err"),
    [
        ("echo ready >/tmp/state\n", 0, ["ready"], ""),
        ("#!/bin/sh\nmkdir /tmp/state; exit 3\n", 2, [], "ssmdoc: the setup script ended with exit code 3\n"),
        ("echo oh no >&2; false\n", 2, [], "ssmdoc: the setup script ended with exit code 1\nssmdoc: oh no\n"),
        ("kill -s TERM $$\n", 2, [], "ssmdoc: the setup script was ended by signal 15\n"),
    ],
)
def test_setup(setup: str, code: int, out: list[str], err: str, where: Place, run: Run, folder: Path) -> None:
    files(folder, {"setup.sh": setup})
    found = run(HEAD + STEP % ("show", "cat /tmp/state"), *where.options, "--setup", "setup.sh")
    shown = [line.removeprefix("  | ") for line in found.out.splitlines() if line.startswith("  | ")]
    assert (found.code, shown, found.err) == (code, out, err)


STORE = "/app/colour: {type: String, value: green, version: 2}\n"
SECRET = "/app/colour: {type: SecureString, value: green}\n"


@pytest.mark.parametrize(
    ("store", "code", "stderr", "trace"),
    [
        pytest.param(STORE, 0, ["green\n"], "", id="found"),
        pytest.param('{"/app/colour": "blue"}', 0, ["blue\n"], "", id="json, value alone"),
        pytest.param("{/app/colour: {value: red}}", 0, ["red\n"], "", id="in braces"),
        pytest.param("/app/other: x\n", 1, [], "Input contains invalid parameters [/app/colour]", id="missing"),
        pytest.param(
            SECRET, 1, [], "Parameters [/app/colour] of type SecureString are not supported", id="SecureString"
        ),
    ],
)
def test_parameter_store(
    store: str, code: int, stderr: list[str], trace: str, where: Place, run: Run, folder: Path
) -> None:
    files(folder, {"store.yaml": store})
    found = run(STORED, *where.options, "--ssm-parameters", "store.yaml", "--format", "json")
    result = json.loads(found.out)
    assert (found.code, [step["StandardError"] for step in result["Steps"]]) == (code, stderr)
    assert trace in result["CommandInvocations"][0]["TraceOutput"]


@pytest.mark.parametrize(
    ("document", "arguments", "texts", "said"),
    [
        (None, [], {}, "the following arguments are required: DOC"),
        (COLOUR, ["--colour", "red"], {}, "unrecognized arguments: --colour red"),
        (COLOUR, ["--sandbox", "podman"], {}, "invalid choice: 'podman'"),
        (COLOUR, ["--format", "xml"], {}, "invalid choice: 'xml'"),
        (COLOUR, ["--cancel-after", "soon"], {}, "invalid seconds value: 'soon'"),
        (COLOUR, ["--cancel-after", "-1"], {}, "--cancel-after"),
        (COLOUR, ["--cancel-after", "nan"], {}, "--cancel-after"),
        (COLOUR, ["--cancel-after", "1e300"], {}, "must be a number of seconds from 0 to 2592000, not 1e300"),
        (COLOUR, ["--timeout-seconds", "29"], {}, "must be a number of seconds from 30 to 2592000, not 29"),
        (COLOUR, ["--image", ""], {}, "argument --image: the name of an image is empty"),
        (COLOUR, ["--instance-id", "../i-1"], {}, 'must be the id of a node such as i-0123456789abcdef0, not "../i-1"'),
        (COLOUR, ["-p", "Colour"], {}, 'ssmdoc: -p takes NAME=VALUE, not "Colour"\n'),
        (
            TYPES,
            ["-p", "Number=many"],
            {},
            'ssmdoc: parameter "Number" must be an Integer (a whole number), not many\n',
        ),
        (COLOUR, ["--parameters", "{"], {}, "ssmdoc: --parameters: not JSON: "),
        (COLOUR, ["--parameters", "[]"], {}, 'ssmdoc: --parameters: must be a JSON object such as {"Name": "value"}\n'),
        (COLOUR, ["--parameters", "@no.json"], {}, "ssmdoc: no.json: no such file or directory\n"),
        (STORED, ["--ssm-parameters", "no.yaml"], {}, "ssmdoc: no.yaml: no such file or directory\n"),
        (STORED, ["--ssm-parameters", "s"], {"s": "a: {\n"}, "ssmdoc: s:"),
        (STORED, ["--ssm-parameters", "s"], {"s": "- a"}, "ssmdoc: s:1:1: must be a map of parameter names\n"),
        (
            STORED,
            ["--ssm-parameters", "s"],
            {"s": "a: {vlaue: b}"},
            'ssmdoc: s:1:5: a parameter\'s key cannot be "vlaue", did you mean "value"?\n',
        ),
        (COLOUR, ["--setup", "no.sh"], {}, "ssmdoc: no.sh: no such file or directory\n"),
        (COLOUR, ["--setup", ""], {}, "ssmdoc: the name of a file is empty\n"),
        (COLOUR, ["--fleet", ""], {}, "ssmdoc: the name of a file is empty\n"),
        (None, ["no.yaml"], {}, "ssmdoc: no.yaml: no such file or directory\n"),
        (None, ["."], {}, "ssmdoc: .: not a file\n"),
        ("name: a text that is no document\n", [], {}, "ssmdoc: doc.yaml: this is not an SSM document"),
        (SESSION, [], {}, "ssmdoc: doc.yaml: this is a document of the kind session; ssmdoc can run Command "),
        (COLOUR, [], {"ssmdoc.toml": "[rnu]\n"}, 'ssmdoc.toml: unknown key "rnu", did you mean "run"?\n'),
        (COLOUR, [], {"ssmdoc.toml": "[run\n"}, "ssmdoc.toml: "),
        (COLOUR, [], {"ssmdoc.toml": '[run]\nsandbox = "vm"\n'}, 'run.sandbox must be "auto", "docker" or "namespace"'),
    ],
)
def test_what_cannot_be_run_at_all(
    document: str | None, arguments: list[str], texts: Mapping[str, str], said: str, run: Run, folder: Path
) -> None:
    files(folder, texts)
    found = run(document, *arguments, *(() if "--sandbox" in arguments else ("--sandbox", "namespace")))
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_an_engine_that_does_not_answer(folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("one", "echo hi"))
    missing = {"DOCKER_HOST": f"unix://{folder}/no.sock"}
    found = ssmdoc("run", "doc.yaml", "--sandbox", "docker", environment=missing)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"ssmdoc: no Docker engine answers at unix://{folder}/no.sock; ")
    found = ssmdoc("run", "doc.yaml", environment=missing)
    assert (found.code, found.out.splitlines()[1:2]) == (0, ["  | hi"])
    assert found.err.startswith(
        f"ssmdoc: no Docker engine answers at unix://{folder}/no.sock: running in the namespace"
    )


@pytest.mark.docker
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--sandbox", "docker", "--image", "localhost:1/none:1"], id="docker"),
        pytest.param(["--image", "localhost:1/none:1"], id="auto, but an image was named"),
    ],
)
def test_an_image_that_is_not_to_be_had(docker_image: str, arguments: list[str], folder: Path) -> None:
    (folder / "doc.yaml").write_text(HEAD + STEP % ("one", "echo hi"))
    found = ssmdoc("run", "doc.yaml", *arguments)
    assert (found.code, found.out) == (2, "")
    assert "localhost:1/none:1" in found.err
    assert "Traceback" not in found.err
