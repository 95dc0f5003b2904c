"""Lists in the text of a script."""

import re
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Form, find_references
from ssmdoc.rules.command.script_lines import POWERSHELL, SHELL, Line, scripts
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule

_WORD = re.compile(r"[\w/.-]")


@rule("list-in-script", Severity.INFO)
def list_in_script(document: Document) -> Iterator[Finding]:
    r"""A StringList stands in the text of a script, where it becomes JSON text.

    `{{ Hosts }}` inside other text becomes `["db-1","db-2"]`, with its quotes, and with `<`, `>` and `&` written as
    `\u003c`, `\u003e` and `\u0026`. That is right for a program that reads JSON. A shell takes it for one word, or
    loses the quotes; between double quotes the text ends at the first of them.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Hosts: {type: StringList, default: [db-1, db-2]}
    mainSteps:
      - action: aws:runShellScript
        name: ping
        inputs:
          runCommand:
            - for host in {{ Hosts }}; do ping -c 1 "$host"; done  # error: StringList "Hosts" becomes JSON text here
    ```

    A String with the items and blanks between them does for a loop, and single quotes for a program that reads JSON:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Hosts: {type: String, default: db-1 db-2, allowedPattern: "^[a-z0-9 -]*$"}
    mainSteps:
      - action: aws:runShellScript
        name: ping
        inputs:
          runCommand:
            - for host in {{ Hosts }}; do ping -c 1 "$host"; done
    ```
    """
    lists = {name for name, found in document.parameters_by_name.items() if found.type == "StringList"}
    if not lists:
        return
    for step in document.steps:
        for lines in scripts(step, SHELL, POWERSHELL):
            for line in lines:
                yield from _line(document, lists, line)


def _line(document: Document, lists: set[str], line: Line) -> Iterator[Finding]:
    if "{{" not in line.text:
        return
    for reference in find_references(line.text):
        name = reference.names[0]
        if reference.form is not Form.PARAMETER or name not in lists:
            continue
        before, after = line.text[reference.start - 1 : reference.start], line.text[reference.end : reference.end + 1]
        # in single quotes it is meant as JSON; reference-of-wrong-type is about lists inside a word
        if (before == "'" == after) or _WORD.match(before) or _WORD.match(after):
            continue
        # as a whole item it makes a list inside the list
        if reference.end - reference.start != len(line.scalar.text):
            span = within(document, line.scalar, line.start + reference.start, line.start + reference.end)
            yield Finding(span, f'StringList "{name}" becomes JSON text here')
