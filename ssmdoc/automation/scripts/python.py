"""Running a Python script of aws:executeScript on a node."""

import os
import time
from collections.abc import Callable
from threading import Event

from ssmdoc.automation.scripts.calls import OnCall
from ssmdoc.automation.scripts.end import Broken, ScriptEnd
from ssmdoc.automation.scripts.ending import ending
from ssmdoc.automation.scripts.files import write_attachments
from ssmdoc.automation.scripts.job import SECONDS, PythonJob
from ssmdoc.automation.scripts.launcher import launcher, script_path
from ssmdoc.automation.scripts.lending import lend
from ssmdoc.automation.scripts.listener import Bounds, Listener
from ssmdoc.automation.scripts.memory import limited_argv
from ssmdoc.running.sandbox.protocol import Node, OnOutput, Script

NO_PYTHON = "there is no python3 on the node: take an image that has one, such as python:3.11"
_AWS_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "ASIASSMDOCSSMDOC0000",
    "AWS_SECRET_ACCESS_KEY": "ssmdoc",
    "AWS_SESSION_TOKEN": "ssmdoc",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""What the SDK needs to make a request, which never leaves the node."""


def run_python(
    node: Node,
    job: PythonJob,
    on_output: OnOutput,
    cancel: Event,
    on_call: OnCall,
    on_line: Callable[[int], None] | None = None,
) -> ScriptEnd:
    """Run a script to its end; the functions are called while it runs, in the thread of the caller.

    `on_line` gets the lines of the document's own script that run, each once for each process.

    Raises:
        SandboxError: the node is gone or does not answer.
    """
    if problem := write_attachments(node, job.folder, job.attachments):
        return ScriptEnd(Broken(problem), None, b"", 0.0)
    mark = f"\x1d{os.urandom(8).hex()}"
    path = f"{job.folder}/.ssmdoc.py"
    region = {"AWS_REGION": job.region, "AWS_DEFAULT_REGION": job.region}
    script = Script(
        path,
        launcher(job, mark, traced=on_line is not None),
        limited_argv(job.memory_bytes, ("python3", path)),
        ("/",),  # the folder is there only when the script is
        min(job.timeout, SECONDS),
        {**_AWS_ENVIRONMENT, **region, **job.environment},
    )
    listener = Listener(
        node, job.folder, mark, on_output, on_call, lend, Bounds(cancel, time.monotonic() + script.timeout), on_line
    )
    outcome = node.run(script, listener.take, cancel)
    return ending(outcome, listener.close(), script_path(job.folder), script.timeout, NO_PYTHON)
