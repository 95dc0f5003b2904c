"""Lists and maps as part of a name or a path."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule

_EXAMPLES = {"StringList": '["a","b"]', "StringMap": '{"a":"b"}', "MapList": '[{"a":"b"}]'}
_GLUE = frozenset("/-_.")


@rule("list-in-text", Severity.WARNING, kinds=(*AUTOMATION_KINDS, *COMMAND_KINDS))
def list_in_text(document: Document) -> Iterator[Finding]:
    """A reference to a list or a map is part of a name or of a path.

    Only a text that is one whole reference becomes the list. In a longer text the list is written as JSON text,
    brackets and quotation marks included.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Names: {type: StringList}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs:
          runCommand:
            - ls /srv/{{ Names }}  # error: StringList "Names" becomes JSON text here, such as ["a","b"]
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String}
      Names: {type: StringList}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs:
          runCommand:
            - ls /srv/{{ Name }}
            - echo '{{ Names }}' | jq -r '.[]'
    ```
    """
    for use in document.uses:
        type_ = use.meaning.type if isinstance(use.meaning, Meaning) else None
        if type_ in _EXAMPLES and _is_glued(use):
            span = reference_span(document, use.scalar, use.reference)
            yield Finding(span, f'{type_} "{use.name}" becomes JSON text here, such as {_EXAMPLES[type_]}')


def _is_glued(use: Use) -> bool:
    """Whether a part of a name or path stands right before or behind the reference."""
    text, reference = use.scalar.text, use.reference
    around = text[reference.start - 1 : reference.start] if reference.start else ""
    around += text[reference.end : reference.end + 1]
    return any(character.isalnum() or character in _GLUE for character in around)
