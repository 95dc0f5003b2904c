"""aws:configurePackage on a container: install, update, uninstall, the way back, a restart."""

import platform
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from json import dumps
from pathlib import Path
from threading import Event

import pytest

from ssmdoc.plan.command_plan import plan_command
from ssmdoc.running.command import run_command
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.result import CommandResult
from ssmdoc.running.sandbox.protocol import Limits, Sandbox
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY

pytestmark = pytest.mark.docker

HELLO = "echo hello from $(pwd) $BWS_ACTION_NAME $BWS_PLATFORM_NAME $BWS_ARCHITECTURE $SSM_GREETING\n"
BYE = "echo bye\n"
ROOT = "/var/lib/amazon/ssm/packages/Hello"


@pytest.fixture(scope="module")
def sandbox(docker_image: str) -> Iterator[Sandbox]:
    from ssmdoc.running.sandbox.docker.sandbox import DockerSandbox

    with closing(DockerSandbox(docker_image)) as opened:
        yield opened


def package(folder: Path, version: str, scripts: Mapping[str, str], checksum: str = "") -> None:
    """A version of the package Hello."""
    place = folder / "Hello" / version
    place.mkdir(parents=True)
    archive = place / "hello.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in scripts.items():
            opened.writestr(name, content)
    manifest = {
        "schemaVersion": "2.0",
        "version": version,
        "packages": {"_any": {"_any": {"_any": {"file": "hello.zip"}}}},
        "files": {"hello.zip": {"checksums": {"sha256": checksum or sha256(archive.read_bytes()).hexdigest()}}},
    }
    (place / "manifest.json").write_text(dumps(manifest))


def run(sandbox: Sandbox, packages: Path, *steps: Mapping[str, JsonValue]) -> CommandResult:
    """Each step's inputs; one with a runCommand is a script."""
    planned: list[JsonValue] = [
        {
            "action": "aws:runShellScript" if "runCommand" in inputs else "aws:configurePackage",
            "name": f"s{number}",
            "inputs": dict(inputs) if "runCommand" in inputs else {"name": "Hello", **inputs},
        }
        for number, inputs in enumerate(steps)
    ]
    plan = plan_command({"schemaVersion": "2.2", "description": "", "mainSteps": planned}, {})
    node = sandbox.start(IDENTITY, Limits())
    try:
        return run_command(
            plan,
            node,
            IDENTITY,
            on_event=lambda _event: None,
            cancel=Event(),
            surroundings=Surroundings(packages=PackageLibrary((packages,))),
        )
    finally:
        node.stop()


def seen(result: CommandResult) -> list[tuple[str, int, str, str]]:
    return [(step.status, step.code, step.stdout, step.stderr) for step in result.steps]


def test_install_twice_and_uninstall_twice(sandbox: Sandbox, tmp_path: Path) -> None:
    package(tmp_path, "1.0", {"install.sh": HELLO, "uninstall.sh": BYE})
    arguments = dumps({"SSM_GREETING": "you there"})
    install: dict[str, JsonValue] = {"action": "Install", "additionalArguments": arguments}
    uninstall: dict[str, JsonValue] = {"action": "Uninstall"}
    look: dict[str, JsonValue] = {
        "runCommand": [f"ls {ROOT}/* | tr '\\n' ' '", f"grep -o '\"state\": .' {ROOT}/installstate"]
    }
    result = run(sandbox, tmp_path, install, look, install, uninstall, look, uninstall)
    machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    assert seen(result) == [
        (
            "Success",
            0,
            "Initiating Hello 1.0 install\n"
            "Plugin aws:runShellScript ResultStatus Success\n"
            "install output: Running sh install.sh\n"
            f"hello from {ROOT}/1.0 install debian {machine} you there\n\n"
            "Successfully installed Hello 1.0\n",
            "",
        ),
        ("Success", 0, f'{ROOT}/installstate  {ROOT}/1.0: install.sh uninstall.sh "state": 8\n', ""),
        ("Success", 0, "Hello 1.0 is already installed\n", ""),
        (
            "Success",
            0,
            "Initiating Hello 1.0 uninstall\n"
            "Plugin aws:runShellScript ResultStatus Success\n"
            "uninstall output: Running sh uninstall.sh\n"
            "bye\n\n"
            "Successfully uninstalled Hello 1.0\n",
            "",
        ),
        ("Success", 0, f'{ROOT}/installstate "state": 0\n', ""),
        ("Success", 0, "version: 1.0 is not installed\n", ""),
    ]


def test_update_that_fails_goes_back(sandbox: Sandbox, tmp_path: Path) -> None:
    # the version before gets the new version's files, as the agent does, and is uninstalled and installed with them
    package(tmp_path, "1.0", {"install.sh": "echo one", "uninstall.sh": "echo off one"})
    fails_in_its_own_folder = 'echo ten; [ "${PWD##*/}" = 1.0 ] || exit 3'
    package(tmp_path, "1.10", {"install.sh": fails_in_its_own_folder, "uninstall.sh": "echo off ten"})
    result = run(
        sandbox,
        tmp_path,
        {"action": "Install", "version": "1.0"},
        {"action": "Install", "version": "latest"},
        {"runCommand": [f"grep -o '\"version.*state\": .' {ROOT}/installstate", f"ls {ROOT}"]},
    )
    assert seen(result)[1] == (
        "Failed",
        1,
        "Initiating Hello 1.0 uninstall\n"
        "Plugin aws:runShellScript ResultStatus Success\n"
        "uninstall output: Running sh uninstall.sh\noff ten\n\n"
        "Initiating Hello 1.10 install\n"
        "Plugin aws:runShellScript ResultStatus Failed\n"
        "install output: Running sh install.sh\nten\n\n"
        "Initiating Hello 1.10 uninstall\n"
        "Plugin aws:runShellScript ResultStatus Success\n"
        "uninstall output: Running sh uninstall.sh\noff ten\n\n"
        "Initiating Hello 1.0 install\n"
        "Plugin aws:runShellScript ResultStatus Success\n"
        "install output: Running sh install.sh\nten\n\n"
        "Failed to install Hello 1.10, successfully rolled back to Hello 1.0\n"
        "Successfully uninstalled Hello 1.10\n"
        "Successfully uninstalled Hello 1.0\n",
        "install errors: failed to run commands: exit status 3\nFailed to install package; install status Failed\n",
    )
    assert seen(result)[2][2] == '"version": "1.0", "state": 8\n1.0\ninstallstate\n'


def test_update_in_place(sandbox: Sandbox, tmp_path: Path) -> None:
    package(tmp_path, "1.0", {"install.sh": "echo one", "uninstall.sh": ""})
    package(tmp_path, "2.0", {"install.sh": "echo two", "update.sh": "echo up", "uninstall.sh": ""})
    package(tmp_path, "3.0", {"install.sh": "echo three", "uninstall.sh": ""})
    place = {"action": "Install", "installationType": "In-place update"}
    result = run(sandbox, tmp_path, *({**place, "version": version} for version in ("1.0", "2.0", "3.0")))
    assert seen(result)[0][2].startswith("Initiating Hello 1.0 install\n")
    assert "update output: Running sh update.sh\nup\n\nSuccessfully installed Hello 2.0\n" in seen(result)[1][2]
    assert seen(result)[2] == (
        "Failed",
        1,
        "",
        "missing update script required for in-place update\n"
        "Please create a Distributor package with update script and retry the install with 'In-place update' "
        "installation type, or choose 'Uninstall and reinstall' installation type\n",
    )


def test_a_restart_in_the_middle(sandbox: Sandbox, tmp_path: Path) -> None:
    package(tmp_path, "1.0", {"install.sh": "echo first; exit 194", "validate.sh": "echo good", "uninstall.sh": ""})
    assert seen(run(sandbox, tmp_path, {"action": "Install"})) == [
        (
            "Success",
            0,
            "Initiating Hello 1.0 install\n"
            "Plugin aws:runShellScript ResultStatus SuccessAndReboot\n"
            "install output: Running sh install.sh\nfirst\n\n"
            "Initiating Hello 1.0 validate\n"
            "Plugin aws:runShellScript ResultStatus Success\n"
            "validate output: Running sh validate.sh\ngood\n\n"
            "Successfully installed Hello 1.0\n",
            "",
        )
    ]


def test_validate_that_fails(sandbox: Sandbox, tmp_path: Path) -> None:
    package(tmp_path, "1.0", {"install.sh": "", "validate.sh": "exit 5", "uninstall.sh": ""})
    assert seen(run(sandbox, tmp_path, {"action": "Install"})) == [
        (
            "Failed",
            1,
            "Initiating Hello 1.0 install\n"
            "Plugin aws:runShellScript ResultStatus Success\n"
            "install output: Running sh install.sh\n\n"
            "Initiating Hello 1.0 validate\n"
            "Plugin aws:runShellScript ResultStatus Failed\n"
            "validate output: Running sh validate.sh\n\n",
            "validate errors: failed to run commands: exit status 5\n"
            "Failed to install package; install status Failed\n",
        )
    ]


def test_exit_code_168_is_a_success_of_the_script(sandbox: Sandbox, tmp_path: Path) -> None:
    package(tmp_path, "1.0", {"install.sh": "exit 168", "uninstall.sh": ""})
    (end,) = seen(run(sandbox, tmp_path, {"action": "Install"}))
    assert end[:2] == ("Success", 0)
    assert "install output: Running sh install.sh\n\nStep exited with code 168." in end[2]
    assert (end[2].splitlines()[-1], end[3]) == ("Successfully installed Hello 1.0", "")


def test_what_cannot_be_installed(sandbox: Sandbox, tmp_path: Path) -> None:
    zeros = "0" * 64
    package(tmp_path, "1.0", {"install.sh": "", "uninstall.sh": ""}, checksum=zeros)
    package(tmp_path, "2.0", {"readme": "", "uninstall.sh": ""})
    package(tmp_path, "3.0", {"install.sh": "", "install.ps1": ""})
    wrong_hash = (
        "failed to download installation package reliably, 1.0/hello.zip, failed to verify hash of downloadinput "
        f"{{1.0/hello.zip /var/lib/amazon/ssm/download/ map[sha256:{zeros}]}}\n"
    )
    no_install = "Package is not supported (package is missing install action)\n"
    for version, action, stdout, stderr in (
        ("1.0", "Install", "", wrong_hash * 3),
        ("2.0", "Install", "", no_install * 4),
        (
            "3.0",
            "Install",
            "Initiating Hello 3.0 install\n",
            "install has more than one implementation (sh, ps1, json)\n"
            "Failed to install package; install status Failed\n",
        ),
        ("3.0", "Update", "", "unsupported action: Update\n"),
        (
            "4.0",
            "Install",
            "",
            "failed to download manifest - failed to retrieve package document description: "
            "InvalidDocumentVersion: Document with name Hello has no version named 4.0.\n",
        ),
    ):
        result = run(sandbox, tmp_path, {"action": action, "version": version})
        assert seen(result) == [("Failed", 1, stdout, stderr)]
