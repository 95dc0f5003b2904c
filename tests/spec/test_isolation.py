"""What a case finds of the cases before it, in real sandboxes."""

import re
import subprocess
from pathlib import Path

import pytest

from ssmdoc.cli import main
from ssmdoc.running.sandbox.owner import KEEP_LABEL

DOCUMENT = """\
schemaVersion: "2.2"
mainSteps:
  - name: look
    action: aws:runShellScript
    inputs:
      runCommand:
        - ls /opt/mark 2>/dev/null || echo no file
        - touch /opt/mark
        - cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c 'sleep 9876[5]' || true
        - sleep 98765 >/dev/null 2>&1 & echo $SSM_COMMAND_ID >/opt/commands
"""
SPEC = """\
document: look.yaml
isolation: {isolation}
cases:
  - {{name: first, expect: {{steps: {{look: {{stdout: "no file\\n0"}}}}}}}}
  - {{name: second, expect: {{steps: {{look: {{stdout: "{found}\\n0"}}}}}}}}
  - {{name: third, expect: {{steps: {{look: {{stdout: "{found}\\n0"}}}}}}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "look.yaml").write_text(DOCUMENT)
    return tmp_path


@pytest.mark.parametrize(("isolation", "found"), [("node", "no file"), ("shared", "/opt/mark")])
@pytest.mark.parametrize("sandbox", [pytest.param("docker", marks=pytest.mark.docker), "namespace"])
def test_files_stay_on_a_shared_node_and_processes_do_not(
    sandbox: str, isolation: str, found: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    options = ["--image", request.getfixturevalue("docker_image")] if sandbox == "docker" else []
    (folder / "look.ssmtest.yaml").write_text(SPEC.format(isolation=isolation, found=found))
    assert main(["test", "-j", "1", "--sandbox", sandbox, *options]) == 0


@pytest.mark.docker
def test_the_node_of_a_case_that_failed_can_be_kept(
    folder: Path, docker_image: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "look.ssmtest.yaml").write_text(SPEC.format(isolation="node", found="another text"))
    assert main(["test", "--keep", "--sandbox", "docker", "--image", docker_image, "--filter", "not third"]) == 1
    err = capsys.readouterr().err
    found = re.search(r'the node of "second" is kept; enter it with: docker exec .* (\w+) sh$', err, re.MULTILINE)
    assert found
    try:
        seen = ["docker", "ps", "-q", "--filter", f"label={KEEP_LABEL}", "--filter", f"id={found[1]}"]
        assert subprocess.run(seen, capture_output=True, text=True, check=True).stdout.strip() == found[1]
        read = ["docker", "exec", found[1], "ls", "/opt/mark"]
        assert subprocess.run(read, capture_output=True, text=True, check=True).stdout == "/opt/mark\n"
    finally:
        subprocess.run(["docker", "rm", "--force", found[1]], check=True, capture_output=True)
