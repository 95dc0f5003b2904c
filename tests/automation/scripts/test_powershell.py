"""PowerShell scripts: what is sent to pwsh, and what is made of what it says; the pwsh here only plays one."""

from threading import Event

import pytest

from ssmdoc.automation.scripts.end import Broken, Frame, HowItEnded, Raised, Returned
from ssmdoc.automation.scripts.job import PowerShellJob
from ssmdoc.automation.scripts.powershell import NO_POWERSHELL, run_powershell
from ssmdoc.running.node_files import NodeFile, write_files
from ssmdoc.running.sandbox.protocol import Node

SCRIPT = "/tmp/run/customer_script.ps1"
# It says what the text of the script tells it to, after the word that stands for the mark.
PWSH = """#!/usr/bin/env python3
import base64, re, sys
told = re.search("told = '(.*)'", open(sys.argv[-1]).readline()).group(1)
told = base64.b64decode(told).decode()
mark = re.search(r'"mark": "(.*?)"', told).group(1).replace("\\\\u001d", "\\x1d")
for line in re.search(r'"source": "(.*?)", "payload"', told).group(1).split("\\\\n"):
    print(line.replace("MARK", mark + " 1").replace('\\\\"', '"'), flush=True)
"""


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ('hello\nMARK runtime . "PowerShell 7.4.1"\nMARK returned . {"Message": "x"}', Returned({"Message": "x"})),
        (
            'MARK runtime . "PowerShell 7.4.1"',
            Broken("the script ended its own process with exit code 0, before its handler returned"),
        ),
        (
            'MARK runtime . "PowerShell 7.4.1"\n'
            'MARK raised . {"type": "E", "message": "m", '
            f'"frames": [["{SCRIPT}", 3, "f", "throw"]], "traceback": "t"}}',
            Raised("E", "m", (Frame(SCRIPT, 3, "f", "throw"),), "t", SCRIPT),
        ),
    ],
)
@pytest.mark.parametrize("node", [pytest.param("docker", marks=pytest.mark.docker)], indirect=True)
def test_what_pwsh_says(node: Node, source: str, how: HowItEnded) -> None:
    write_files(node, [NodeFile("/usr/local/bin/pwsh", PWSH.encode(), 0o755)])
    printed: list[bytes] = []
    job = PowerShellJob(source, {"a": 1}, "/tmp/run")
    end = run_powershell(node, job, lambda _stream, data: printed.append(data), Event())
    assert (end.how, end.runtime) == (how, "PowerShell 7.4.1")
    assert b"".join(printed) == (b"hello\n" if source.startswith("hello") else b"")


@pytest.mark.parametrize("node", ["bubblewrap"], indirect=True)
def test_a_node_without_pwsh(node: Node) -> None:
    end = run_powershell(node, PowerShellJob("1", None, "/tmp/run"), lambda _stream, _data: None, Event())
    assert (end.how, end.runtime) == (Broken(NO_POWERSHELL), None)
