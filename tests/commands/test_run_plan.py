"""`ssmdoc run --plan`: what would run, with no sandbox in sight."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssmdoc.cli import main
from tests.commands.run_process import Finished

MIXED = """\
schemaVersion: "2.2"
parameters:
  Name: {type: String, interpolationType: ENV_VAR}
  Colour: {type: String, default: red}
mainSteps:
  - name: get
    action: aws:downloadContent
    inputs: {sourceType: HTTP, sourceInfo: '{"url": "https://example.com/files/a.sh?v=1"}', destinationPath: /tmp/a}
  - name: lost
    action: aws:downloadContent
    inputs: {sourceType: S3, sourceInfo: '{"path": "https://s3.amazonaws.com/b/k"}', destinationPath: /tmp/b}
  - name: greet
    action: aws:runShellScript
    precondition: {StringEquals: [platformType, Linux]}
    inputs:
      timeoutSeconds: "60"
      workingDirectory: /srv
      onFailure: exit
      runCommand: ["echo '<< Name >>'", "echo {{ Colour }}"]
  - name: power
    action: aws:runPowerShellScript
    precondition: {StringEquals: [platformType, Windows]}
    inputs: {runCommand: [Get-Date]}
  - name: app
    action: aws:applications
    inputs: {action: Install, source: "https://example.com/a.msi"}
  - name: call
    action: aws:runDocument
    inputs: {documentType: SSMDocument, documentPath: inner, documentParameters: {Who: "{{ Name }}"}}
  - name: package
    action: aws:configurePackage
    inputs: {action: Install, name: Web}
  - name: local
    action: aws:runDocument
    inputs: {documentType: LocalPath, documentPath: /opt/doc.yaml}
  - name: last
    action: aws:runDockerAction
    inputs: {action: Ps, finallyStep: true}
"""
INNER = """\
schemaVersion: "2.2"
parameters: {Who: {type: String}}
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: ["echo {{ Who }}"]}}
"""
LINUX = """\
doc.yaml: schema 2.2, 9 steps, for a Linux node
  Name = it's
step 1/9 get (aws:downloadContent): runs
  https://example.com/files/a.sh comes from files/a.sh
step 2/9 lost (aws:downloadContent): fails
  Get "https://s3.amazonaws.com/b/k": ssmdoc fetches nothing from the network; --source s3://b/k=PATH gives it a file \
or folder for this address
step 3/9 greet (aws:runShellScript): runs
  if it fails, the steps after it are skipped
  timeout 60 s
  in /srv
  SSM_Name=it's
  | echo 'it's'
  | echo red
step 4/9 power (aws:runPowerShellScript): skipped
  Step execution skipped due to unsatisfied preconditions: '"StringEquals": [platformType, Windows]'. Step name: power
step 5/9 app (aws:applications): skipped
  Step execution skipped due to unsupported plugin: aws:applications. Step name: app
step 6/9 call (aws:runDocument): runs
  inner comes from library/inner.yaml
  step 1/1 show (aws:runShellScript): runs
    timeout 3600 s
    | echo it's
step 7/9 package (aws:configurePackage): runs
  known only on the node: what of the package is on the node already
  Web comes from packages/Web
step 8/9 local (aws:runDocument): runs
  known only on the node: the document /opt/doc.yaml, which is on the node
  inputs {"documentPath":"/opt/doc.yaml","documentType":"LocalPath"}
step 9/9 last (aws:runDockerAction): runs
  runs even after an earlier step ended the document
  inputs {"action":"Ps","finallyStep":true}
"""
OPTIONS = ("--source", "https://example.com/files=files", "--library", "library", "--packages", "packages")
Plan = Callable[..., Finished]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Plan:
    monkeypatch.chdir(tmp_path)
    # neither an engine nor a program of this machine can be reached
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("files", "library", "packages/Web"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "files" / "a.sh").write_text("echo a\n")
    (tmp_path / "library" / "inner.yaml").write_text(INNER)
    (tmp_path / "packages" / "Web" / "manifest.json").write_text(
        '{"schemaVersion": "2.0", "version": "1", "packages": {}, "files": {}}'
    )

    def call(document: str, *arguments: str) -> Finished:
        (tmp_path / "doc.yaml").write_text(document)
        try:
            code = main(["run", "doc.yaml", *arguments])
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        return Finished(code, *capsys.readouterr())

    return call


def steps(found: Finished) -> list[dict[str, Any]]:
    listed = json.loads(found.out)["Plan"]["Steps"]
    assert isinstance(listed, list)
    return listed


def test_text(plan: Plan) -> None:
    assert plan(MIXED, "--plan", "-p", "Name=it's", *OPTIONS) == Finished(0, LINUX, "")


def test_another_platform(plan: Plan) -> None:
    found = plan(MIXED, "--plan", "--platform", "windows", "-p", "Name=x", *OPTIONS, "--format", "json")
    assert json.loads(found.out)["Plan"]["PlatformType"] == "Windows"
    decisions = {step["Name"]: step["Decision"] for step in steps(found)}
    assert [decisions[name] for name in ("greet", "power", "app")] == ["Skip", "Run", "Run"]


def test_json(plan: Plan) -> None:
    found = plan(MIXED, "--plan", "-p", "Name=x", *OPTIONS, "--format", "json")
    assert (found.code, found.err) == (0, "")
    by_name = {step["Name"]: step for step in steps(found)}
    assert by_name["greet"] == {
        "Name": "greet",
        "Action": "aws:runShellScript",
        "Decision": "Run",
        "Reason": "",
        "Remarks": ["if it fails, the steps after it are skipped"],
        "Unknown": "",
        "Inputs": {
            "timeoutSeconds": "60",
            "workingDirectory": "/srv",
            "onFailure": "exit",
            "runCommand": ["echo 'x'", "echo red"],
        },
        "Scripts": [
            {
                "Text": "echo 'x'\necho red\n",
                "TimeoutSeconds": 60,
                "WorkingDirectory": "/srv",
                "Environment": {"SSM_Name": "x"},
            }
        ],
        "Fetches": [],
        "Steps": [],
    }
    assert by_name["get"]["Fetches"] == [{"Address": "https://example.com/files/a.sh", "Path": "files/a.sh"}]
    assert by_name["call"]["Steps"][0]["Scripts"][0]["Text"] == "echo x\n"


def test_documents_that_run_each_other(plan: Plan, tmp_path: Path) -> None:
    step = "  - {name: call, action: aws:runDocument, inputs: {documentType: SSMDocument, documentPath: %s}}\n"
    head = 'schemaVersion: "2.2"\nmainSteps:\n'
    (tmp_path / "library" / "again.yaml").write_text(head + step % "again")
    found = plan(head + step % "again", "--plan", *OPTIONS, "--format", "json")
    inner, levels = steps(found), []
    while inner:
        levels.append((inner[0]["Decision"], inner[0]["Reason"]))
        inner = inner[0]["Steps"]
    deep = "Maximum depth for document execution exceeded. Maximum depth permitted - 3 and current depth - 4"
    assert levels == [("Run", ""), ("Run", ""), ("Run", ""), ("Fail", deep)]


@pytest.mark.parametrize(
    ("action", "inputs", "decision", "reason"),
    [
        ("aws:runShellScript", "{runCommand: 5}", "Fail", "Invalid format in plugin properties map[runCommand:5];"),
        ("aws:runDocument", "{documentType: SSMDocument}", "Fail", "invalid input: Document Path must be provided"),
        ("aws:runDocument", "{documentType: SSMDocument, documentPath: AWS-Noop}", "Run", ""),
        ("aws:softwareInventory", "{}", "Fail", "aws:softwareInventory plugin can only be invoked via ssm-associate"),
        ("aws:noSuch", "{}", "Fail", "Plugin with name aws:noSuch is not supported by this version of ssm agent"),
        ("aws:updateSsmAgent", "{agentName: amazon-ssm-agent}", "Fail", 'strconv.ParseBool: parsing ""'),
        ("aws:updateSsmAgent", '{allowDowngrade: "false"}', "Fail", "s3.us-east-1.amazonaws.com/amazon-ssm-us-east-1/"),
        ("aws:domainJoin", "{directoryId: d-1, directoryName: x.org}", "Fail", "--instance-region us-east-1"),
        (
            "aws:downloadContent",
            """{sourceType: HTTP, sourceInfo: '{"url": "http://example.com/x"}'}""",
            "Fail",
            "Non secure URL provided and insecure download is not allowed.",
        ),
        ("aws:configurePackage", "{action: Install, name: None}", "Fail", "Document with name None does not exist."),
        ("aws:refreshAssociation", "{}", "Run", ""),
    ],
)
def test_what_is_known_of_a_step(action: str, inputs: str, decision: str, reason: str, plan: Plan) -> None:
    document = f'schemaVersion: "2.2"\nmainSteps: [{{name: one, action: "{action}", inputs: {inputs}}}]\n'
    (step,) = steps(plan(document, "--plan", "--agent-only", "--format", "json"))
    assert step["Decision"] == decision
    assert reason in step["Reason"]


def test_an_inventory_is_left_alone(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "inventory.json").write_text("earlier")
    document = 'schemaVersion: "2.0"\nmainSteps: [{name: one, action: "aws:softwareInventory", inputs: {}}]\n'
    (step,) = steps(plan(document, "--plan", "--inventory", "inventory.json", "--format", "json"))
    assert step["Decision"] == "Run"
    assert (tmp_path / "inventory.json").read_text() == "earlier"


@pytest.mark.parametrize(
    ("action", "decision"),
    [
        # what these say on Linux is not what they say here
        ("aws:cloudWatch", "Run"),
        ("aws:domainJoin", "Run"),
        ("aws:updateSsmAgent", "Run"),
        # no agent has a handler for it
        ("aws:configureDaemon", "Skip"),
        ("aws:softwareInventory", "Fail"),
    ],
)
def test_what_is_known_of_a_step_on_windows(action: str, decision: str, plan: Plan) -> None:
    document = f'schemaVersion: "2.2"\nmainSteps: [{{name: one, action: "{action}", inputs: {{}}}}]\n'
    (step,) = steps(plan(document, "--plan", "--agent-only", "--platform", "Windows", "--format", "json"))
    assert step["Decision"] == decision


SIMPLE = """\
schemaVersion: "2.2"
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: [id]}}
"""
EVERYWHERE = """\
schemaVersion: "2.2"
mainSteps:
  - {name: show, action: aws:runShellScript, inputs: {runCommand: [id]}}
  - {name: power, action: aws:runPowerShellScript, inputs: {runCommand: [id]}}
"""
FLEET = """\
nodes:
  - {name: web, id: i-00000001, tags: {Role: web}, image: debian12}
  - {name: off, id: i-00000002, state: offline}
  - {name: win, id: i-00000003, platform: Windows}
"""
PLANNED_FLEET = """\
doc.yaml to 3 nodes, MaxConcurrency 2, MaxErrors 0
  web  i-00000001  Linux    runs in debian:12
  off  i-00000002  Linux    Undeliverable
  win  i-00000003  Windows  InvalidPlatform
doc.yaml: schema 2.2, 1 step, for a Linux node
step 1/1 show (aws:runShellScript): runs
  timeout 3600 s
  | id
"""


def test_a_fleet(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "fleet.yaml").write_text(FLEET)
    found = plan(SIMPLE, "--plan", "--fleet", "fleet.yaml", "--max-concurrency", "2")
    assert found == Finished(0, PLANNED_FLEET, "")


def test_a_fleet_as_json_has_a_plan_for_each_platform(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "fleet.yaml").write_text(FLEET)
    found = json.loads(plan(EVERYWHERE, "--plan", "--fleet", "fleet.yaml", "--format", "json").out)
    assert found["Fleet"] == {
        "MaxConcurrency": "50",
        "MaxErrors": "0",
        "StatusDetails": None,
        "Nodes": [
            {
                "InstanceId": "i-00000001",
                "InstanceName": "web",
                "PlatformType": "Linux",
                "Image": "debian:12",
                "StatusDetails": None,
                "Reason": "",
            },
            {
                "InstanceId": "i-00000002",
                "InstanceName": "off",
                "PlatformType": "Linux",
                "Image": None,
                "StatusDetails": "Undeliverable",
                "Reason": "",
            },
            {
                "InstanceId": "i-00000003",
                "InstanceName": "win",
                "PlatformType": "Windows",
                "Image": None,
                "StatusDetails": "Failed",
                "Reason": "ssmdoc has no Windows nodes: nothing is run on this one",
            },
        ],
    }
    decisions = [(run["PlatformType"], [step["Decision"] for step in run["Steps"]]) for run in found["Plans"]]
    assert decisions == [("Linux", ["Run", "Run"]), ("Windows", ["Skip", "Run"])]


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (("--fleet", "fleet.yaml", "--targets", "i-00000009"), 1, "refused: InvalidInstanceId (SendCommand)", ""),
        (
            ("--fleet", "fleet.yaml", "--targets", "tag:Role=db"),
            0,
            "to 0 nodes, MaxConcurrency 50, MaxErrors 0; No",
            "",
        ),
        (("--fleet", "fleet.yaml", "--platform", "linux"), 2, "", "nodes have their platform"),
        (("--fleet", "none.yaml"), 2, "", "none.yaml"),
        (("--image", "debian12", "--image", "rhel9"), 0, "rhel9     i-2b0a1f03c0f93759d  Linux  runs in registry.", ""),
        (("--image", "a", "--image", "b", "--sandbox", "namespace"), 0, "  Linux  runs\n", ""),
        (("--max-errors", "3"), 2, "", "--max-errors is for a fleet"),
    ],
)
def test_options_of_fleets(
    arguments: tuple[str, ...], code: int, out: str, err: str, plan: Plan, tmp_path: Path
) -> None:
    (tmp_path / "fleet.yaml").write_text(FLEET)
    found = plan(SIMPLE, "--plan", *arguments)
    assert found.code == code
    assert out in found.out
    assert err in found.err


def test_more_nodes_than_the_account_may_have(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "fleet.yaml").write_text(f"{FLEET}pendingInvocations: 2\n")
    found = plan(SIMPLE, "--plan", "--fleet", "fleet.yaml")
    assert found.out.startswith("doc.yaml to 3 nodes, MaxConcurrency 50, MaxErrors 0; RateExceeded: nothing is run\n")
    assert "step" not in found.out


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (("--plan",), 1, 'refused: InvalidParameters (SendCommand): parameter "Name" (String) has no default', ""),
        (
            ("--plan", "--agent-only", "-p", "Name={{ssm:/no}}"),
            1,
            "Failed: Input contains invalid parameters [/no]",
            "",
        ),
        (("--plan", "--platform", "solaris"), 2, "", 'must be Linux, Windows or MacOS, not "solaris"'),
        (("--platform", "linux"), 2, "", "--platform is for --plan: every node that ssmdoc starts is a Linux node"),
        (("--plan", "-p", "Name=x", "--library", "none"), 2, "", "--library none: no such folder"),
    ],
)
def test_what_cannot_be_planned(arguments: tuple[str, ...], code: int, out: str, err: str, plan: Plan) -> None:
    found = plan(MIXED, *arguments)
    assert found.code == code
    assert out in found.out
    assert err in found.err
