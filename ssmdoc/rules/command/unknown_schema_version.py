"""Schema versions that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.schema_versions import COMMAND_1_VERSIONS, COMMAND_2_VERSIONS, DOCUMENTED_COMMAND_VERSIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, rule


@rule("unknown-schema-version", Severity.ERROR)
def unknown_schema_version(document: Document) -> Iterator[Finding]:
    """There is no such schema version.

    AWS refuses the document: `Document schema version is invalid. Value: 2.1`. The agent compares letter by letter,
    so `2.2.0` is not `2.2`. Versions 1.1 and 2.1 were withdrawn.

    ```yaml
    schemaVersion: "2.1"  # error: unknown schema version "2.1", expected "1.2", "2.0" or "2.2", most likely "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```

    Version 2.2 is the newest of Command documents:

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```
    """
    version = document.schema_version
    if version is None or version.text in COMMAND_1_VERSIONS or version.text in COMMAND_2_VERSIONS:
        return
    likely = "1.2" if document.kind is Kind.COMMAND_1 else "2.2"
    expected = ", ".join(f'"{known}"' for known in DOCUMENTED_COMMAND_VERSIONS[:-1])
    message = f'unknown schema version "{version.text}", expected {expected} or "{DOCUMENTED_COMMAND_VERSIONS[-1]}"'
    yield Finding(version.span, f'{message}, most likely "{likely}"')
