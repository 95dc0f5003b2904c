"""Arguments of a package that the agent does not read."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping


@rule("discarded-additional-arguments", Severity.WARNING, keys=("additionalArguments",))
def discarded_additional_arguments(document: Document) -> Iterator[Finding]:
    """`additionalArguments` of `aws:configurePackage` is a map, which the agent discards.

    The agent reads a text with a JSON object there, whose keys begin with `SSM_`. In place of a map it takes nothing,
    without a word, and the scripts of the package run without their arguments.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:configurePackage
        name: install
        inputs:
          name: ExamplePackage
          action: Install
          additionalArguments: {SSM_PORT: "8080"}  # error: the agent discards a map here, write it as JSON text
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:configurePackage
        name: install
        inputs:
          name: ExamplePackage
          action: Install
          additionalArguments: '{"SSM_PORT": "8080"}'
    ```
    """
    for step in document.steps:
        if not step.runs("aws:configurePackage"):
            continue
        for arguments in step.agent_inputs("additionalArguments"):
            if (
                isinstance(arguments, Mapping)
                and arguments.entries
                and not isinstance(arguments.entries[0].key, Mapping)
            ):
                yield Finding(arguments.span, "the agent discards a map here, write it as JSON text")
