"""Working directories that are looked for where they are not."""

import re
from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_ABSOLUTE = re.compile(r"/|\\\\|[A-Za-z]:[\\/]")
_FILLING = ("aws:downloadContent", "aws:runDocument")
"""Plugins that put files where relative directories are looked up."""


@rule("relative-working-directory", Severity.WARNING, keys=("workingDirectory",))
def relative_working_directory(document: Document) -> Iterator[Finding]:
    """`workingDirectory` is not an absolute path, and nothing has been downloaded into it.

    The agent looks for a relative directory below the files that earlier steps of the command have downloaded. Where it
    is not there, the agent ignores it without a word and runs the script in its default directory, `/usr/bin` on Linux.
    `~` and variables are not expanded.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: build
        inputs:
          workingDirectory: ~/app  # error: workingDirectory "~/app" is not absolute, the agent ignores it
          runCommand: [make]
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:downloadContent
        name: fetch
        inputs:
          sourceType: S3
          sourceInfo: '{"path": "https://s3.amazonaws.com/amzn-s3-demo-bucket/app/"}'
          destinationPath: app
      - action: aws:runShellScript
        name: build
        inputs: {workingDirectory: app, runCommand: [make]}
      - action: aws:runShellScript
        name: install
        inputs: {workingDirectory: /opt/app, runCommand: [make install]}
    ```
    """
    for step in document.steps:
        action = step.action.text if step.action else ""
        if action in _FILLING:
            return
        if action not in SCRIPT_PLUGINS:
            continue
        for directory in step.agent_inputs("workingDirectory"):
            if isinstance(directory, Scalar) and _is_relative(directory.text):
                message = f"workingDirectory {in_quotes(directory.text)} is not absolute, the agent ignores it"
                yield Finding(directory.span, message)


def _is_relative(path: str) -> bool:
    if not path.strip() or path.rstrip("/\\") == "." or path in ("null", "~") or is_open(path):
        return False
    return _ABSOLUTE.match(path) is None
