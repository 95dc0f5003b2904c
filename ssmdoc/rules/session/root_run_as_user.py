"""Sessions that are to run as root."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.steps import is_true
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Scalar


@rule("root-run-as-user", Severity.WARNING)
def root_run_as_user(document: Document) -> Iterator[Finding]:
    """Sessions are to run as root, which Session Manager does not support.

    With `runAsEnabled`, a session runs as the user that a tag of the IAM principal names, and else as
    `runAsDefaultUser`. When that is root, the session does not start.

    ```yaml
    schemaVersion: "1.0"
    sessionType: Standard_Stream
    inputs:
      runAsEnabled: true
      runAsDefaultUser: root  # error: sessions cannot run as root; name another user of the node
    ```

    Name a user that may become root by sudo:

    ```yaml
    schemaVersion: "1.0"
    sessionType: Standard_Stream
    inputs:
      runAsEnabled: true
      runAsDefaultUser: operator
    ```
    """
    inputs = document.get("inputs")
    if not isinstance(inputs, Mapping):
        return
    user = inputs.get_ignoring_case("runAsDefaultUser")
    if isinstance(user, Scalar) and user.text == "root" and is_true(inputs.get_ignoring_case("runAsEnabled")):
        yield Finding(user.span, "sessions cannot run as root; name another user of the node")
