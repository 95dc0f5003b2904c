"""A schema version that YAML reads as a number."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Edit, Fix, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.values import scalar_kind


@rule("unquoted-schema-version", Severity.ERROR)
def unquoted_schema_version(document: Document) -> Iterator[Finding]:
    """`schemaVersion` is a number because it has no quotes.

    AWS wants text there and refuses a document with a number, and so does the agent.

    ```yaml
    schemaVersion: 2.2  # error: schemaVersion is a number here; quote it: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```

    With quotes it is text:

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```
    """
    version = document.schema_version
    if version is None or scalar_kind(version) not in ("number", "integer"):
        return
    right = f'"{version.text}"'
    fix = Fix(f"write {right}", (Edit(version.span, right),), safe=True)
    yield Finding(version.span, f"schemaVersion is a number here; quote it: {right}", fix=fix)
