"""Where content comes from, in a form that the agent cannot read."""

import json
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar
from ssmdoc.source.values import scalar_kind


@rule("malformed-source-info", Severity.WARNING, keys=("sourceInfo",))
def malformed_source_info(document: Document) -> Iterator[Finding]:
    """`sourceInfo` of `aws:downloadContent` is a text that is no JSON object, so the step fails.

    The agent reads the text as JSON, whose keys depend on `sourceType`: `path` for S3, `url` for HTTP, `name` for
    SSMDocument, `repository` for Git, `owner`, `repository` and `path` for GitHub. In YAML it may as well be a map.

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:downloadContent
        name: download
        inputs:
          sourceType: S3
          sourceInfo: https://s3.amazonaws.com/amzn-s3-demo-bucket/check.sh  # error: sourceInfo has to be a JSON object
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:downloadContent
        name: download
        inputs:
          sourceType: S3
          sourceInfo: '{"path": "https://s3.amazonaws.com/amzn-s3-demo-bucket/check.sh"}'
      - action: aws:downloadContent
        name: downloadMore
        inputs:
          sourceType: HTTP
          sourceInfo: {url: "https://example.com/more.sh"}
    ```
    """
    for step in document.steps:
        if step.runs("aws:downloadContent"):
            for info in step.agent_inputs("sourceInfo"):
                if isinstance(info, Scalar) and not _is_fine(info):
                    yield Finding(info.span, "sourceInfo has to be a JSON object")


def _is_fine(info: Scalar) -> bool:
    """Whether it is an object, empty, or not known before the document runs."""
    if not info.text.strip() or scalar_kind(info) == "null" or is_open(info.text):
        return True
    try:
        return isinstance(json.loads(info.text), dict)
    except (ValueError, RecursionError):
        return False
