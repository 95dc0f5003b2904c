"""Jumps to a step inside a loop from outside it."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.jumps import jumps
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("jump-into-loop", Severity.WARNING, keys=("Steps",))
def jump_into_loop(document: Document) -> Iterator[Finding]:
    """A step leads to a step inside an `aws:loop` that it is not in itself.

    The steps of a loop run as part of the loop: jump to the loop. The other way round is described: a step inside a
    loop may lead to one outside, which ends the loop.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Volumes: {type: StringList}
    mainSteps:
      - name: begin
        action: aws:sleep
        inputs: {Duration: PT1S}
        nextStep: settle  # error: step "settle" is inside the loop "volumes", jump to the loop
      - name: volumes
        action: aws:loop
        inputs:
          Iterators: "{{ Volumes }}"
          Steps:
            - name: settle
              action: aws:sleep
              inputs: {Duration: PT1M}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Volumes: {type: StringList}
    mainSteps:
      - name: begin
        action: aws:sleep
        inputs: {Duration: PT1S}
        nextStep: volumes
      - name: volumes
        action: aws:loop
        inputs:
          Iterators: "{{ Volumes }}"
          Steps:
            - name: settle
              action: aws:sleep
              inputs: {Duration: PT1M}
    ```
    """
    flow = document.flow
    if flow is None or not any(step.loop for step in flow.steps):
        return
    for step in flow.steps:
        for jump in jumps(step):
            place = flow.places.get(jump.target)
            target = flow.steps[place] if place is not None else None
            if target is None or target.loop is None or target.name is None or step.is_inside(target.loop):
                continue
            loop = f" {in_quotes(target.loop.name.text)}" if target.loop.name else ""
            message = f"step {in_quotes(jump.target)} is inside the loop{loop}, jump to the loop"
            yield Finding(jump.scalar.span, message, (Label(target.name.span, "this step"),))
