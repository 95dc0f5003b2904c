"""References to parameters that the document does not declare."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints, nearest, offer
from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.model.references import Delimiter, Form
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Sequence

_OTHER_NAMES = ("input", "params")
"""What else "parameters" is called by mistake."""


@rule("undeclared-parameter", Severity.ERROR)
def undeclared_parameter(document: Document) -> Iterator[Finding]:
    """A reference names a parameter that the document does not declare.

    AWS refuses the document: `Parameter "Nmae" is not declared.` Names are case-sensitive. Every text of the form
    `{{ word }}` is read as a reference, also in a script that means something else by it, such as a template of
    docker or Jinja; words with other characters than letters and digits are left alone.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: greet
        precondition: {StringEquals: ["{{ Name }}", World]}
        inputs:
          runCommand:
            - echo "Hello {{ Nmae }}"  # error: parameter "Nmae" is not declared, did you mean "Name"?
            - docker ps --format '{{json}}'  # error: parameter "json" is not declared
    ```

    Declare it, or write the declared name. Where the braces mean something else, put a character between them
    that keeps AWS from reading a reference:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String}
    mainSteps:
      - action: aws:runShellScript
        name: greet
        precondition: {StringEquals: ["{{ Name }}", World]}
        inputs:
          runCommand:
            - echo "Hello {{ Name }}"
            - docker ps --format '{{json .}}'
    ```
    """
    declared = document.parameters_by_name
    hints = Hints(declared)
    for scalar, references in document.sites:
        for reference in references:
            name = reference.names[0]
            if reference.form is Form.PARAMETER and name not in declared and reference.delimiter is Delimiter.BRACES:
                if not declared and _are_declared_elsewhere(document):
                    return
                hint = _of_automation(document, name) or hints.did_you_mean(name)
                message = f'parameter "{name}" is not declared{hint}'
                yield Finding(reference_span(document, scalar, reference), message)


def _are_declared_elsewhere(document: Document) -> bool:
    """Whether "parameters" is misspelled or no map, which is said once: then what is declared is not known."""
    given = document.get("parameters")
    if given is not None or not isinstance(document.root, Mapping):
        return isinstance(given, Sequence)
    keys = [key.text for key, _ in document.root.named()]
    return any(key.lower() in _OTHER_NAMES or nearest(key, ("parameters",)) for key in keys)


def _of_automation(document: Document, name: str) -> str:
    """The end of a message where a variable, or a system variable, is meant; empty where there is none."""
    if document.kind not in AUTOMATION_KINDS:
        return ""
    if name in document.variables:
        return offer(f"variable:{name}")
    return offer(next((known for known in SYSTEM_VARIABLES if known.partition(":")[2] == name), None))
