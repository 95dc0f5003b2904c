"""Values of a loop's iteration where there is none."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.scope import Unresolved
from ssmdoc.rules.places import within
from ssmdoc.rules.registry import Finding, rule


@rule("loop-value-outside-loop", Severity.ERROR)
def loop_value_outside_loop(document: Document) -> Iterator[Finding]:
    """The value of a loop's present iteration is used where there is none.

    `CurrentIteratorValue` and `CurrentIteration` belong to the iteration that runs: only the steps in `Steps` of the
    loop, and its own condition, can refer to them. `CurrentIteratorValue` is a value of `Iterators`; a loop with a
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
    for use in document.uses:
        if use.meaning not in (Unresolved.OUTSIDE_LOOP, Unresolved.NO_ITERATORS):
            continue
        name, output = use.reference.names
        loop = document.steps_by_name[name]
        span = within(document, use.scalar, use.reference.start, use.reference.end)
        labels = (Label(loop.name.span, "the loop"),) if loop.name else ()
        if use.meaning is Unresolved.OUTSIDE_LOOP:
            message = f'"{name}.{output}" exists only in its loop'
            # the number of iterations may be read afterwards: no document says that it is gone
            severity = Severity.WARNING if output == "CurrentIteration" else None
        else:
            message, severity = f'loop "{name}" has no Iterators, so it has no values', None
        yield Finding(span, message, labels, None, severity)
