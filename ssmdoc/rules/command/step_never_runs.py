"""Steps whose precondition keeps them from ever running."""

from collections.abc import Iterator
from functools import cache

from ssmdoc.catalogue.schema_versions import PRECONDITION_VERSIONS
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.model.literals import is_open
from ssmdoc.model.steps import Step
from ssmdoc.rules.command.preconditions import beside_platform, compared, is_platform
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence


@rule("step-never-runs", Severity.WARNING, kinds=(Kind.COMMAND_2,), keys=("precondition",))
def step_never_runs(document: Document) -> Iterator[Finding]:
    """A step is skipped on every node, because its precondition cannot hold where its plugin works.

    The precondition asks for a platform that the plugin is not for, or compares a parameter with a text that is not
    one of its allowed values. The step is skipped without an error, and a document whose steps are all skipped ends as
    `Success`.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, allowedValues: [test, prod]}
    mainSteps:
      - action: aws:runShellScript
        name: onWindows
        precondition:
          StringEquals: [platformType, Windows]  # error: this step never runs: aws:runShellScript is not for Windows
        inputs: {runCommand: [dir]}
      - action: aws:runShellScript
        name: inProduction
        precondition:
          StringEquals: ["{{ Stage }}", production]  # error: this step never runs: "Stage" is never "production"
        inputs: {runCommand: [uptime]}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, allowedValues: [test, prod]}
    mainSteps:
      - action: aws:runPowerShellScript
        name: onWindows
        precondition: {StringEquals: [platformType, Windows]}
        inputs: {runCommand: [dir]}
      - action: aws:runShellScript
        name: inProduction
        precondition: {StringEquals: ["{{ Stage }}", prod]}
        inputs: {runCommand: [uptime]}
    ```
    """
    version = document.schema_version
    if version is None or version.text not in PRECONDITION_VERSIONS:
        return
    for step in document.steps:
        operands = compared(step)
        if operands is None:
            continue
        platform = beside_platform(*operands)
        if platform:
            yield from _platform(step, platform)
        else:
            left, right = operands
            yield from _values(document, left, right)
            yield from _values(document, right, left)


def _platform(step: Step, value: Scalar) -> Iterator[Finding]:
    if step.action and not _runs_on(step.action.text, value.text.lower()):
        yield Finding(value.span, f"this step never runs: {step.action.text} is not for {value.text}")


@cache
def _runs_on(name: str, platform: str) -> bool:
    """Whether a plugin runs on a platform, in lower case; True where one of them is not known."""
    from ssmdoc.catalogue.plugins import PLUGINS  # a large table

    plugin = PLUGINS.get(name)
    if plugin is None or not is_platform(platform):
        return True
    return platform in [known.lower() for known in plugin.platforms]


def _values(document: Document, reference: Scalar, value: Scalar) -> Iterator[Finding]:
    parameter = document.whole_parameter(reference.text)
    allowed = parameter.get("allowedValues") if parameter else None
    if parameter is None or parameter.type != "String" or not isinstance(allowed, Sequence) or is_open(value.text):
        return
    values = [item.text for item in allowed.items if isinstance(item, Scalar)]
    default = parameter.get("default")
    if isinstance(default, Scalar):
        values.append(default.text)  # AWS takes an empty default that is not among the allowed values
    if value.text in values or not allowed.items or any(map(is_open, values)):
        return
    label = Label(allowed.span, "the allowed values")
    message = f"this step never runs: {in_quotes(parameter.name.text)} is never {in_quotes(value.text)}"
    yield Finding(value.span, message, (label,))
