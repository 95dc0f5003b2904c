"""Loops inside loops."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.steps import LOOP
from ssmdoc.rules.places import labelled
from ssmdoc.rules.registry import Finding, rule


@rule("nested-loop", Severity.WARNING, keys=("Steps",))
def nested_loop(document: Document) -> Iterator[Finding]:
    """A step of `aws:loop` is inside another one.

    The guide does not describe loops inside loops, and the console does not let anyone make one. Start a second
    runbook with `aws:executeAutomation` from the loop, or loop in a script.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: colours
        action: aws:loop
        inputs:
          Iterators: [red, green]
          Steps:
            - name: sizes
              action: aws:loop  # error: a loop inside a loop is not described by AWS
              inputs:
                Iterators: [small, large]
                Steps:
                  - {name: wait, action: aws:sleep, inputs: {Duration: PT1S}}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: colours
        action: aws:loop
        inputs:
          Iterators: [red, green]
          Steps:
            - {name: wait, action: aws:sleep, inputs: {Duration: PT1S}}
    ```
    """
    for step in document.steps:
        if step.loop and step.action and step.runs(LOOP):
            labels = labelled(step.loop.action, "the loop around it")
            yield Finding(step.action.span, "a loop inside a loop is not described by AWS", labels)
