"""Patterns that admit more than they say."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import TEXT_TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS
from ssmdoc.model.literals import is_open
from ssmdoc.model.references import Form, find_references
from ssmdoc.rules.command.script_lines import POWERSHELL, SHELL, scripts
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_LONGEST = 30
_MOST_JUDGED = 30
"""As many patterns of one document are judged, for that may take some hundredths of a second each."""
_ADMITTED = " ;&| "
"""A text that nobody means to admit who writes a pattern for a value that goes into a script."""


@rule("unanchored-pattern", Severity.INFO, kinds=COMMAND_KINDS, keys=("allowedPattern",))
def unanchored_pattern(document: Document) -> Iterator[Finding]:
    """The `allowedPattern` of a parameter is not tied to the beginning and the end of the value.

    The agent looks for the pattern anywhere in the value, so that `[a-z]+` admits `a; reboot`. The value goes into a
    script, where that is a way to run other commands. Write `^` in front and `$` behind; with alternatives they go
    around a group: `^(a|b)$`.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      User:
        type: String
        allowedPattern: "[a-z]+"  # error: the pattern may match in the middle of a value, write "^([a-z]+)$"
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["id {{ User }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      User: {type: String, allowedPattern: "^[a-z]+$"}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["id {{ User }}"]}}
    ```
    """
    used: set[str] | None = None
    left = _MOST_JUDGED
    for parameter in document.parameters_with("allowedPattern"):
        pattern = parameter.get("allowedPattern")
        if not isinstance(pattern, Scalar) or parameter.type not in TEXT_TYPES or is_open(pattern.text):
            continue
        if parameter.get("interpolationType") is not None or parameter.get("allowedValues") is not None:
            continue
        if not pattern.text or "^" in pattern.text or "$" in pattern.text or "\\A" in pattern.text or not left:
            continue  # `^https:` means to describe a beginning
        left -= 1
        if not _is_loose(pattern.text):
            continue
        if used is None:
            used = set(_in_scripts(document))
        if parameter.name.text in used:
            remedy = f', write "^({pattern.text})$"' if len(pattern.text) <= _LONGEST else ""
            yield Finding(pattern.span, f"the pattern may match in the middle of a value{remedy}")


def _in_scripts(document: Document) -> Iterator[str]:
    """The parameters whose value becomes part of a script."""
    for step in document.steps:
        for lines in scripts(step, SHELL, POWERSHELL):
            for line in lines:
                yield from (found.names[0] for found in find_references(line.text) if found.form is Form.PARAMETER)


def _is_loose(pattern: str) -> bool:
    """Whether a pattern admits what it describes with anything around it."""
    from ssmdoc.patterns.loose import admits_around  # few patterns are not anchored

    return admits_around(pattern, _ADMITTED)
