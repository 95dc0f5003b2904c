"""More attachments than a runbook can have."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_ATTACHMENTS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar


@rule("too-many-attachments", Severity.WARNING, kinds=AUTOMATION_KINDS, keys=("files",))
def too_many_attachments(document: Document) -> Iterator[Finding]:
    """A runbook names more files than it can have as attachments.

    A runbook has at most five attachments, of at most 256 MB each. Pack several scripts into one ZIP file.

    ```yaml
    schemaVersion: "0.3"
    files:
      a.py: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000001"}}
      b.py: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000002"}}
      c.py: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000003"}}
      d.py: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000004"}}
      e.py: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000005"}}
      f.py:  # error: a runbook has at most 5 attachments, there are 6
        checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000006"}
    mainSteps:
      - name: run
        action: aws:executeScript
        inputs: {Runtime: python3.11, Handler: main.handler, Attachment: a.py}
    ```

    ```yaml
    schemaVersion: "0.3"
    files:
      scripts.zip: {checksums: {sha256: "0000000000000000000000000000000000000000000000000000000000000001"}}
    mainSteps:
      - name: run
        action: aws:executeScript
        inputs: {Runtime: python3.11, Handler: main.handler, Attachment: scripts.zip}
    ```
    """
    files = document.get("files")
    if not isinstance(files, Mapping):
        return
    keys = {entry.key.text: entry.key for entry in files.entries if isinstance(entry.key, Scalar)}
    if len(keys) > MAX_ATTACHMENTS:
        beyond = list(keys.values())[MAX_ATTACHMENTS]
        yield Finding(beyond.span, f"a runbook has at most {MAX_ATTACHMENTS} attachments, there are {len(keys):,}")
