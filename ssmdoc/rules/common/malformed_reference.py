"""What is meant as a reference and is none."""

from collections.abc import Iterator

from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.diagnostic import Edit, Fix, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.model.references import has_loose_braces
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar


@rule("malformed-reference", Severity.ERROR)
def malformed_reference(document: Document) -> Iterator[Finding]:
    """A text is meant as a reference to a parameter but is not one, so nothing is replaced.

    A reference is two braces, a name of letters and digits, two braces; white space may stand around the name and
    nowhere else. There are no filters, indices or prefixes as in other template languages. What is not a reference
    reaches the script as it is, with its braces.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String, default: /tmp}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs:
          workingDirectory: "{{ $Path }}"  # error: "{{ $Path }}" is not a reference: unexpected "$"
          runCommand:
            - ls {{ Path }  # error: "{{ Path }" is not a reference: it ends with one "}"
            - ls { { Path }}  # error: "{ { Path }}" is not a reference: white space stands between its braces
            - ls {{ Path | quote }}  # error: "{{ Path | quote }}" is not a reference: unexpected "|" after "Path"
            - ls {{ params.Path }}  # error: "{{ params.Path }}" is not a reference: a parameter is named alone
    ```

    Where the text could also mean something else, such as a Jinja filter in a file that a script writes, the
    finding is a warning. In an Automation document outputs, variables and system variables are looked at as well:

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: run
        action: aws:runInstances
        inputs: {ImageId: ami-0123456789abcdef0}
      - name: stop
        action: aws:changeInstanceState
        inputs:
          InstanceIds:
            - "{{ run.InstanceIds }"  # error: "{{ run.InstanceIds }" is not a reference: it ends with one "}"
            - "{{ run.Ids[0] }}"  # error: "{{ run.Ids[0] }}" is not a reference: an output has no parts, use a Selector
          DesiredState: stopped
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String, default: /tmp}
    mainSteps:
      - action: aws:runShellScript
        name: list
        inputs:
          workingDirectory: "{{ Path }}"
          runCommand:
            - ls {{Path}} ${Path} {Path}
            - docker inspect --format '{{.Path}}' web
    ```
    """
    suspicious = _suspicious(document)
    if not suspicious:
        return
    from ssmdoc.model.malformed import NO_NAMES, find_malformed  # few documents need them
    from ssmdoc.model.malformed_automation import Names

    declared, names = document.parameters_by_name, NO_NAMES
    if document.kind in AUTOMATION_KINDS:
        names = Names(document.steps_by_name, document.variables, SYSTEM_VARIABLES)
    for scalar in suspicious:
        for found in find_malformed(scalar.text, declared, names):
            span = within(document, scalar, found.start, found.end)
            message = f'"{scalar.text[found.start : found.end]}" is not a reference: {found.problem}'
            fix = Fix(f'write "{found.meant}"', (Edit(span, found.meant),), safe=False) if found.meant else None
            # AWS has documents of its own with such text; only where it is all of an input can it surely not work
            is_whole = (
                document.kind not in AUTOMATION_KINDS or scalar.text.strip() == scalar.text[found.start : found.end]
            )
            yield Finding(span, message, fix=fix, severity=None if found.certain and is_whole else Severity.WARNING)


def _suspicious(document: Document) -> list[Scalar]:
    """The texts with braces that belong to no reference, or with a reference that means nothing."""
    references = dict(document.sites)
    unresolved = {use.scalar for use in document.unresolved}
    found = []
    for scalar in [scalar for scalar in document.places if "{" in scalar.text or "}}" in scalar.text]:
        text = scalar.text  # most are one whole reference
        inside = references.get(scalar, ())
        is_whole = len(inside) == 1 and inside[0].end - inside[0].start == len(text)
        if scalar in unresolved or (not is_whole and has_loose_braces(text, inside)):
            found.append(scalar)
    return found
