"""Outputs of the document that no step gives."""

from collections.abc import Iterator

from ssmdoc.catalogue.actions import ACTIONS
from ssmdoc.catalogue.nearest import Hints, did_you_mean
from ssmdoc.catalogue.outputs import COMMON_OUTPUTS
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.steps import Step
from ssmdoc.rules.automation.literals import is_literal
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar, Sequence
from ssmdoc.source.values import scalar_kind


@rule("unknown-document-output", Severity.ERROR)
def unknown_document_output(document: Document) -> Iterator[Finding]:
    """An entry of the document's `outputs` names no output of a step.

    An entry is `step.Output`, without braces. AWS refuses the document when it has no such step:
    `Unknown step name in named output: stopInstance.Status`. A step without such an output is a warning, and so is an
    entry in braces, and one that is there twice.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: create
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
    outputs:
      - make.ImageId  # error: unknown step "make" in output "make.ImageId"
      - create  # error: output "create" lacks the name of an output, expected step.Output
      - create.ImageID  # error: step "create" has no output "ImageID", did you mean "ImageId"?
      - "{{ create.ImageId }}"  # error: write the output without braces: create.ImageId
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: create
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
    outputs:
      - create.ImageId
      - create.ImageState
    ```
    """
    outputs = document.root.get("outputs") if isinstance(document.root, Mapping) else None
    if not isinstance(outputs, Sequence) or document.flow is None:
        return
    hints = Hints(document.steps_by_name)
    first: dict[str, Scalar] = {}
    for node in outputs.items:
        if not isinstance(node, Scalar) or scalar_kind(node) != "string" or not node.text.strip():
            continue
        earlier = first.setdefault(node.text, node)
        if earlier is not node:
            label = Label(earlier.span, "the first time")
            yield Finding(node.span, f"output {in_quotes(node.text)} is there twice", (label,), None, Severity.WARNING)
        else:
            yield from _check(document, node, hints)


def _check(document: Document, node: Scalar, hints: Hints) -> Iterator[Finding]:
    text = node.text.strip()
    bare = text.removeprefix("{{").removesuffix("}}").strip()
    if bare != text and "{" not in bare and "}" not in bare:
        yield Finding(node.span, f"write the output without braces: {bare}", severity=Severity.WARNING)
    elif is_literal(node):
        name, dot, output = text.partition(".")
        step = document.steps_by_name.get(name)
        if step is None:
            message = f"unknown step {in_quotes(name)} in output {in_quotes(text)}{hints.did_you_mean(name)}"
            yield Finding(node.span, message)
        elif not dot or not output:
            yield Finding(node.span, f"output {in_quotes(text)} lacks the name of an output, expected step.Output")
        else:
            yield from _check_output(step, name, output, node)


def _check_output(step: Step, name: str, output: str, node: Scalar) -> Iterator[Finding]:
    action = ACTIONS.get(step.action.text) if step.action else None
    if action is None:
        return
    declared = [each.name.text for each in step.outputs() if each.name]
    known = [*declared, *(each.name for each in action.outputs), *COMMON_OUTPUTS]
    if output not in known and output.partition(".")[0] not in known and not _may_have_more(step):
        message = f"step {in_quotes(name)} has no output {in_quotes(output)}{did_you_mean(output, known)}"
        labels = (Label(step.name.span, "the step"),) if step.name else ()
        yield Finding(node.span, message, labels, None, Severity.WARNING)


def _may_have_more(step: Step) -> bool:
    """Whether the step has outputs that are not seen: of the wrong shape, or merged into it."""
    outputs = step.node.get("outputs")
    if isinstance(outputs, Sequence):
        return not all(isinstance(item, Mapping) for item in outputs.items)
    return outputs is not None or any(key.text == "<<" for key, _ in step.node.named())
