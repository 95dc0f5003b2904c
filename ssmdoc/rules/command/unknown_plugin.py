"""Plugins that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.action_names import ALL_ACTION_NAMES
from ssmdoc.catalogue.nearest import did_you_mean, offer
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("unknown-plugin", Severity.ERROR)
def unknown_plugin(document: Document) -> Iterator[Finding]:
    """A step names a plugin that does not exist, so the step can only fail.

    AWS refuses the document with `Unknown plugin name`; the agent fails the step. Names are matched letter by letter.
    The actions of Automation documents, such as `aws:executeAwsApi`, are no plugins.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShelScript  # error: unknown plugin "aws:runShelScript", did you mean "aws:runShellScript"?
        name: list
        inputs: {runCommand: [ls]}
      - action: aws:sleep  # error: "aws:sleep" is an action of Automation documents, a Command document cannot run it
        name: wait
        inputs: {Duration: PT1M}
    ```

    Write the name as the plugin reference does:

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs: {runCommand: [ls]}
      - action: aws:runShellScript
        name: wait
        inputs: {runCommand: [sleep 60]}
    ```
    """
    for step in document.steps:
        if step.action is None or step.action.text in PLUGIN_NAMES or is_open(step.action.text):
            continue
        name = step.action.text
        if name in ALL_ACTION_NAMES:
            message = f"{in_quotes(name)} is an action of Automation documents, a Command document cannot run it"
        elif f"aws:{name}" in PLUGIN_NAMES:
            message = f"unknown plugin {in_quotes(name)}{offer(f'aws:{name}')}"
        else:
            message = f"unknown plugin {in_quotes(name)}{did_you_mean(name, PLUGIN_NAMES)}"
        yield Finding(step.action.span, message)
