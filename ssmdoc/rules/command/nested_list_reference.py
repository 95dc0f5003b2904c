"""Lists inside the list of a script's lines."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Form, find_references
from ssmdoc.rules.places import get_ignoring_case
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar, Sequence


@rule("nested-list-reference", Severity.WARNING)
def nested_list_reference(document: Document) -> Iterator[Finding]:
    """An item of `runCommand` is a whole reference to a StringList, so that the agent finds a list in the list.

    A whole reference is replaced by the value with its type. The agent cannot read a list of lists as a script, and
    the step fails with `Invalid format in plugin properties`.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      lines: {type: StringList}
    mainSteps:
      - action: aws:runShellScript
        name: run
        inputs:
          runCommand:
            - "{{ lines }}"  # error: StringList "lines" makes a list inside the list, write runCommand: "{{ lines }}"
    ```

    Let the reference stand for the whole list:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      lines: {type: StringList}
    mainSteps:
      - action: aws:runShellScript
        name: run
        inputs:
          runCommand: "{{ lines }}"
    ```
    """
    if not any(parameter.type == "StringList" for parameter in document.parameters):
        return
    for step in document.steps:
        if step.action is None or step.action.text not in SCRIPT_PLUGINS:
            continue
        for inputs in step.input_maps():
            lines = get_ignoring_case(inputs, "runCommand")
            if not isinstance(lines, Sequence):
                continue
            for line in lines.items:
                name = _whole_list(document, line) if isinstance(line, Scalar) and "{{" in line.text else None
                if name:
                    remedy = f', write runCommand: "{{{{ {name} }}}}"' if len(lines.items) == 1 else ""
                    yield Finding(line.span, f'StringList "{name}" makes a list inside the list{remedy}')


def _whole_list(document: Document, line: Scalar) -> str | None:
    """The StringList that a text is a whole reference to."""
    match find_references(line.text):
        case (reference,) if reference.form is Form.PARAMETER and reference.end - reference.start == len(line.text):
            parameter = document.parameters_by_name.get(reference.names[0])
            return reference.names[0] if parameter and parameter.type == "StringList" else None
    return None
