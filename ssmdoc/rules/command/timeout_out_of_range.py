"""Timeouts that the agent replaces by its default."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, MIN_TIMEOUT_SECONDS
from ssmdoc.catalogue.plugin_names import TIMED_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.places import get_ignoring_case
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_INSTEAD = f"the agent takes {DEFAULT_TIMEOUT_SECONDS} instead"


@rule("timeout-out-of-range", Severity.WARNING)
def timeout_out_of_range(document: Document) -> Iterator[Finding]:
    """`timeoutSeconds` is not a number from 5 to 172800.

    The agent then silently takes its default of 3600 seconds.

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
        for inputs in step.input_maps():
            value = get_ignoring_case(inputs, "timeoutSeconds")
            if isinstance(value, Scalar) and value.text and "{{" not in value.text and "<<" not in value.text:
                yield from _check(value)


def _check(value: Scalar) -> Iterator[Finding]:
    if value.text in ("null", "~"):
        return
    whole, _, fraction = value.text.partition(".")
    if not (value.text.isascii() and whole.isdecimal() and (not fraction or fraction.isdecimal())):
        yield Finding(value.span, f'timeoutSeconds "{value.text}" is not a number of seconds, {_INSTEAD}')
    elif not MIN_TIMEOUT_SECONDS <= float(value.text) <= MAX_TIMEOUT_SECONDS:
        limits = f"between {MIN_TIMEOUT_SECONDS} and {MAX_TIMEOUT_SECONDS}"
        yield Finding(value.span, f"timeoutSeconds {value.text} is not {limits}, {_INSTEAD}")
