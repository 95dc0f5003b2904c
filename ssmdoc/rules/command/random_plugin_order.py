"""Several plugins in a document of schema version 1.2."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import PLUGIN_NAMES
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule


@rule("random-plugin-order", Severity.WARNING, kinds=(Kind.COMMAND_1,))
def random_plugin_order(document: Document) -> Iterator[Finding]:
    """A document of schema version 1.2 has more than one plugin, and they run in random order.

    `runtimeConfig` is a map, and the agent goes through it in another order each time. Besides, a plugin that does not
    work on the node's platform makes the document fail. Schema version 2.2 has a list of steps, in which the order is
    that of the document, and preconditions.

    ```yaml
    schemaVersion: "1.2"
    runtimeConfig:
      aws:runShellScript:
        properties: {runCommand: [uptime]}
      aws:updateSsmAgent:  # error: the plugins of runtimeConfig run in random order
        properties:
          agentName: amazon-ssm-agent
          allowDowngrade: "false"
          source: https://s3.{Region}.amazonaws.com/amazon-ssm-{Region}/ssm-agent-manifest.json
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
    plugins = {step.action.text: step.action for step in document.steps if step.action}
    known = [action for name, action in plugins.items() if name in PLUGIN_NAMES]
    if len(known) > 1:
        label = Label(known[0].span, "another plugin")
        yield Finding(known[1].span, "the plugins of runtimeConfig run in random order", (label,))
