"""Documents that are larger than AWS takes."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_DOCUMENT_BYTES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Form
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping
from ssmdoc.source.values import to_value

_NEARLY_BYTES = 60 * 1024
_LONG_DEFAULT = 100
"""Shorter defaults make no document too large that is not nearly so."""


@rule("document-too-large", Severity.ERROR)
def document_too_large(document: Document) -> Iterator[Finding]:
    """The document is larger than 64 KB, or nearly so.

    AWS refuses a document of more than 65,536 bytes: `MaxDocumentSizeExceeded`. Bytes are counted as UTF-8, comments
    and indentation included; where the document would be small enough as JSON without blanks, which may be what counts,
    the finding is a warning.

    The values of parameters count too when the document is run. So there is a warning from 61,440 bytes on, and where
    the document with its own defaults in place of the references to them has more than 65,536.

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
    if not isinstance(document.root, Mapping) or not document.root.entries:
        return
    text = document.source.text
    first = document.root.entries[0].key.span
    # no character takes more than four bytes: most documents need not be encoded to be known as small
    size = len(text.encode(errors="replace")) if len(text) * 4 >= _NEARLY_BYTES else len(text)
    if size > MAX_DOCUMENT_BYTES:
        message = f"the document has {size:,} bytes, AWS takes no more than {MAX_DOCUMENT_BYTES:,}"
        compact = _compact_bytes(document.root)
        if compact <= MAX_DOCUMENT_BYTES:
            message += f"; as JSON without blanks it has {compact:,}"
            yield Finding(first, message, severity=Severity.WARNING)
        else:
            yield Finding(first, message)
    elif size >= _NEARLY_BYTES:
        message = f"the document has {size:,} of {MAX_DOCUMENT_BYTES:,} bytes, and the values of parameters count too"
        yield Finding(first, message, severity=Severity.WARNING)
    elif (added := _added_bytes(document)) and size + added > MAX_DOCUMENT_BYTES:
        message = (
            f"with the defaults of its parameters the document has {size + added:,} bytes, "
            f"AWS takes no more than {MAX_DOCUMENT_BYTES:,}"
        )
        yield Finding(first, message, severity=Severity.WARNING)


def _compact_bytes(root: Mapping) -> int:
    """The size as JSON without blanks and comments."""
    import json  # few documents are large

    return len(json.dumps(to_value(root), separators=(",", ":"), ensure_ascii=False).encode(errors="replace"))


def _added_bytes(document: Document) -> int:
    """By how much the document grows when each reference to a parameter becomes the parameter's default."""
    sizes: dict[str, int] = {}
    for name, parameter in document.parameters_by_name.items():
        default = parameter.get("default")
        if default is not None and default.end - default.start > _LONG_DEFAULT:
            sizes[name] = len(document.source.text[default.start : default.end].encode(errors="replace"))
    if not sizes:
        return 0
    return sum(
        sizes.get(reference.names[0], 0)
        for _, references in document.sites
        for reference in references
        if reference.form is Form.PARAMETER
    )
