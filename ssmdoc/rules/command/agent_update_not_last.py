"""Updates of the agent with steps after them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.command.preconditions import platform_of
from ssmdoc.rules.registry import Finding, rule

if TYPE_CHECKING:
    from ssmdoc.model.steps import Step

_UPDATES = ("aws:updateSsmAgent", "aws:updateAgent")


@rule("agent-update-not-last", Severity.WARNING, kinds=(Kind.COMMAND_2,))
def agent_update_not_last(document: Document) -> Iterator[Finding]:
    """A step updates the agent, and other steps follow.

    The update is only started: the agent goes on with the next step at once, while the updater gets ready to stop and
    replace it. What the later steps do may be cut off. Make the update the last step.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:updateSsmAgent  # error: the agent is replaced while the steps after this one run
        name: update
        inputs:
          agentName: amazon-ssm-agent
          allowDowngrade: "false"
          source: https://s3.{Region}.amazonaws.com/amazon-ssm-{Region}/ssm-agent-manifest.json
      - action: aws:runShellScript
        name: report
        inputs: {runCommand: [uptime]}
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: report
        inputs: {runCommand: [uptime]}
      - action: aws:updateSsmAgent
        name: update
        inputs:
          agentName: amazon-ssm-agent
          allowDowngrade: "false"
          source: https://s3.{Region}.amazonaws.com/amazon-ssm-{Region}/ssm-agent-manifest.json
    ```
    """
    if not any(step.action and step.action.text in _UPDATES for step in document.steps):
        return
    last: dict[str | None, Step] = {}  # by platform, the last step that is no update
    for step in document.steps:
        if step.action is not None and step.action.text not in _UPDATES:
            last[platform_of(step)] = step
    order = {id(step): number for number, step in enumerate(document.steps)} if last else {}
    for number, step in enumerate(document.steps):
        if step.action is None or step.action.text not in _UPDATES:
            continue
        platform = platform_of(step)
        others = last.values() if platform is None else filter(None, (last.get(platform), last.get(None)))
        later = [other for other in others if order[id(other)] > number]
        if later:
            label = Label((later[0].name or later[0].node).span, "a step after it")
            yield Finding(step.action.span, "the agent is replaced while the steps after this one run", (label,))
