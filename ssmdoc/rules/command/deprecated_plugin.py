"""Plugins that should not be used any more."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import OUTDATED_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule


@rule("deprecated-plugin", Severity.INFO)
def deprecated_plugin(document: Document) -> Iterator[Finding]:
    """A step runs a plugin that agents of today do not support, or support for old nodes alone.

    `aws:cloudWatch` has been replaced by the CloudWatch agent, and `aws:updateAgent` updates EC2Config, the agent
    before SSM Agent. `aws:configureDaemon` is known to the agent by name and offered on no platform.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:updateAgent  # error: "aws:updateAgent" is outdated: it is for EC2Config
        name: update
        inputs:
          agentName: Ec2Config
          source: https://s3.{Region}.amazonaws.com/aws-ssm-{Region}/manifest.json
          allowDowngrade: "false"
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:updateSsmAgent
        name: update
        inputs:
          agentName: amazon-ssm-agent
          source: https://s3.{Region}.amazonaws.com/amazon-ssm-{Region}/ssm-agent-manifest.json
          allowDowngrade: "false"
    ```
    """
    for step in document.steps:
        instead = OUTDATED_PLUGINS.get(step.action.text) if step.action else None
        if step.action and instead:
            yield Finding(step.action.span, f'"{step.action.text}" is outdated: {instead}')
