"""Lists inside the list of a script's lines."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.command.script_lines import line_lists
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar


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
        for lines in line_lists(step, *SCRIPT_PLUGINS):
            for line in lines.items:
                parameter = document.whole_parameter(line.text) if isinstance(line, Scalar) else None
                if parameter and parameter.type == "StringList":
                    name = parameter.name.text
                    remedy = f', write runCommand: "{{{{ {name} }}}}"' if len(lines.items) == 1 else ""
                    yield Finding(line.span, f'StringList "{name}" makes a list inside the list{remedy}')
