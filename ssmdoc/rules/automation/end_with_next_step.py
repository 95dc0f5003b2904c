"""Steps that are the end and go on."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.steps import is_true
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("end-with-next-step", Severity.ERROR, keys=("isEnd",))
def end_with_next_step(document: Document) -> Iterator[Finding]:
    """A step has `isEnd: true` and says which step is next.

    With `isEnd: true` the automation ends after the step, whether it has succeeded or not. AWS refuses the document:
    `"isEnd == true" and nextStep should not exist in same step.`

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT5S}
        nextStep: report
        isEnd: true  # error: "isEnd" is true and "nextStep" is "report", a step has only one of both
      - name: report
        action: aws:sleep
        inputs: {Duration: PT1S}
    ```

    A branch may have both `isEnd` and choices: it ends the automation when none of them holds.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Mode: {type: String}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: wait, Variable: "{{ Mode }}", StringEquals: slow}
        isEnd: true
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT5S}
    ```
    """
    for step in document.steps:
        following, end = step.node.get("nextStep"), step.node.get("isEnd")
        if end is None or not is_true(end) or not isinstance(following, Scalar):
            continue
        if is_literal(following) and following.text.strip():
            label = Label(following.span, "the step that is said to be next")
            message = f'"isEnd" is true and "nextStep" is {in_quotes(following.text)}, a step has only one of both'
            yield Finding(end.span, message, (label,))
