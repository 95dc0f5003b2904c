"""References to Parameter Store where they are not resolved."""

from collections.abc import Iterator

from ssmdoc.catalogue.plugin_names import SCRIPT_PLUGINS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS, Kind
from ssmdoc.model.places import Where
from ssmdoc.model.references import Form, Reference
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_SECURE = 'only aws:downloadContent knows "ssm-secure:"'
_IN_INPUT = "only a default can refer to Parameter Store, not an input"
_IN_ROLE = "only a default can refer to Parameter Store, not assumeRole"
_LABEL = "a label is not resolved, only a version number is"


@rule("misplaced-parameter-store-reference", Severity.WARNING)
def misplaced_parameter_store_reference(document: Document) -> Iterator[Finding]:
    """A reference to Parameter Store stands where it is not resolved.

    In an Automation document `{{ ssm:name }}` can be the default of a parameter and nothing else: AWS refuses it with
    `InvalidDocumentContent` in the inputs of a step. In Command and Session documents SSM Agent resolves it in inputs,
    with a version number (`ssm:name:3`) but no label. `{{ ssm-secure:name }}`, for values of type SecureString, is
    known to the credentials of `aws:downloadContent` alone; a script would get the braces.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: start
        action: aws:runInstances
        inputs:
          ImageId: "{{ ssm:/images/latest }}"  # error: only a default can refer to Parameter Store, not an input
    ```

    ```yaml
    schemaVersion: "2.2"
    mainSteps:
      - action: aws:runShellScript
        name: connect
        inputs:
          runCommand:
            - connect --password '{{ ssm-secure:/db/password }}'  # error: only aws:downloadContent knows "ssm-secure:"
            - connect --host '{{ ssm:/db/host:production }}'  # error: a label is not resolved, only a version number is
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      ImageId: {type: String, default: "{{ ssm:/images/latest }}"}
    mainSteps:
      - name: start
        action: aws:runInstances
        inputs: {ImageId: "{{ ImageId }}"}
    ```
    """
    for scalar, references in document.sites:
        for reference in references:
            if reference.form not in (Form.SSM, Form.SSM_SECURE):
                continue
            where = document.places[scalar]
            is_automation = document.kind in AUTOMATION_KINDS
            found = (
                _in_automation(document, scalar, reference, where) if is_automation else _for_agent(reference, where)
            )
            if found:
                message, severity = found
                yield Finding(reference_span(document, scalar, reference), message, severity=severity)


def _in_automation(
    document: Document, scalar: Scalar, reference: Reference, where: Where
) -> tuple[str, Severity] | None:
    """What is wrong in an Automation document. Source: UG23 automation-variables.md.

    What aws:runCommand hands to its document may be meant for SSM Agent, and a longer text for anybody.
    """
    if document.kind is Kind.CHANGE_TEMPLATE:
        return None  # what Change Manager makes of one is not known
    to_agent = where.key == "Parameters" and where.step is not None and where.step.runs("aws:runCommand")
    if reference.form is Form.SSM_SECURE:
        return None if to_agent else (_SECURE, Severity.WARNING)
    if where.step is None:
        return _IN_ROLE, Severity.WARNING
    whole = scalar.text.strip() == scalar.text[reference.start : reference.end]
    return _IN_INPUT, Severity.ERROR if whole and not to_agent else Severity.WARNING


def _for_agent(reference: Reference, where: Where) -> tuple[str, Severity] | None:
    """What is wrong where SSM Agent reads it; preconditions have a rule of their own. Source: agent-semantics 1.8."""
    if where.key == "precondition":
        return None
    if reference.form is Form.SSM_SECURE:
        in_script = where.step is None or (where.step.action is not None and where.step.action.text in SCRIPT_PLUGINS)
        return (_SECURE, Severity.WARNING) if in_script else None
    name = reference.names[0]
    labelled = len(reference.names) == 1 and ":" in name and not name.startswith("arn:")
    return (_LABEL, Severity.WARNING) if labelled else None
