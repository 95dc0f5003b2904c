"""Actions that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.action_names import ACTION_NAMES, ALL_ACTION_NAMES
from ssmdoc.catalogue.nearest import did_you_mean, offer
from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES, SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("unknown-action", Severity.ERROR)
def unknown_action(document: Document) -> Iterator[Finding]:
    """A step names an action that does not exist.

    AWS refuses the document: `Unknown action: aws:executeScrpt`. Names are matched letter by letter. Plugins of Command
    documents, such as `aws:runShellScript`, are no actions: `aws:runCommand` runs the document that has them.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: wait
        action: aws:slep  # error: unknown action "aws:slep", did you mean "aws:sleep"?
        inputs: {Duration: PT5M}
      - name: look
        action: aws:configurePackage  # error: "aws:configurePackage" is a plugin of Command documents, no action
        inputs: {name: jq, action: Install}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT5M}
      - name: look
        action: aws:runCommand
        inputs:
          DocumentName: AWS-RunShellScript
          InstanceIds: [i-0123456789abcdef0]
          Parameters: {commands: [uptime]}
    ```
    """
    for step in document.steps:
        if step.action is None or step.action.text in ALL_ACTION_NAMES or not is_literal(step.action):
            continue
        name = step.action.text
        if name in PLUGIN_NAMES:
            message = f"{in_quotes(name)} is a plugin of Command documents, no action"
            if name in SCRIPT_PLUGINS:
                message += f"; aws:runCommand runs scripts with {name.replace('aws:run', 'AWS-Run')}"
        elif f"aws:{name}" in ALL_ACTION_NAMES:
            message = f"unknown action {in_quotes(name)}{offer(f'aws:{name}')}"
        else:
            message = f"unknown action {in_quotes(name)}{did_you_mean(name, ACTION_NAMES)}"
        # in no source is it said whether AWS looks at letter case
        severity = Severity.WARNING if name.lower() in map(str.lower, ALL_ACTION_NAMES) else None
        yield Finding(step.action.span, message, severity=severity)
