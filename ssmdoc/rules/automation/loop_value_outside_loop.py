"""Values of a loop's iteration where there is none."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.scope import Unresolved
from ssmdoc.model.steps import Step
from ssmdoc.rules.places import labelled, reference_span
from ssmdoc.rules.registry import Finding, rule


@rule("loop-value-outside-loop", Severity.ERROR)
def loop_value_outside_loop(document: Document) -> Iterator[Finding]:
    """The value of a loop's present iteration is used where there is none.

    `CurrentIteratorValue` and `CurrentIteration` belong to the iteration that runs: only the steps in `Steps` of the
    loop, and its own condition, can refer to them. A step that comes after the loop may find the last value, which is
    described nowhere: there the finding is a warning. `CurrentIteratorValue` is a value of `Iterators`; a loop with a
    `LoopCondition` has none.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: each
        action: aws:loop
        inputs:
          Iterators: [PT1S, PT2S]
          Steps:
            - {name: wait, action: aws:sleep, inputs: {Duration: "{{ each.CurrentIteratorValue }}"}}
      - name: after
        action: aws:sleep
        inputs:
          Duration: "{{ each.CurrentIteratorValue }}"  # error: "each.CurrentIteratorValue" exists only in its loop
      - name: poll
        action: aws:loop
        inputs:
          LoopCondition: {Variable: "{{ poll.CurrentIteration }}", NumericLesser: 3}
          MaxIterations: 5
          Steps:
            - name: pause
              action: aws:sleep
              inputs:
                Duration: "{{ poll.CurrentIteratorValue }}"  # error: loop "poll" has no Iterators, so it has no values
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: each
        action: aws:loop
        inputs:
          Iterators: [PT1S, PT2S]
          Steps:
            - {name: wait, action: aws:sleep, inputs: {Duration: "{{ each.CurrentIteratorValue }}"}}
      - name: poll
        action: aws:loop
        inputs:
          LoopCondition: {Variable: "{{ poll.CurrentIteration }}", NumericLesser: 3}
          MaxIterations: 5
          Steps:
            - {name: pause, action: aws:sleep, inputs: {Duration: PT1S}}
    ```
    """
    for use in document.unresolved:
        if use.meaning not in (Unresolved.OUTSIDE_LOOP, Unresolved.NO_ITERATORS):
            continue
        name, output = use.reference.names
        loop = document.steps_by_name[name]
        span = reference_span(document, use.scalar, use.reference)
        labels = labelled(loop.name, "the loop")
        if use.meaning is Unresolved.OUTSIDE_LOOP:
            message = f'"{name}.{output}" exists only in its loop'
            severity = Severity.WARNING if _may_come_after(document, loop, use.where.step) else None
        else:
            message, severity = f'loop "{name}" has no Iterators, so it has no values', None
        yield Finding(span, message, labels, None, severity)


def _may_come_after(document: Document, loop: Step, step: Step | None) -> bool:
    """Whether a step may run after a loop has; documents that AWS owns then read the value it was left with."""
    flow = document.flow
    if flow is None or step is None or not flow.certain:
        return True
    later = flow.index[id(step.node)]
    return later not in flow.reachable or flow.may_precede(flow.index[id(loop.node)], later)
