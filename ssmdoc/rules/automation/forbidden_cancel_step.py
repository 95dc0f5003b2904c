"""Steps that cannot follow when an automation is cancelled, and steps that have no onCancel."""

from collections.abc import Iterator

from ssmdoc.catalogue.jumps import NOT_AFTER_CANCEL, WITHOUT_CANCEL
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.jumps import Way, jumps
from ssmdoc.model.steps import LOOP
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("forbidden-cancel-step", Severity.WARNING, keys=("onCancel",))
def forbidden_cancel_step(document: Document) -> Iterator[Finding]:
    """`onCancel` leads to a step whose action cannot run then, or stands at a step that cannot have it.

    When somebody cancels the automation, the steps that `onCancel` leads to have 120 seconds. `onCancel` cannot lead
    to steps of `aws:approve`, `aws:copyImage`, `aws:createImage`, `aws:createStack`, `aws:createTags`, `aws:loop`,
    `aws:pause`, `aws:runInstances` and `aws:sleep`. Steps of `aws:loop` and `aws:updateVariable` do not have it.
    AWS takes the document all the same; what happens after cancelling is not what it says.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onCancel: step:wait  # error: onCancel cannot lead to "wait", a step of aws:sleep
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT1M}
      - name: repeat
        action: aws:loop
        onCancel: step:start  # error: onCancel is not supported for aws:loop, only for the steps inside it
        inputs:
          Iterators: [a, b]
          Steps:
            - {name: pause, action: aws:sleep, inputs: {Duration: PT1M}}
      - name: start
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: running}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onCancel: step:start
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT1M}
      - name: start
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: running}
    ```
    """
    flow = document.flow
    if flow is None or not flow.steps:
        return
    for step in flow.steps:
        entry = step.node.entry("onCancel")
        if entry is None:
            continue
        if step.action and step.action.text in WITHOUT_CANCEL:
            only = ", only for the steps inside it" if step.runs(LOOP) else ""
            message = f"onCancel is not supported for {step.action.text}{only}"
            yield Finding(entry.key.span, message)
            continue
        for jump in jumps(step):
            place = flow.places.get(jump.target)
            if jump.way is not Way.CANCEL or place is None:
                continue
            action = flow.steps[place].action
            if action and action.text in NOT_AFTER_CANCEL:
                message = f"onCancel cannot lead to {in_quotes(jump.target)}, a step of {action.text}"
                yield Finding(jump.scalar.span, message, (Label(action.span, "its action"),))
