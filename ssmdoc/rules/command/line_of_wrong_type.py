"""Lines of a script that are no text."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Form, find_references
from ssmdoc.rules.places import get_ignoring_case
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence

_NO_TEXT = ("Integer", "Boolean", "StringMap", "MapList")
"""A StringList is what nested-list-reference is about."""


@rule("line-of-wrong-type", Severity.WARNING)
def line_of_wrong_type(document: Document) -> Iterator[Finding]:
    """An item of `runCommand` is nothing but a reference to a parameter that is no text.

    A whole reference is replaced by the value with its type, and a number, a boolean or a map is no line of a script:
    the step fails with `Invalid format in plugin properties`. With other text around the reference the value becomes
    text.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Settings: {type: StringMap, default: {a: b}}
    mainSteps:
      - action: aws:runShellScript
        name: show
        inputs:
          runCommand:
            - "{{ Settings }}"  # error: "Settings" is a StringMap, a line of a script has to be text
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Settings: {type: StringMap, default: {a: b}}
    mainSteps:
      - action: aws:runShellScript
        name: show
        inputs:
          runCommand:
            - echo '{{ Settings }}'
    ```
    """
    if not any(parameter.type in _NO_TEXT for parameter in document.parameters):
        return
    for step in document.steps:
        if step.action is None or step.action.text not in SCRIPT_PLUGINS:
            continue
        for inputs in step.input_maps():
            lines = get_ignoring_case(inputs, "runCommand")
            for line in lines.items if isinstance(lines, Sequence) else ():
                kind = _whole(document, line) if isinstance(line, Scalar) and "{{" in line.text else None
                if kind:
                    yield Finding(line.span, f"{kind}, a line of a script has to be text")


def _whole(document: Document, line: Scalar) -> str | None:
    """What a line is a whole reference to, in words, where that is no text."""
    match find_references(line.text):
        case (reference,) if reference.form is Form.PARAMETER and reference.end - reference.start == len(line.text):
            name = reference.names[0]
            parameter = document.parameters_by_name.get(name)
            if parameter and parameter.type in _NO_TEXT:
                return f"{in_quotes(name)} is {TYPES[parameter.type].with_article}"
    return None
