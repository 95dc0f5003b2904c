"""Files of a package that the manifest does not describe."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.package.manifest import files, uses
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("undeclared-file", Severity.ERROR)
def undeclared_file(document: Document) -> Iterator[Finding]:
    """A package names a file that `files` does not have.

    The agent looks the file up there, letter by letter, and ends with `failed to find file for` on the nodes that
    the entry is for.

    ```yaml
    schemaVersion: "2.0"
    version: "1.0"
    packages:
      amazon: {_any: {x86_64: {file: agent-linux.zip}}}  # error: file "agent-linux.zip" is not in "files", did you mean "agent_linux.zip"?
    files:
      agent_linux.zip:
        checksums: {sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
    ```

    Each file that a package names has its hash in `files`:

    ```json
    {
      "schemaVersion": "2.0",
      "version": "1.0",
      "packages": {"amazon": {"_any": {"x86_64": {"file": "agent_linux.zip"}}}},
      "files": {
        "agent_linux.zip": {
          "checksums": {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
        }
      }
    }
    ```
    """  # noqa: E501
    declared = files(document)
    if declared is None:
        return
    missing = [file for file in uses(document) if file.text not in declared]
    hints = Hints(declared)
    for file in missing:
        message = f'file {in_quotes(file.text)} is not in "files"{hints.did_you_mean(file.text)}'
        yield Finding(file.span, message)
