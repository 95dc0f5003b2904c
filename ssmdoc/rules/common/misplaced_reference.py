"""References where SSM does not replace them."""

import re
from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.model.references import Delimiter, Form, Reference, find_references
from ssmdoc.model.steps import BRANCH, Step
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar, Sequence
from ssmdoc.source.walk import walk

_DEFAULT = "a default"
_KEY = re.compile(r"""\}\}[\w/.-]*(?:["'][ \t]*:|:\s)""")
"""What a key with a reference looks like; few documents have one, and the others are not searched for it."""


@rule("misplaced-reference", Severity.WARNING)
def misplaced_reference(document: Document) -> Iterator[Finding]:
    """A reference stands where nothing takes its place.

    The default of a parameter cannot refer to a step or a variable, only to Parameter Store, and in an Automation
    document to system variables and other parameters. The keys of maps, the names of steps to go on with, and the
    selectors of outputs are taken as they are written. The role of an automation is needed before its first step, so
    it cannot come from one.

    ```yaml
    schemaVersion: "0.3"
    assumeRole: "{{ find.Role }}"  # error: "{{ find.Role }}" has no value before the first step
    parameters:
      Team: {type: String}
      Name:
        type: String
        default: "{{ find.Name }}-nightly"  # error: "{{ find.Name }}" is not replaced in a default
    mainSteps:
      - name: find
        action: aws:executeAwsApi
        inputs:
          Service: ec2
          Api: DescribeInstances
          "{{ Team }}": "{{ Name }}"  # error: "{{ Team }}" is not replaced in a key
        nextStep: "{{ Name }}"  # error: "{{ Name }}" is not replaced in nextStep
        outputs:
          - Name: Role
            Selector: "$.{{ Name }}"  # error: "{{ Name }}" is not replaced in a selector
            Type: String
    ```

    ```yaml
    schemaVersion: "0.3"
    assumeRole: "{{ Role }}"
    parameters:
      Role: {type: String, default: ""}
      Name: {type: String, default: "{{ Image }}-{{ global:DATE }}"}
      Image: {type: String, default: "{{ ssm:/images/latest }}"}
    mainSteps:
      - name: start
        action: aws:runInstances
        inputs: {ImageId: "{{ Image }}", KeyName: "{{ Name }}"}
    ```
    """
    yield from _in_role(document)
    for text, place in _places(document):
        if "{{" not in text.text:
            continue
        for reference in find_references(text.text):
            if _is_meant(document, reference) and not (place == _DEFAULT and _can_be_default(document, reference)):
                span = reference_span(document, text, reference)
                written = text.text[reference.start : reference.end]
                yield Finding(span, f"{in_quotes(written)} is not replaced in {place}")


def _places(document: Document) -> Iterator[tuple[Scalar, str]]:
    """The texts in which nothing is replaced, and what each is."""
    for parameter in document.parameters_with("default"):
        default = parameter.get("default")
        for item in default.items if isinstance(default, Sequence) else (default,):
            if isinstance(item, Scalar):
                yield item, _DEFAULT
    if document.kind in AUTOMATION_KINDS:
        for step in document.steps:
            yield from _in_step(step)
    if _KEY.search(document.source.text):
        for key in _keys(document):
            yield key, "a key"


def _in_step(step: Step) -> Iterator[tuple[Scalar, str]]:
    """The selectors and the targets of a step."""
    from ssmdoc.model.jumps import Way, jumps  # only Automation documents need it

    for output in step.outputs:
        if output.selector:
            yield output.selector, "a selector"
    for key in ("nextStep", "onFailure", "onCancel"):
        target = step.node.get(key)
        if isinstance(target, Scalar):
            yield target, key
    if step.runs(BRANCH):
        yield from ((jump.scalar, jump.way.value) for jump in jumps(step) if jump.way in (Way.CHOICE, Way.DEFAULT))


def _can_be_default(document: Document, reference: Reference) -> bool:
    """Whether the default of an automation's parameter refers to another parameter, as in documents of AWS."""
    return document.kind in AUTOMATION_KINDS and reference.form is Form.PARAMETER


def _is_meant(document: Document, reference: Reference) -> bool:
    """Whether the reference would mean something in another place; all else is text."""
    if reference.delimiter is not Delimiter.BRACES:
        return False
    match reference.form:
        case Form.PARAMETER:
            return reference.names[0] in document.parameters_by_name
        case Form.OUTPUT:
            return document.kind in AUTOMATION_KINDS and reference.names[0] in document.steps_by_name
        case Form.VARIABLE:
            return reference.names[0] in document.variables
    return False


def _keys(document: Document) -> Iterator[Scalar]:
    """The keys of all maps in the inputs of steps, in no certain order."""
    for node in walk(step.inputs for step in document.steps if step.inputs is not None):
        if isinstance(node, Mapping):
            yield from (key for key, _ in node.named())


def _in_role(document: Document) -> Iterator[Finding]:
    """Outputs and variables in the role, which AWS needs before the first step."""
    role = document.get("assumeRole")
    if document.kind in AUTOMATION_KINDS and isinstance(role, Scalar) and "{{" in role.text:
        for reference in find_references(role.text):
            if reference.form is Form.OUTPUT and reference.names[0] in document.steps_by_name:
                span = reference_span(document, role, reference)
                text = role.text[reference.start : reference.end]
                message = f"{in_quotes(text)} has no value before the first step"
                yield Finding(span, message, severity=Severity.ERROR)
