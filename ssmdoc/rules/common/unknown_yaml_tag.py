"""Tags that only other readers of YAML understand."""

import re
from collections.abc import Iterator
from operator import attrgetter

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Node
from ssmdoc.source.walk import walk

_BEFORE = frozenset(("", " ", "\t", "\n", "\r", ",", "[", "{"))


@rule("unknown-yaml-tag", Severity.WARNING)
def unknown_yaml_tag(document: Document) -> Iterator[Finding]:
    """A value has a tag, as `!Sub` or `!Ref`, that YAML itself does not know.

    Each tag is reported where it first stands. Such tags belong to the tool that reads the file before AWS Systems
    Manager does: CloudFormation, CDK, a template engine. Where the text is sent as it is, nothing replaces them.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Bucket: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: sync
        inputs:
          runCommand:
            - !Sub "aws s3 ls s3://{{ Bucket }}"  # error: tag "!Sub" is not part of YAML, nothing replaces it here
    ```

    Inside a template, let the template hold the document as `Content`. Elsewhere write the value out:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Bucket: {type: String}
    mainSteps:
      - {action: aws:runShellScript, name: sync, inputs: {runCommand: ["aws s3 ls s3://{{ Bucket }}"]}}
    ```
    """
    text = document.source.text
    if document.root is None or not _may_have_tags(text):
        return
    first: dict[str, Node] = {}
    for node in sorted(_tagged(document.root), key=attrgetter("start")):
        first.setdefault(node.tag or "", node)
    for node in first.values():
        # the tag stands right before its value, an anchor may stand between them
        start = text.rfind(node.tag or "", 0, node.start)
        span = Span(start, start + len(node.tag or "")) if start >= 0 else Span(node.start, node.start + 1)
        yield Finding(span, f'tag "{node.tag}" is not part of YAML, nothing replaces it here')


def _may_have_tags(text: str) -> bool:
    """A quick look at the text, so that few trees are walked: `!` and a letter, where a value can begin."""
    return any(text[found.start() - 1 : found.start()] in _BEFORE for found in re.finditer(r"!\w", text))


def _tagged(root: Node) -> Iterator[Node]:
    """The nodes with a tag of their own, keys included."""
    for node in walk((root,)):
        if node.tag and node.tag.startswith("!") and not node.tag.startswith("!!") and len(node.tag) > 1:
            yield node
