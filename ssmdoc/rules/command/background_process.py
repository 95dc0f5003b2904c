"""Background processes that keep a step open."""

import re
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.command.script_lines import SHELL, Line, scripts
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule

_BACKGROUND = re.compile(r"[\w\"'./})\]-][ \t]*(&)[ \t]*$")
_AT_END = re.compile(r"&[ \t]*$", re.MULTILINE)
_WAITS = re.compile(r"(?:^|[;&|\s])wait\b|<<|\bexec\b|\bkill\b|\bat\b")
"""Whoever waits for a process, or ends it, knows that the step lasts; in a heredoc a line is data."""


@rule("background-process", Severity.WARNING)
def background_process(document: Document) -> Iterator[Finding]:
    """A shell script starts a process in the background that keeps the script's output, so that the step does not end.

    A step lasts until nothing holds its standard output and standard error any more, not until its script has ended.
    A process that is started with `&` inherits both, also behind `nohup`. Give it others: `>/dev/null 2>&1 &`.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: serve
        inputs:
          runCommand:
            - /opt/app/serve &  # error: the step lasts until this process ends, for it holds the output
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: serve
        inputs:
          runCommand:
            - /opt/app/serve >/var/log/app.log 2>&1 &
    ```
    """
    for step in document.steps:
        for lines in scripts(step, SHELL, containing=_AT_END):
            held = [line for line in lines if "&" in line.text and _is_held(line)]
            if not held or lines[0].text.startswith("#!") or any(_WAITS.search(line.text) for line in lines):
                continue
            for line in held:
                match = _BACKGROUND.search(line.text)
                if match:
                    start = line.start + match.start(1)
                    span = within(document, line.scalar, start, start + 1)
                    yield Finding(span, "the step lasts until this process ends, for it holds the output")


def _is_held(line: Line) -> bool:
    text = line.text.strip()
    return not text.startswith(("#", ")", "}", "done")) and ">" not in text and _BACKGROUND.search(text) is not None
