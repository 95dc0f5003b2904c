"""Running a PowerShell script of aws:executeScript on a node."""

import base64
import json
import os
import posixpath
import time
from functools import cache
from pathlib import Path
from threading import Event

from ssmdoc.automation.scripts.calls import refuse
from ssmdoc.automation.scripts.end import Broken, ScriptEnd
from ssmdoc.automation.scripts.ending import ending
from ssmdoc.automation.scripts.files import write_attachments
from ssmdoc.automation.scripts.job import SECONDS, PowerShellJob
from ssmdoc.automation.scripts.lending import lend
from ssmdoc.automation.scripts.listener import Bounds, Listener
from ssmdoc.running.sandbox.protocol import Node, OnOutput, Script

NO_POWERSHELL = "there is no pwsh on the node: take an image that has PowerShell 7"


def run_powershell(node: Node, job: PowerShellJob, on_output: OnOutput, cancel: Event) -> ScriptEnd:
    """Run a script to its end. What it writes to its output is the Payload: one object, or a list of several.

    That the service does so is not documented; `return @{…}` of its examples is the one object. AWS calls are not
    answered: the modules of AWS.Tools have no place where an answer could be put in.

    Raises:
        SandboxError: the node is gone or does not answer.
    """
    if problem := write_attachments(node, job.folder, job.attachments):
        return ScriptEnd(Broken(problem), None, b"", 0.0)
    mark = f"\x1d{os.urandom(8).hex()}"
    path = f"{job.folder}/.ssmdoc.ps1"
    main = f"{job.folder}/customer_script.ps1"
    region = {"AWS_REGION": job.region, "AWS_DEFAULT_REGION": job.region}
    script = Script(
        path,
        _text(job, mark, main),
        ("pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-File", path),
        ("/",),
        min(job.timeout, SECONDS),
        {"POWERSHELL_TELEMETRY_OPTOUT": "1", "POWERSHELL_UPDATECHECK": "Off", **region, **job.environment},
    )
    listener = Listener(
        node, job.folder, mark, on_output, refuse, lend, Bounds(cancel, time.monotonic() + script.timeout)
    )
    outcome = node.run(script, listener.take, cancel)
    return ending(outcome, listener.close(), main, script.timeout, NO_POWERSHELL)


@cache
def _harness() -> str:
    return (Path(__file__).with_name("on_node") / "harness.ps1").read_text(encoding="utf-8")


def _text(job: PowerShellJob, mark: str, main: str) -> bytes:
    names = [posixpath.basename(file.name) for file in job.attachments]
    told = {
        "mark": mark,
        "folder": job.folder,
        "script": main,
        "source": job.source,
        "payload": json.dumps(job.payload),
        "archives": [name for name in names if name.lower().endswith(".zip")],
    }
    return f"$told = '{base64.b64encode(json.dumps(told).encode()).decode()}'\n{_harness()}".encode()
