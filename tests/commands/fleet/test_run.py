"""`ssmdoc run` on many nodes as the user calls it, in both sandboxes."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import pytest

from ssmdoc.running.sandbox.owner import NODE_LABEL
from tests.commands.run_process import PATIENCE, Place, finish, left_in, plain, ssmdoc, start
from tests.running.service_model import wrong_shapes

THIRD = """\
schemaVersion: "2.2"
mainSteps:
  - {name: greet, action: aws:runShellScript, inputs: {runCommand: [echo hello from $AWS_SSM_INSTANCE_ID]}}
  - name: check
    action: aws:runShellScript
    inputs:
      runCommand:
        - case $AWS_SSM_INSTANCE_ID in *c) echo broken >&2; exit 3;; esac
"""
SLOW = """\
schemaVersion: "2.2"
mainSteps:
  - {name: begin, action: aws:runShellScript, inputs: {runCommand: [echo begun]}}
  - {name: wait, action: aws:runShellScript, inputs: {runCommand: [sleep 600 & sleep 600]}}
"""
WINDOWS = """\
schemaVersion: "2.2"
mainSteps:
  - {name: app, action: aws:applications, inputs: {action: Install, source: "https://example.com/a.msi"}}
"""

BUCKET = "send: {OutputS3BucketName: my-bucket}\n"


@pytest.fixture(params=["namespace", pytest.param("docker", marks=pytest.mark.docker)])
def where(request: pytest.FixtureRequest) -> Place:
    """A sandbox, and the first 12 letters of the ids of the nodes of a test."""
    instance = f"i-{uuid4().hex[:10]}"
    if request.param == "docker":
        return Place("docker", instance, ("--sandbox", "docker", "--image", request.getfixturevalue("docker_image")))
    return Place("namespace", instance, ("--sandbox", "namespace"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("third", THIRD), ("slow", SLOW), ("windows", WINDOWS)):
        (tmp_path / f"{name}.yaml").write_text(text)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    return tmp_path


def write_fleet(folder: Path, where: Place, count: int, more: str = "") -> list[str]:
    """A fleet of which every third node has an id that ends in c; gives the ids."""
    ids = [f"{where.instance}{number:06x}{'abc'[number % 3]}" for number in range(count)]
    nodes = "".join(f"  - {{id: {found}, name: n{n}}}\n" for n, found in enumerate(ids))
    (folder / "fleet.yaml").write_text(f"nodes:\n{nodes}{more}")
    return ids


def left(where: Place) -> list[str]:
    """Containers and processes of the nodes of a test, when those that are ending have had their time."""
    deadline = monotonic() + PATIENCE / 4
    while (found := _containers(where)) and monotonic() < deadline:
        sleep(0.05)
    return [*found, *left_in(Place("namespace", where.instance, ()))]


def _containers(where: Place) -> list[str]:
    if where.name != "docker":
        return []
    names = f'{{{{.Label "{NODE_LABEL}"}}}}'
    listing = ["docker", "ps", "-a", "--filter", f"label={NODE_LABEL}", "--format", names]
    listed = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split()
    return [name for name in listed if name.startswith(where.instance)]


def test_a_failing_third(where: Place, folder: Path) -> None:
    ids = write_fleet(folder, where, 6)
    found = ssmdoc("run", "third.yaml", "--fleet", "fleet.yaml", *where.options, "--max-errors", "100%")
    failed = "step check, code 3\n      broken\n      failed to run commands: exit status 3\n"
    assert (found.code, plain(found.out)) == (
        1,
        f"  n0  {ids[0]}  Success\n"
        f"  n1  {ids[1]}  Success\n"
        f"  n2  {ids[2]}  Failed   {failed}"
        f"  n3  {ids[3]}  Success\n"
        f"  n4  {ids[4]}  Success\n"
        f"  n5  {ids[5]}  Failed   {failed}"
        "Incomplete: 6 nodes (2 Failed, 4 Success), SANDBOX, N s\n",
    )
    assert sorted(line.partition("  ")[2] for line in found.err.splitlines()) == [
        "n0: Success",
        "n1: Success",
        "n2: Failed, step check, code 3",
        "n3: Success",
        "n4: Success",
        "n5: Failed, step check, code 3",
    ]
    assert left(where) == []


def test_json(where: Place, folder: Path) -> None:
    ids = write_fleet(folder, where, 5)
    found = ssmdoc(
        "run", "third.yaml", "--fleet", "fleet.yaml", *where.options, "--max-concurrency", "1", "--format", "json"
    )
    assert (found.code, found.err) == (1, "")
    result = json.loads(found.out)
    assert wrong_shapes(result) == []
    command = result["Command"]
    assert [command[name] for name in ("Status", "StatusDetails", "MaxConcurrency", "MaxErrors", "InstanceIds")] == [
        "Failed",
        "Failed",
        "1",
        "0",
        ids,
    ]
    counts = ("TargetCount", "CompletedCount", "ErrorCount", "DeliveryTimedOutCount")
    assert [command[name] for name in counts] == [5, 5, 1, 0]
    assert [(item["InstanceId"], item["StatusDetails"]) for item in result["CommandInvocations"]] == [
        *zip(ids, ("Success", "Success", "Failed", "Terminated", "Terminated"), strict=True)
    ]
    assert [(step["InstanceId"], step["Name"], step["Status"]) for step in result["Steps"]] == [
        (ids[0], "greet", "Success"),
        (ids[0], "check", "Success"),
        (ids[1], "greet", "Success"),
        (ids[1], "check", "Success"),
        (ids[2], "greet", "Success"),
        (ids[2], "check", "Failed"),
    ]
    assert result["Steps"][4]["StandardOutput"] == f"hello from {ids[2]}\n"
    assert [item["ResponseCode"] for item in result["Invocations"]] == [0, 0, 0, 0, 0, 3, -1, -1, -1, -1]


def test_ctrl_c_cancels_all(where: Place, folder: Path) -> None:
    write_fleet(folder, where, 4, BUCKET)
    arguments = ("run", "slow.yaml", "--fleet", "fleet.yaml", *where.options, "--max-concurrency", "2")
    running = start(*arguments, "--format", "json", "--deliver", "out")
    wait_for(folder / "out", 2)
    running.send_signal(signal.SIGINT)
    found = finish(running)
    result = json.loads(found.out)
    assert (found.code, found.err) == (1, "ssmdoc: cancelling; once more to stop at once\n")
    assert result["Command"]["StatusDetails"] == "Cancelled"
    assert [step["Status"] for step in result["Steps"]] == ["Success", "Cancelled"] * 2
    assert [item["StatusDetails"] for item in result["CommandInvocations"]] == ["Cancelled"] * 4
    assert left(where) == []
    assert list((folder / "temporary").iterdir()) == []


@pytest.mark.parametrize("signals", [[signal.SIGINT, signal.SIGINT], [signal.SIGKILL]], ids=["twice", "kill -9"])
def test_stopping_at_once_leaves_nothing(where: Place, folder: Path, signals: list[signal.Signals]) -> None:
    write_fleet(folder, where, 4, BUCKET)
    running = start("run", "slow.yaml", "--fleet", "fleet.yaml", *where.options, "--deliver", "out")
    wait_for(folder / "out", 4)
    for number in signals:
        running.send_signal(number)
    assert finish(running).code != 0
    assert left(where) == []
    assert list((folder / "temporary").iterdir()) == []


def wait_for(folder: Path, nodes: int) -> None:
    """Wait until so many nodes have delivered the output of their first step."""
    deadline = monotonic() + 60
    while len([*folder.glob("s3/**/begin/stdout")]) < nodes:
        assert monotonic() < deadline
        sleep(0.02)


@pytest.mark.docker
def test_a_container_that_is_killed_is_its_own_failure(docker_image: str, folder: Path) -> None:
    where = Place("docker", f"i-{uuid4().hex[:10]}", ("--image", docker_image))
    ids = write_fleet(folder, where, 3, BUCKET)
    arguments = ("--max-errors", "5", "--cancel-after", "8", "--deliver", "out", "--format", "json")
    running = start("run", "slow.yaml", "--fleet", "fleet.yaml", *where.options, *arguments)
    wait_for(folder / "out", 3)
    container = ["docker", "ps", "-q", "--filter", f"label={NODE_LABEL}={ids[1]}"]
    listed = subprocess.run(container, capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["docker", "kill", *listed], capture_output=True, check=True)
    result = json.loads(finish(running).out)
    assert [item["StatusDetails"] for item in result["CommandInvocations"]] == ["Cancelled", "Failed", "Cancelled"]
    assert "the node" in result["CommandInvocations"][1]["TraceOutput"]
    assert left(where) == []


@pytest.fixture
def second_image(docker_image: str) -> Iterator[str]:
    name = f"ssmdoc-test:second-{uuid4().hex[:8]}"
    subprocess.run(["docker", "tag", docker_image, name], check=True)
    yield name
    subprocess.run(["docker", "rmi", name], check=True, capture_output=True)


@pytest.mark.docker
def test_several_images(docker_image: str, second_image: str, folder: Path) -> None:
    (folder / "ssmdoc.toml").write_text(f'[images]\n"mine" = "{second_image}"\n')
    images = ("--image", docker_image, "--image", "mine", "--image", "ssmdoc-test:none")
    found = ssmdoc("run", "third.yaml", *images, "--format", "json")
    result = json.loads(found.out)
    assert wrong_shapes(result) == []
    assert (found.code, found.err) == (1, 'ssmdoc: pulling the image "ssmdoc-test:none"\n')
    assert [(item["InstanceName"], item["StatusDetails"]) for item in result["CommandInvocations"]] == [
        (docker_image, "Success"),
        ("mine", "Success"),
        ("ssmdoc-test:none", "Failed"),
    ]
    assert 'the image "ssmdoc-test:none" is not on the Docker engine' in result["CommandInvocations"][2]["TraceOutput"]
    assert (result["Command"]["StatusDetails"], result["Command"]["MaxErrors"]) == ("Incomplete", "100%")


NODES = """\
nodes:
  - {name: web, tags: {Role: web}}
  - {name: gone, state: offline, tags: {Role: web}}
  - {name: quiet, state: silent}
  - {name: desk, platform: Windows}
  - {name: mine, state: denied}
  - {name: late, state: delayed, tags: {Role: db}}
"""


def details(*arguments: str) -> tuple[int, str, list[str]]:
    """The exit code, the details of the command and those of its invocations."""
    found = ssmdoc("run", *arguments, "--sandbox", "namespace", "--format", "json")
    result = json.loads(found.out)
    assert wrong_shapes(result) == []
    nodes = [f"{item['InstanceName']} {item['StatusDetails']}" for item in result["CommandInvocations"]]
    return found.code, result["Command"]["StatusDetails"], nodes


@pytest.mark.parametrize(
    ("targets", "code", "command", "nodes"),
    [
        (
            [],
            1,
            "DeliveryTimedOut",
            [
                *("web Success", "gone Undeliverable", "quiet DeliveryTimedOut", "desk InvalidPlatform"),
                *("mine AccessDenied", "late Success"),
            ],
        ),
        (["tag:Role=web"], 0, "Success", ["web Success", "gone Undeliverable"]),
        (["tag:Role=web,db"], 0, "Success", ["web Success", "gone Undeliverable", "late Success"]),
        (["tag:Role=web,db", "tag:Role=db"], 0, "Success", ["late Success"]),
        (["tag-key=Stage"], 1, "NoInstancesInTag", []),
        (["i-1f01da379edacba3d"], 0, "Success", ["web Success"]),
        (["InstanceIds=i-1f01da379edacba3d"], 0, "Success", ["web Success"]),
    ],
)
def test_targets(folder: Path, targets: list[str], code: int, command: str, nodes: list[str]) -> None:
    (folder / "fleet.yaml").write_text(NODES)
    options = [word for target in targets for word in ("--targets", target)]
    assert details("third.yaml", "--fleet", "fleet.yaml", *options) == (code, command, nodes)


def test_a_document_for_another_platform(folder: Path) -> None:
    (folder / "fleet.yaml").write_text("- {name: web}\n- {name: desk, platform: Windows}\n")
    assert details("windows.yaml", "--fleet", "fleet.yaml", "--max-errors", "5") == (
        1,
        "Incomplete",
        ["web InvalidPlatform", "desk Failed"],
    )


def test_the_quota(folder: Path) -> None:
    (folder / "fleet.yaml").write_text("pendingInvocations: 2\nnodes: [{count: 3}]\n")
    code, command, _ = details("third.yaml", "--fleet", "fleet.yaml")
    assert (code, command) == (1, "RateExceeded")


def test_options_win_over_the_file(folder: Path) -> None:
    (folder / "fleet.yaml").write_text("nodes: [{count: 60}]\nsend: {MaxErrors: 3, MaxConcurrency: 4, Comment: look}\n")
    found = ssmdoc(
        *("run", "third.yaml", "--fleet", "fleet.yaml", "--sandbox", "namespace", "--format", "json"),
        *("--max-errors", "50%", "--timeout-seconds", "600"),
    )
    command = json.loads(found.out)["Command"]
    names = ("MaxErrors", "MaxConcurrency", "Comment", "TimeoutSeconds", "TargetCount", "InstanceIds", "Targets")
    every = [{"Key": "InstanceIds", "Values": ["*"]}]
    assert [command[name] for name in names] == ["50%", "4", "look", 600, 60, [], every]


def test_a_setup_script_that_fails_is_the_failure_of_its_node(folder: Path) -> None:
    (folder / "fleet.yaml").write_text("- {name: web}\n- {id: i-0000000c, name: db}\n")
    (folder / "setup.sh").write_text("case $AWS_SSM_INSTANCE_ID in *c) echo no >&2; exit 9;; esac\n")
    arguments = ("third.yaml", "--fleet", "fleet.yaml", "--setup", "setup.sh", "--max-errors", "1")
    assert details(*arguments) == (1, "Incomplete", ["web Success", "db Failed"])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--fleet", "none.yaml"], "none.yaml: no such file or directory"),
        (["--fleet", "bad.yaml"], 'bad.yaml:1:10: error: unknown key "roles" in node 1 [unknown-key]'),
        (["--fleet", "fleet.yaml", "--targets", "Role=web"], "--targets: must have the key InstanceIds, tag:NAME or"),
        (["--max-errors", "1"], "--max-errors is for a fleet: name its file with --fleet"),
        (["--fleet", "fleet.yaml", "--keep"], "--keep is for a run on one node"),
        (["--fleet", "fleet.yaml", "--instance-id", "i-00000001"], "--instance-id is for a run on one node"),
        (["--fleet", "fleet.yaml", "--image", "a", "--image", "b"], "with --fleet, --image is that of the nodes that"),
        (["--fleet", "fleet.yaml", "--max-errors", "x"], "argument --max-errors: must be a number of errors from 0"),
        (
            ["--fleet", "fleet.yaml", "--timeout-seconds", "9"],
            "argument --timeout-seconds: must be a number of seconds",
        ),
        (["--fleet", "fleet.yaml", "--deliver", "third.yaml"], "--deliver third.yaml: not a folder"),
    ],
)
def test_wrong_usage(folder: Path, options: list[str], error: str) -> None:
    (folder / "fleet.yaml").write_text("- {}\n")
    (folder / "bad.yaml").write_text("nodes: [{roles: [web]}]\n")
    found = ssmdoc("run", "third.yaml", "--sandbox", "namespace", *options)
    assert (found.code, found.out) == (2, "")
    assert error in found.err


@pytest.mark.parametrize(
    ("targets", "refusal"),
    [
        (
            ["i-00000009"],
            "InvalidInstanceId (SendCommand): Instances [[i-00000009]] not in a valid state for account 123456789012",
        ),
        (
            [f"tag:{name}=x" for name in "abcdef"],
            "ValidationException (SendCommand): 1 validation error detected: 6 members at 'targets' failed to "
            "satisfy constraint: Member must have length less than or equal to 5",
        ),
    ],
)
def test_what_the_service_refuses(folder: Path, targets: list[str], refusal: str) -> None:
    (folder / "fleet.yaml").write_text("- {}\n")
    options = [word for target in targets for word in ("--targets", target)]
    found = ssmdoc("run", "third.yaml", "--sandbox", "namespace", "--fleet", "fleet.yaml", *options)
    assert (found.code, found.out, found.err) == (1, f"refused: {refusal}\n", "")


def test_images_do_not_apply_in_namespaces(folder: Path) -> None:
    (folder / "fleet.yaml").write_text("- {id: i-00000001, image: debian12}\n- {id: i-00000002, image: rhel9}\n")
    found = ssmdoc("run", "third.yaml", "--sandbox", "namespace", "--fleet", "fleet.yaml")
    assert found.code == 0
    notice = "ssmdoc: the images of the nodes are not used: the namespace sandbox runs the programs of this machine"
    assert found.err.splitlines()[0] == notice
