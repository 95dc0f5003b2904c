"""Timeouts that the agent replaces by its default."""

import re
from collections.abc import Iterator

from ssmdoc.catalogue.limits import DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS
from ssmdoc.catalogue.plugin_names import TIMED_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar
from ssmdoc.source.values import scalar_kind, scalar_value

_PLAIN = re.compile(r"[1-9][0-9]{1,4}").fullmatch
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,100}(?:\.[0-9]{0,100})?|\.[0-9]{1,100})(?:[eE][-+]?[0-9]{1,3})?").fullmatch
_INSTEAD = f"the agent takes {DEFAULT_TIMEOUT_SECONDS} instead"


@rule("timeout-out-of-range", Severity.WARNING, keys=("timeoutSeconds",))
def timeout_out_of_range(document: Document) -> Iterator[Finding]:
    """`timeoutSeconds` is not a number from 5 to 172800.

    The agent then silently takes its default of 3600 seconds. Fractions are cut off. A step that runs into its timeout
    has the status `TimedOut`, to which `onFailure: exit` does not react: the next step runs.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: quick
        inputs:
          runCommand: [sleep 1]
          timeoutSeconds: 2  # error: timeoutSeconds 2 is not between 5 and 172800, the agent takes 3600 instead
      - action: aws:runShellScript
        name: slow
        inputs:
          runCommand: [sleep 1]
          timeoutSeconds: 10m  # error: timeoutSeconds "10m" is not a number of seconds, the agent takes 3600 instead
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: quick
        inputs: {runCommand: [sleep 1], timeoutSeconds: 5}
      - action: aws:runShellScript
        name: slow
        inputs: {runCommand: [sleep 1], timeoutSeconds: "600"}
    ```
    """
    for step in document.steps:
        if step.action is None or step.action.text not in TIMED_PLUGINS:
            continue
        for value in step.agent_inputs("timeoutSeconds"):
            if isinstance(value, Scalar) and _PLAIN(value.text):
                continue  # from 10 to 99,999, as most are
            if isinstance(value, Scalar) and value.text and not is_open(value.text):
                yield from _check(value)


def _check(value: Scalar) -> Iterator[Finding]:
    kind = scalar_kind(value)
    if kind == "null":
        return
    if kind in ("integer", "number"):
        seconds = scalar_value(value)
    else:
        # the agent reads text as Go does: blanks and underscores are no part of a number
        seconds = float(value.text) if kind == "string" and _NUMBER(value.text) else None
    if not isinstance(seconds, int | float) or seconds != seconds:
        yield Finding(value.span, f"timeoutSeconds {in_quotes(value.text)} is not a number of seconds, {_INSTEAD}")
    elif not MIN_TIMEOUT_SECONDS <= seconds < MAX_TIMEOUT_SECONDS + 1:
        limits = f"between {MIN_TIMEOUT_SECONDS} and {MAX_TIMEOUT_SECONDS}"
        yield Finding(value.span, f"timeoutSeconds {value.text} is not {limits}, {_INSTEAD}")
