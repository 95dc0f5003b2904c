"""Exit codes that the agent takes for a timeout."""

import re
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.command.script_lines import SHELL, scripts
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule

_EXIT = re.compile(r"(?:^|[;&|{(]|\b(?:then|else|do))[ \t]*(exit[ \t]+137)(?=[ \t]*(?:$|[;&|})#]))")


@rule("timeout-exit-code", Severity.WARNING)
def timeout_exit_code(document: Document) -> Iterator[Finding]:
    """A shell script ends with exit code 137, which the agent reports as a timeout.

    137 is the code of a script that the agent has killed. A script that ends with it by itself has the status
    `TimedOut` and no message, and `onFailure: exit` does not react to it.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: check
        inputs:
          runCommand:
            - pgrep myapp || exit 137  # error: exit code 137 is reported as TimedOut
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: check
        inputs:
          runCommand:
            - pgrep myapp || exit 1
    ```
    """
    for step in document.steps if "137" in document.source.text else ():
        for lines in scripts(step, SHELL):
            for line in lines:
                if "137" not in line.text or line.text.lstrip().startswith("#"):
                    continue
                for match in _EXIT.finditer(line.text):
                    span = within(document, line.scalar, line.start + match.start(1), line.start + match.end(1))
                    yield Finding(span, "exit code 137 is reported as TimedOut")
