"""Parameters whose names differ in letter case only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes

if TYPE_CHECKING:
    from ssmdoc.source.tree import Scalar


@rule("similar-parameter-names", Severity.WARNING)
def similar_parameter_names(document: Document) -> Iterator[Finding]:
    """Two parameters have names that differ in letter case only.

    They are two parameters, for names are case-sensitive, but whoever reads or runs the document takes one for the
    other.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      LogPath: {type: String}
      logPath: {type: String}  # error: "logPath" differs from "LogPath" in letter case only
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["cp {{ LogPath }} {{ logPath }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      LogPath: {type: String}
      BackupPath: {type: String}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["cp {{ LogPath }} {{ BackupPath }}"]}}
    ```
    """
    first: dict[str, Scalar] = {}
    for parameter in document.parameters:
        name = parameter.name
        earlier = first.setdefault(name.text.lower(), name)
        if earlier.text != name.text:
            label = Label(earlier.span, "the other parameter")
            yield Finding(
                name.span,
                f"{in_quotes(name.text)} differs from {in_quotes(earlier.text)} in letter case only",
                (label,),
            )
