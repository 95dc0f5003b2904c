"""Step names with characters that break."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.values import scalar_kind


@rule("invalid-step-name", Severity.WARNING)
def invalid_step_name(document: Document) -> Iterator[Finding]:
    """A step has a name with other characters than letters, digits and underscores.

    AWS may refuse the document: `StepName: list-users is invalid.` In an Automation document a reference such as
    `{{ list-users.Output }}` is not read as one. In a Command document the name becomes part of the path of the
    script, which the agent hands to `sh -c`: a script step with white space in its name always fails with code 127,
    and that is an error. Other characters are a warning.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: list files  # error: step name "list files" has white space, which breaks the path of the script
        inputs: {runCommand: [ls]}
      - action: aws:runShellScript
        name: list-users  # error: step name "list-users" has other characters than letters, digits and underscores
        inputs: {runCommand: [who]}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: listFiles, inputs: {runCommand: [ls]}}
      - {action: aws:runShellScript, name: list_users, inputs: {runCommand: [who]}}
    ```
    """
    for step in document.steps:
        name = step.name
        if name is None or not name.text or _is_plain(name.text) or scalar_kind(name) != "string":
            continue
        runs_script = step.action is not None and step.action.text in SCRIPT_PLUGINS
        if runs_script and any(map(str.isspace, name.text)):
            message = f"step name {in_quotes(name.text)} has white space, which breaks the path of the script"
            yield Finding(name.span, message, severity=Severity.ERROR)
        else:
            message = f"step name {in_quotes(name.text)} has other characters than letters, digits and underscores"
            yield Finding(name.span, message)


def _is_plain(name: str) -> bool:
    return name.isascii() and name.replace("_", "a").isalnum()
