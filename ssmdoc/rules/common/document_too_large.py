"""Documents that are larger than AWS takes."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_DOCUMENT_BYTES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping

_NEARLY_BYTES = 60 * 1024


@rule("document-too-large", Severity.ERROR)
def document_too_large(document: Document) -> Iterator[Finding]:
    """The document is larger than 64 KB, or nearly so.

    AWS refuses a document of more than 65,536 bytes: `MaxDocumentSizeExceeded`. The values of parameters count too
    when it is run, so from 61,440 bytes on there is a warning. Bytes are counted as UTF-8, comments and indentation
    included.

    ```yaml
    schemaVersion: "2.2"  # error: the document has 70,190 bytes, AWS takes no more than 65,536
    description: «70,000 characters»
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: [ls]}}
    ```

    Keep long scripts in Amazon S3 or GitHub and fetch them with `aws:downloadContent`:

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:downloadContent
        name: fetch
        inputs:
          sourceType: S3
          sourceInfo: '{"path": "https://s3.amazonaws.com/amzn-s3-demo-bucket/install.sh"}'
          destinationPath: /tmp/install
      - action: aws:runShellScript
        name: install
        inputs: {runCommand: [sh /tmp/install/install.sh]}
    ```
    """
    text = document.source.text
    # no character takes more than four bytes: most documents need not be encoded to be known as small
    if len(text) * 4 < _NEARLY_BYTES or not isinstance(document.root, Mapping):
        return
    size = len(text.encode(errors="replace"))
    first = document.root.entries[0].key.span
    if size > MAX_DOCUMENT_BYTES:
        yield Finding(first, f"the document has {size:,} bytes, AWS takes no more than {MAX_DOCUMENT_BYTES:,}")
    elif size >= _NEARLY_BYTES:
        message = f"the document has {size:,} of {MAX_DOCUMENT_BYTES:,} bytes, and the values of parameters count too"
        yield Finding(first, message, severity=Severity.WARNING)
