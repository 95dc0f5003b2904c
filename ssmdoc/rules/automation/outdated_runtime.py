"""Runtimes that the service does not run any more."""

from collections.abc import Iterator

from ssmdoc.catalogue.runtimes import OFFERED_RUNTIMES, RUNTIMES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar


@rule("outdated-runtime", Severity.INFO, keys=("Runtime",))
def outdated_runtime(document: Document) -> Iterator[Finding]:
    """A script runs in a runtime that AWS has removed, or does not offer any more.

    `python3.6` to `python3.9` were removed from `aws:executeScript` on 2025-09-10; steps that name them fail. Many
    documents still do, which is why this is for information only.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeScript
        inputs:
          Runtime: python3.8  # error: "python3.8" was removed on 2025-09-10, use "python3.11"
          Handler: count
          Script: |
            def count(events, context):
                return {"count": 1}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: count
        action: aws:executeScript
        inputs:
          Runtime: python3.11
          Handler: count
          Script: |
            def count(events, context):
                return {"count": 1}
    ```
    """
    for step in document.steps:
        if not step.runs("aws:executeScript"):
            continue
        given = step.input("Runtime")
        runtime = RUNTIMES.get(given.text) if isinstance(given, Scalar) else None
        if given is not None and runtime is not None and not runtime.offered:
            since = f"was removed on {runtime.removed}" if runtime.removed else "is not offered any more"
            newest = [name for name in OFFERED_RUNTIMES if RUNTIMES[name].language == runtime.language][-1]
            yield Finding(given.span, f'"{runtime.name}" {since}, use "{newest}"')
