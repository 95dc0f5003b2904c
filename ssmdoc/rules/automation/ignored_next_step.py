"""Branches with nextStep."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.steps import BRANCH, is_true
from ssmdoc.rules.places import labelled
from ssmdoc.rules.registry import Finding, rule


@rule("ignored-next-step", Severity.INFO)
def ignored_next_step(document: Document) -> Iterator[Finding]:
    """A step of `aws:branch` has `nextStep`.

    A branch goes on with the step of the first choice that holds, else with `Default`, else with the next step of the
    list. The guide does not describe `nextStep` for it, though runbooks of AWS have it; `Default`, inside `inputs`,
    says the same and is described.

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
        nextStep: report  # error: a branch goes on with its choices and "Default" in its inputs, not with "nextStep"
      - {name: wait, action: aws:sleep, inputs: {Duration: PT5S}}
      - {name: report, action: aws:sleep, inputs: {Duration: PT1S}}
    ```

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
          Default: report
      - {name: wait, action: aws:sleep, inputs: {Duration: PT5S}}
      - {name: report, action: aws:sleep, inputs: {Duration: PT1S}}
    ```
    """
    for step in document.steps:
        if not step.runs(BRANCH):
            continue
        following, default = step.node.get("nextStep"), step.input("Default")
        if following is not None and is_literal(following) and not is_true(step.node.get("isEnd")):
            labels = labelled(default, "this is taken when no choice holds")
            message = 'a branch goes on with its choices and "Default" in its inputs, not with "nextStep"'
            yield Finding(following.span, message, labels)
