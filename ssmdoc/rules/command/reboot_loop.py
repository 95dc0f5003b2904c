"""Scripts that ask for a restart each time they run."""

import re
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.command.script_lines import POWERSHELL, SHELL, Line, scripts
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule

_CODES = ((SHELL, "194"), (POWERSHELL, "3010"))
_CONDITIONAL = re.compile(
    r"\b(?:if|elif|case|switch|while|until|for|foreach|test|return|trap|exec|throw|break|function|source|try|catch"
    r"|ErrorActionPreference|Restart-Computer)\b|&&|\|\||\[|set\s+-\w*e|^\s*\.\s|<<|\{\{|\(\)"
)
"""What could keep a script from its last line."""
_EXIT = re.compile(r"(?:^|[;\s])exit\b")


@rule("reboot-loop", Severity.WARNING)
def reboot_loop(document: Document) -> Iterator[Finding]:
    """A script ends with the exit code that asks for a restart, whatever it has found.

    With exit code 194, or 3010 of a PowerShell script on Windows, the agent restarts the node and then runs the same
    script again from its beginning. A script that always ends so restarts the node again and again, until the agent
    gives up after 15 times and no result is ever sent. Ask for the restart only where there was something to do.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: update
        inputs:
          runCommand:
            - yum -y update
            - exit 194  # error: this script restarts the node each time it runs, and runs again after it
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: update
        inputs:
          runCommand:
            - yum -y update
            - if needs-restarting -r; then exit 0; fi
            - exit 194
    ```
    """
    text = document.source.text
    codes = [(plugin, code) for plugin, code in _CODES if code in text]
    for step in document.steps if codes else ():
        for plugin, code in codes:
            for lines in scripts(step, plugin):
                last = _last(lines)
                if last and _asks(last, code) and not any(_may_end(line) for line in lines if line is not last):
                    start = last.start + len(last.text) - len(last.text.lstrip())
                    span = within(document, last.scalar, start, last.start + len(last.text.rstrip()))
                    yield Finding(span, "this script restarts the node each time it runs, and runs again after it")


def _last(lines: list[Line]) -> Line | None:
    """The last line that is not empty and no comment."""
    return next(
        (line for line in reversed(lines) if line.text.strip() and not line.text.lstrip().startswith("#")), None
    )


def _asks(line: Line, code: str) -> bool:
    return re.fullmatch(rf"exit\s+{code}\s*;?", line.text.strip()) is not None


def _may_end(line: Line) -> bool:
    return bool(_CONDITIONAL.search(line.text) or _EXIT.search(line.text)) or line.text.startswith("#!")
