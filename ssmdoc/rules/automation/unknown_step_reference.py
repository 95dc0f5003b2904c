"""References to outputs of steps that the document does not have."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.scope import Unresolved, may_be_text
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule


@rule("unknown-step-reference", Severity.ERROR)
def unknown_step_reference(document: Document) -> Iterator[Finding]:
    """A reference names the output of a step that the document does not have.

    Names of steps are case-sensitive. The step that refers to it fails, for nothing takes the place of the reference.
    In the text of a script or a template such braces may be meant for another program, such as Jinja: there only a
    name that is close to that of a step is reported, as a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: createImage
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
      - name: report
        action: aws:executeScript
        inputs:
          Runtime: python3.11
          Handler: handler
          InputPayload:
            image: "{{ creatImage.ImageId }}"  # error: unknown step "creatImage", did you mean "createImage"?
          Script: |
            def handler(events, context):
                print("{{ CreateImage.ImageId }}")  # error: unknown step "CreateImage", did you mean "createImage"?
                return {"page": "<b>{{ page.title }}</b>"}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: createImage
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
      - name: report
        action: aws:executeScript
        inputs:
          Runtime: python3.11
          Handler: handler
          InputPayload:
            image: "{{ createImage.ImageId }}"
          Script: |
            def handler(events, context):
                return {"page": "<b>{{ page.title }}</b>"}
    ```
    """
    hints = Hints(document.steps_by_name)
    for use in document.unresolved:
        if use.meaning is not Unresolved.UNKNOWN_STEP or _is_malformed(document, use.reference.names):
            continue
        name = use.reference.names[0]
        hint = hints.did_you_mean(name)
        in_text = may_be_text(use)
        if in_text and not hint:
            continue
        severity = Severity.ERROR if not in_text and (hint or use.is_whole) else Severity.WARNING
        span = reference_span(document, use.scalar, use.reference)
        yield Finding(span, f'unknown step "{name}"{hint}', severity=severity)


def _is_malformed(document: Document, names: tuple[str, ...]) -> bool:
    """Whether something else is meant, which malformed-reference says: `variable.x`, `parameters.X`."""
    from ssmdoc.model.malformed_automation import Names, automation_problem  # few documents need it
    from ssmdoc.model.malformed_content import has_prefix

    known = Names(document.steps_by_name, document.variables, SYSTEM_VARIABLES)
    name = ".".join(names)
    return automation_problem(name, known) is not None or has_prefix(name, document.parameters_by_name)
