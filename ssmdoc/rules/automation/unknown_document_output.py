"""Outputs of the document that no step gives."""

from collections.abc import Collection, Iterator
from functools import cached_property

from ssmdoc.catalogue.nearest import Hints, did_you_mean
from ssmdoc.catalogue.outputs import COMMON_OUTPUTS
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.outputs import output_types
from ssmdoc.rules.places import labelled
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence
from ssmdoc.source.values import scalar_kind


@rule("unknown-document-output", Severity.ERROR, keys=("outputs",))
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
    outputs = document.get("outputs")
    if not isinstance(outputs, Sequence) or not document.steps:
        return
    known = _Known(document)
    first: dict[str, Scalar] = {}
    for node in outputs.items:
        if not isinstance(node, Scalar) or scalar_kind(node) != "string" or not node.text.strip():
            continue
        earlier = first.setdefault(node.text, node)
        if earlier is not node:
            label = Label(earlier.span, "the first time")
            yield Finding(node.span, f"output {in_quotes(node.text)} is there twice", (label,), None, Severity.WARNING)
        else:
            yield from _check(known, node)


class _Known:
    """The steps and their outputs, each looked at when it is asked for, and once."""

    def __init__(self, document: Document) -> None:
        self.steps = document.steps_by_name
        self._are_told_apart = document.flow is None or not document.flow.equal_names
        self.hints = Hints(self.steps)
        self._outputs: dict[str, Collection[str] | None] = {}

    @cached_property
    def owners(self) -> dict[str, str]:
        """A step by the name of an output that it has."""
        steps = {id(step.node.get("outputs")): name for name, step in reversed(self.steps.items())}
        return {output: name for name in steps.values() for output in self.outputs(name) or ()}

    def outputs(self, name: str) -> Collection[str] | None:
        """The outputs of a step; None when it may have others."""
        if name not in self._outputs:
            self._outputs[name] = output_types(self.steps[name]) if self._are_told_apart else None
        return self._outputs[name]


def _check(known: _Known, node: Scalar) -> Iterator[Finding]:
    text = node.text.strip()
    bare = text.removeprefix("{{").removesuffix("}}").strip()
    if bare != text and "{" not in bare and "}" not in bare:
        yield Finding(node.span, f"write the output without braces: {bare}", severity=Severity.WARNING)
        return
    if not is_literal(node):
        return
    name, dot, output = text.partition(".")
    if not dot or not output:
        yield Finding(node.span, f"output {in_quotes(text)} {_lacks(known, name)}")
    elif name not in known.steps:
        message = f"unknown step {in_quotes(name)} in output {in_quotes(text)}{known.hints.did_you_mean(name)}"
        yield Finding(node.span, message)
    else:
        outputs = known.outputs(name)
        if outputs is not None and output not in outputs and output.partition(".")[0] not in outputs:
            message = f"step {in_quotes(name)} has no output {in_quotes(output)}{did_you_mean(output, outputs)}"
            step = known.steps[name].name
            labels = labelled(step, "the step")
            yield Finding(node.span, message, labels, None, Severity.WARNING)


def _lacks(known: _Known, text: str) -> str:
    """What an entry without a dot, or with nothing after it, lacks."""
    if text in known.steps:
        return "lacks the name of an output, expected step.Output"
    owner = known.owners.get(text) if text not in COMMON_OUTPUTS else None
    return f'lacks the name of a step, did you mean "{owner}.{text}"?' if owner else "is not step.Output"
