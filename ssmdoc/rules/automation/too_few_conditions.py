"""And, Or and Not with the wrong number of conditions."""

from collections.abc import Iterator

from ssmdoc.catalogue.conditions import JUNCTIONS, LEAST_CONDITIONS, NEGATION
from ssmdoc.diagnostic import Severity
from ssmdoc.model.conditions import all_parts
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Sequence


@rule("too-few-conditions", Severity.ERROR, keys=("And", "Or", "Not"))
def too_few_conditions(document: Document) -> Iterator[Finding]:
    """`And` or `Or` combines less than two conditions, or `Not` has a list.

    `And` and `Or` hold a list of two conditions or more. AWS refuses the document, in these words:
    `Expect at lease two expressions for operator: Or in step: branchOnInstanceState. Provided: 1`.
    The usual reason is a dash too few: two comparisons in one item of the list. `Not` holds one condition, a map.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      State: {type: String}
    mainSteps:
      - name: branchOnInstanceState
        action: aws:branch
        inputs:
          Choices:
            - NextStep: wait
              Or:  # error: "Or" needs at least two conditions, not 1
                - {Variable: "{{ State }}", StringEquals: pending}
            - NextStep: wait
              Not:  # error: "Not" takes one condition, a map, not a list
                - {Variable: "{{ State }}", StringEquals: running}
        isEnd: true
      - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      State: {type: String}
    mainSteps:
      - name: branchOnInstanceState
        action: aws:branch
        inputs:
          Choices:
            - NextStep: wait
              Or:
                - {Variable: "{{ State }}", StringEquals: pending}
                - {Variable: "{{ State }}", StringEquals: stopping}
            - NextStep: wait
              Not: {Variable: "{{ State }}", StringEquals: running}
        isEnd: true
      - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    for part in all_parts(document.steps):
        for key, below in part.named():
            if not isinstance(below, Sequence):
                continue
            if key.text in JUNCTIONS and len(below.items) < LEAST_CONDITIONS:
                amount = len(below.items) or "none"
                yield Finding(key.span, f'"{key.text}" needs at least two conditions, not {amount}')
            elif key.text == NEGATION:
                severity = Severity.WARNING if len(below.items) == 1 else None
                message = '"Not" takes one condition, a map, not a list'
                yield Finding(key.span, message, severity=severity)
