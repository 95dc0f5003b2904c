"""Lines of a script that are no text."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.command.script_lines import line_lists
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

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
        for lines in line_lists(step, *SCRIPT_PLUGINS):
            for line in lines.items:
                parameter = document.whole_parameter(line.text) if isinstance(line, Scalar) else None
                if parameter and parameter.type in _NO_TEXT:
                    what = f"{in_quotes(parameter.name.text)} is {TYPES[parameter.type].with_article}"
                    yield Finding(line.span, f"{what}, a line of a script has to be text")
