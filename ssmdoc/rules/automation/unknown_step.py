"""Targets that are no step of the document."""

from collections.abc import Iterator

from ssmdoc.catalogue.jumps import STEP_PREFIX
from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.jumps import Jump, jumps
from ssmdoc.model.literals import is_literal
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Span


@rule("unknown-step", Severity.ERROR)
def unknown_step(document: Document) -> Iterator[Finding]:
    """A step leads to a step that the document does not have.

    `nextStep`, the `NextStep` of a choice, the `Default` of a branch, and `step:` in `onFailure` and `onCancel` name a
    step of the same document. Names are case-sensitive. AWS refuses the document:
    `Unknown step name: "stopInstance" in nextStep`.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: check
        action: aws:sleep
        inputs: {Duration: PT5S}
        nextStep: stopInstance  # error: unknown step "stopInstance" in nextStep, did you mean "stopInstances"?
      - name: stopInstances
        action: aws:changeInstanceState
        onFailure: step:cleanup  # error: unknown step "cleanup" in onFailure
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: check
        action: aws:sleep
        inputs: {Duration: PT5S}
        nextStep: stopInstances
      - name: stopInstances
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
    ```
    """
    flow = document.flow
    if flow is None or not flow.unknown_targets:
        return
    hints = Hints(flow.places)
    for step in flow.steps:
        for jump in jumps(step):
            if jump.target in flow.places or not is_literal(jump.scalar):
                continue
            if not jump.target:
                yield Finding(jump.scalar.span, f'{jump.way.value} lacks the name of a step after "{STEP_PREFIX}"')
                continue
            message = f"unknown step {in_quotes(jump.target)} in {jump.way.value}{hints.did_you_mean(jump.target)}"
            yield Finding(_span(document, jump), message)


def _span(document: Document, jump: Jump) -> Span:
    """The range of the name, without `step:` before it."""
    start = jump.scalar.text.rindex(jump.target)
    return within(document, jump.scalar, start, start + len(jump.target)) if start else jump.scalar.span
