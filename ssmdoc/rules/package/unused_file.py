"""Files of a manifest that no package is."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.package.manifest import files, is_complete, uses
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("unused-file", Severity.WARNING)
def unused_file(document: Document) -> Iterator[Finding]:
    """A file stands in `files`, and no package names it, so that no node gets it.

    Often a platform was forgotten, or the file has a new name in one of the two places.

    ```yaml
    schemaVersion: "2.0"
    version: "1.0"
    packages:
      amazon: {_any: {x86_64: {file: agent_linux.zip}}}
    files:
      agent_linux.zip:
        checksums: {sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
      agent_windows.zip:  # error: no package names file "agent_windows.zip"
        checksums: {sha256: 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752}
    ```

    ```json
    {
      "schemaVersion": "2.0",
      "version": "1.0",
      "packages": {
        "amazon": {"_any": {"x86_64": {"file": "agent_linux.zip"}}},
        "windows": {"_any": {"x86_64": {"file": "agent_windows.zip"}}}
      },
      "files": {
        "agent_linux.zip": {
          "checksums": {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
        },
        "agent_windows.zip": {
          "checksums": {"sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"}
        }
      }
    }
    ```
    """
    used = {file.text for file in uses(document)}
    declared = files(document)
    if declared is None or not is_complete(document) or not used <= declared.keys():
        return  # what is wrong there is reported, and may be what the file is for
    for name, key in declared.items():
        if name not in used:
            yield Finding(key.span, f"no package names file {in_quotes(name)}")
