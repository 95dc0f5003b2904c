"""Schema versions that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.schema_versions import DOCUMENTED_COMMAND_VERSIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS, VERSIONS, Kind, kind_of_version
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated, quoted
from ssmdoc.source.problem import in_quotes

_EXPECTED = {
    Kind.AUTOMATION: "that of Automation documents",
    Kind.CHANGE_TEMPLATE: "that of change templates",
    Kind.SESSION: "that of Session documents",
    Kind.PACKAGE: "that of package manifests",
}


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

    Version 2.2 is the newest of Command documents; Automation documents have 0.3, Session documents 1.0:

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```
    """
    version, kind = document.schema_version, document.kind
    if version is None or kind not in VERSIONS or kind_of_version(version.text):
        return
    if kind in COMMAND_KINDS:
        known = enumerated(quoted(DOCUMENTED_COMMAND_VERSIONS), "or")
        expected = f'{known}, most likely "{VERSIONS[kind][0]}"'
    else:
        expected = f'"{VERSIONS[kind][0]}", {_EXPECTED[kind]}'
    yield Finding(version.span, f"unknown schema version {in_quotes(version.text)}, expected {expected}")
