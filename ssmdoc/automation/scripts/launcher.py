"""The file that starts a Python script on a node: what the script is given, and the harness."""

import marshal
import posixpath
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ssmdoc.automation.scripts.job import PythonJob

ROOT = "/var/lib/ssmdoc"
"""Folder on the node of what stays for the next script."""
_MODULES = ("harness", "aws_calls")
_MARSHAL_VERSION = 2
"""The format that every Python 3 reads."""
_LAUNCHER = """import marshal, os, sys
job, modules = marshal.loads({data!r})
job["launcher"] = __file__
library = job["library"]
if not os.path.exists(library + "/ssmdoc_harness.py"):
    os.makedirs(library, exist_ok=True)
    for name in sorted(modules):
        with open(library + "/" + name, "w", encoding="utf-8") as file:
            file.write(modules[name])
sys.path.insert(0, library)
import ssmdoc_harness
del sys.path[0]
ssmdoc_harness.main(job)
"""


class _Modules(NamedTuple):
    sources: dict[str, str]
    folder: str


@cache
def _modules() -> _Modules:
    """The texts for the node by file name, and a folder that is named after them."""
    here = Path(__file__).with_name("on_node")
    sources = {f"ssmdoc_{name}.py": (here / f"{name}.py").read_text(encoding="utf-8") for name in _MODULES}
    digest = sha256("".join(sources.values()).encode()).hexdigest()[:12]
    return _Modules(sources, f"{ROOT}/{digest}")


def launcher(job: PythonJob, mark: str, *, traced: bool = False) -> bytes:
    """The text of the file; any Python from 3.6 on reads it. `traced`: the lines that run are told."""
    sources, folder = _modules()
    # Any: what the harness reads as a dict of its own
    told: dict[str, Any] = {
        "mark": mark,
        "folder": job.folder,
        "script": script_path(job.folder),
        "library": folder,
        "lent": f"{ROOT}/lent",
        "source": job.source,
        "handler": job.handler,
        "payload": job.payload,
        "context": job.context,
        "traced": traced,
        "archives": [posixpath.basename(file.name) for file in job.attachments if file.name.lower().endswith(".zip")],
    }
    return _LAUNCHER.format(data=marshal.dumps((told, sources), _MARSHAL_VERSION)).encode()


def script_path(folder: str) -> str:
    """Where the document's own script is. Source of the name: a recorded FailureMessage (see `end.failure_text`)."""
    return f"{folder}/customer_script.py"
