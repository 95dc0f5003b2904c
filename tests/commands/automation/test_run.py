"""`ssmdoc run` of runbooks from the command line."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ssmdoc.cli import main

WAIT = """
schemaVersion: "0.3"
description: d
mainSteps:
  - {name: ask, action: aws:approve, inputs: {Approvers: [me]}}
  - {name: hold, action: aws:pause, inputs: {}}
"""
CALL = """
schemaVersion: "0.3"
description: d
outputs: [look.Name]
mainSteps:
  - name: look
    action: aws:executeAwsApi
    inputs: {Service: s3, Api: ListBuckets}
    outputs: [{Name: Name, Selector: "$.Buckets[0].Name", Type: String}]
"""
MOCKS = """
- service: s3
  api: ListBuckets
  response: {Buckets: [{Name: mine}]}
"""
SLEEP = """
schemaVersion: "0.3"
description: d
mainSteps:
  - {name: nap, action: aws:sleep, inputs: {Duration: P2D}, onCancel: step:clean}
  - {name: never, action: aws:sleep, inputs: {Duration: PT1S}, isEnd: true}
  - {name: clean, action: aws:executeAwsApi, inputs: {Service: s3, Api: ListBuckets}}
"""
COMMAND = """
schemaVersion: "2.2"
description: d
mainSteps: [{name: a, action: aws:runShellScript, inputs: {runCommand: [echo]}}]
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run_it(document: str, *arguments: str, **files: str) -> tuple[int, str, str]:
        (tmp_path / "doc.yaml").write_text(document)
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        try:
            code = main(["run", "doc.yaml", *arguments])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_decisions(run: Run) -> None:
    code, out, err = run(WAIT, "--decide", "approve@PT1H", "--decide", "hold=resume")
    assert (code, err) == (0, "")
    *lines, last = out.splitlines()
    assert lines == [
        "step ask (aws:approve)",
        "  Waiting",
        "  Success after 1 h",
        "step hold (aws:pause)",
        "  Waiting",
        "  Success after 0.00 s",
    ]
    assert last.startswith("Success: 2 steps, ")
    assert last.endswith(" s for 1 h of virtual time")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--decide", "aprove"], '--decide aprove: "aprove" is no decision; did you mean "approve"?'),
        (["--decide", "ask=yes"], '--decide ask=yes: "yes" is no decision; expected approve, reject, resume, none'),
        (["--decide", "approve@1h"], '--decide approve@1h: "1h" is no ISO 8601 duration such as PT2H'),
        (["--decide", "aks=approve"], '--decide aks=approve: there is no step "aks"; did you mean "ask"?'),
        (["--decide", "tell=approve"], '--decide tell=approve: there is no step "tell"'),
        (
            ["--decide", "hold=approve"],
            '--decide hold=approve: in step "hold", aws:pause, this can be decided: resume, none',
        ),
        (["--aws", "mottto"], '--aws takes none, moto, real or an address such as http://localhost:4566, not "mottto"'),
        (["--aws", "real"], "--aws real calls AWS: confirm it with --aws-confirm, or with SSMDOC_AWS_REAL=yes in CI"),
        (["--mocks", "no.yaml"], "no.yaml: no such file or directory"),
        (["--record", "no/calls.yaml"], "--record no/calls.yaml: its folder is not there"),
        (["--attachments", "no"], "--attachments no: no such folder"),
        (["--setup", "x.sh"], "x.sh: no such file or directory"),
        (["--keep"], "--keep is for a Command document, and this is an Automation document"),
        (["--library", "no"], "--library no: no such folder"),
    ],
)
def test_what_cannot_be_used(run: Run, arguments: list[str], message: str) -> None:
    assert run(WAIT, *arguments) == (2, "", f"ssmdoc: {message}\n")


@pytest.mark.parametrize("plan", [[], ["--plan"]])
def test_what_is_not_in_parameter_store(run: Run, plan: list[str]) -> None:
    document = f"{WAIT}parameters: {{Key: {{type: String, default: '{{{{ssm:/app/key}}}}'}}}}\n"
    assert run(document, *plan) == (
        1,
        "refused: InvalidAutomationExecutionParametersException (StartAutomationExecution): "
        "Input contains invalid parameters [/app/key]\n",
        "ssmdoc: Parameter Store has no such parameters here; say what is in it with --ssm-parameters FILE\n",
    )


def test_an_attachment_that_is_not_the_declared_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text("")
    declared = "0123456789abcdef" * 4
    document = f"{WAIT}files: {{tool.py: {{checksums: {{sha256: {declared}}}}}}}\n"
    code, _, err = run(document, "--attachments", ".", "--decide", "approve", "--decide", "resume")
    found = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (code, err) == (
        0,
        f"ssmdoc: --attachments: tool.py has the sha256 {found}, the document declares {declared}\n",
    )
    assert run(document.replace(declared, found), "--attachments", ".", "--plan")[2] == ""


def test_options_of_automations_are_refused_for_commands(run: Run) -> None:
    message = "ssmdoc: --decide is for an Automation document, and this is none\n"
    assert run(COMMAND, "--decide", "approve") == (2, "", message)
    assert run(COMMAND, "--decide", "approve", "--plan") == (2, "", message)


def test_a_mock_answers(run: Run) -> None:
    code, out, err = run(CALL, "--mocks", "mocks.yaml", mocks=MOCKS)
    assert (code, err) == (0, "")
    assert "  look.Name: mine\n" in out


def test_nobody_answers(run: Run) -> None:
    code, out, _ = run(CALL)
    assert code == 1
    lines = out.splitlines()
    assert lines[1].endswith("add a mock of it to the file of --mocks, or let --aws moto answer")
    skeleton = "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    "))
    assert [mock["api"] for mock in yaml.safe_load(skeleton)] == ["ListBuckets"]
    code, out, _ = run(CALL, "--mocks", "pasted.yaml", pasted=skeleton)
    assert code == 0


def test_calls_are_in_the_result(run: Run) -> None:
    code, out, _ = run(CALL, "--mocks", "mocks.yaml", "--format", "json", mocks=MOCKS)
    result = json.loads(out)
    assert (code, set(result)) == (0, {"AutomationExecution", "ApiCalls", "ChildAutomationExecutions", "Commands"})
    (call,) = result["ApiCalls"]
    assert {key: call[key] for key in ("Service", "Api", "Parameters", "Door")} == {
        "Service": "s3",
        "Api": "ListBuckets",
        "Parameters": {},
        "Door": "mock",
    }
    assert call["Response"]["Buckets"] == [{"Name": "mine"}]


def test_what_was_expected_of_mocks(run: Run) -> None:
    code, out, err = run(CALL, "--mocks", "mocks.yaml", mocks=f"{MOCKS.rstrip()}\n  times: 2\n")
    assert code == 1
    assert "Success: 1 step" in out
    assert err == "ssmdoc: the mock of s3 ListBuckets in line 2 expected 2 calls, and there were 1\n"


def test_mocks_with_a_mistake(run: Run) -> None:
    code, out, err = run(CALL, "--mocks", "mocks.yaml", mocks=MOCKS.replace("Buckets", "Bukets", 2))
    assert (code, out) == (2, "")
    assert "mocks.yaml:" in err
    assert err.endswith("ssmdoc: mocks.yaml: the mocks cannot be used\n")


def test_moto_and_a_recording_of_it(run: Run, tmp_path: Path) -> None:
    mocks = "setup:\n- {service: s3, api: CreateBucket, parameters: {Bucket: made}}\nmocks: []\n"
    code, out, err = run(CALL, "--aws", "moto", "--mocks", "mocks.yaml", "--record", "calls.yaml", mocks=mocks)
    assert (code, err) == (0, "")
    assert "  look.Name: made\n" in out
    code, out, _ = run(CALL, "--mocks", "calls.yaml")
    assert code == 0
    assert "  look.Name: made\n" in out


def test_a_setup_without_an_emulator(run: Run) -> None:
    mocks = "setup:\n- {service: s3, api: CreateBucket, parameters: {Bucket: made}}\nmocks: []\n"
    message = "ssmdoc: the mocks have a setup, which is for --aws moto and --aws URL alone\n"
    assert run(CALL, "--mocks", "mocks.yaml", mocks=mocks) == (2, "", message)


def test_cancelled_while_it_sleeps_for_real(run: Run) -> None:
    arguments = ["--no-virtual-time", "--cancel-after", "0.3", "--mocks", "mocks.yaml"]
    code, out, _ = run(SLEEP, *arguments, mocks=MOCKS)
    assert code == 1
    lines = out.splitlines()
    assert [line.split(" after ")[0] for line in lines[:5]] == [
        "step nap (aws:sleep)",
        "  cancel requested",
        "  Cancelled",
        "step clean (aws:executeAwsApi)",
        "  Success",
    ]
    assert lines[-1].startswith("Cancelled: 2 steps")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing required parameter: Id in user inputs."),
        (["-p", "Id=i-1", "-p", "Idd=2"], 'Parameter "Idd" is not declared. Did you mean "Id"?'),
        (["-p", "Id=i-1", "-p", "Mode=x"], 'Parameter "Mode" has value "x" not found in [on, off].'),
        (["-p", f"Id={'x' * 513}"], 'Parameter "Id" has a value of 513 characters, at most 512 are allowed.'),
    ],
)
def test_values_that_aws_refuses(run: Run, arguments: list[str], message: str) -> None:
    document = WAIT + (
        "parameters:\n  Id: {type: String, description: d}\n"
        "  Mode: {type: String, description: d, default: on, allowedValues: ['on', 'off']}\n"
    ).replace("default: on", "default: 'on'")
    code, out, _ = run(document, *arguments)
    code_text = "InvalidAutomationExecutionParametersException (StartAutomationExecution)"
    assert code == 1
    assert out.splitlines()[-1] == f"refused: {code_text}: {message}"


FORGED = """
schemaVersion: "0.3"
description: d
mainSteps:
  - name: call
    action: aws:executeScript
    timeoutSeconds: 20
    inputs:
      Runtime: python3.11
      Handler: ask
      InputPayload: {{call: {call}}}
      Script: |
        import json, sys
        def ask(events, context):
            channel = next(finder for finder in sys.meta_path if hasattr(finder, "_channel"))._channel
            try:
                return channel.ask("call", json.dumps(events["call"])).decode()
            except BaseException:
                return "caught"
"""


@pytest.mark.parametrize(
    ("call", "status", "reason"),
    [
        ('["s3", "ListBuckets", {}, "us-east-1"]', "TimedOut", "Step timed out"),
        ('["nope", "../x", {}, "us-east-1"]', "Failed", 'there is no service "nope"'),
        ('["s3", "ListBuckets", {}, "evil.com/#"]', "Failed", "a call that boto3 does not make"),
        ('["webhook", "Post", {Url: "https://x"}, "us-east-1"]', "Failed", "a call that boto3 does not make"),
    ],
)
def test_calls_that_scripts_forge(run: Run, call: str, status: str, reason: str) -> None:
    slow = MOCKS + "  latency: 100\n"
    code, out, err = run(FORGED.format(call=call), "--mocks", "mocks.yaml", "--format", "json", mocks=slow)
    execution = json.loads(out)["AutomationExecution"]
    assert (code, execution["AutomationExecutionStatus"]) == (1, status), err
    assert reason in execution["StepExecutions"][0]["FailureMessage"]


ATTACHED = """
schemaVersion: "0.3"
description: d
files: {tool.py: {checksums: {sha256: ""}}}
mainSteps:
  - {name: nap, action: aws:sleep, inputs: {Duration: PT1S}}
"""


def test_attachments_that_are_not_in_their_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "attachments"
    folder.mkdir()
    (tmp_path / "secret.py").write_text("secret")
    (folder / "tool.py").symlink_to(tmp_path / "secret.py")
    code, out, err = run(ATTACHED, "--attachments", "attachments")
    message = "ssmdoc: --attachments: attachments/tool.py: a symbolic link that leads out of attachments\n"
    assert (code, out, err) == (2, "", message)


def test_attachments_that_are_too_large(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tool.py").write_text("")
    os.truncate(tmp_path / "tool.py", 64 * 1024**2 + 1)
    code, out, err = run(ATTACHED, "--attachments", ".")
    assert (code, out, err) == (2, "", "ssmdoc: --attachments: tool.py has more than 64 MiB\n")


def test_a_library_with_a_link_out_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "Other.yaml").write_text(SLEEP)
    (tmp_path / "library" / "Other.yaml").symlink_to(tmp_path / "Other.yaml")
    child = """
schemaVersion: "0.3"
description: d
mainSteps:
  - {name: child, action: aws:executeAutomation, inputs: {DocumentName: Other}}
"""
    code, out, _ = run(child, "--library", "library")
    assert code == 1
    assert "library/Other.yaml: a symbolic link that leads out of library" in out
