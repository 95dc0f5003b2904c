"""A document that replaces the programs with which its node is looked at: differences, and nothing else."""

from pathlib import Path

import pytest

from ssmdoc.cli import main

SPEC = """\
document:
  schemaVersion: "2.2"
  mainSteps:
    - name: lie
      action: aws:runShellScript
      inputs:
        runCommand:
          - mkdir -p /opt/lies
          - |
            for name in stat sed tr head sha256sum; do
              printf '#!/bin/sh\\necho "tcp 0 a:zz x 0A"\\n' > /opt/lies/$name
            done
          - chmod 755 /opt/lies/*
environment: {PATH: "/opt/lies:/usr/sbin:/usr/bin:/sbin:/bin"}
cases:
  - name: lies
    expect:
      files: {/etc/passwd: {mode: "0644", content: x}}
      processes: [nginx]
      ports: [80]
      commands: [exit 1]
      idempotent: {files: [/etc/passwd, /opt/lies], commands: [cat /dev/urandom | head -c 10000000]}
"""


def test_lies_are_differences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lies.ssmtest.yaml").write_text(SPEC)
    assert main(["test", "--sandbox", "namespace"]) == 1
    out = capsys.readouterr().out
    lines = [line.strip().partition("  [")[0].partition("; there")[0] for line in out.splitlines()]
    assert [line for line in lines if line.startswith(("file ", "processes ", "port ", "command "))] == [
        "file /etc/passwd: expected a file that can be looked at, got no answer of the node",
        "processes nginx: expected at least 1, got none",
        "port 80/tcp: expected open, got not open; open are none",
        "command exit 1: expected exit code 0, got exit code 1",
    ]
