"""Steps that lead back to themselves."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.circles import circles, is_jump, strongly_connected
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.steps import LOOP
from ssmdoc.rules.places import labelled
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import listed


@rule("endless-loop", Severity.ERROR)
def endless_loop(document: Document) -> Iterator[Finding]:
    """Steps lead back to themselves.

    Before a runbook is run AWS looks for infinite loops; where it sees one it answers with an error and a trace of the
    steps in it. Steps that follow each other whatever happens are an error. Where a branch or a failure leads back, a
    way out of the circle may exist, and this is a warning. `aws:loop` repeats steps, and a wait for a state is
    `aws:waitForAwsResourceProperty`.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT5M}
        nextStep: stop  # error: steps "stop" and "wait" follow each other without end
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: attempts
        action: aws:loop
        inputs:
          MaxIterations: 3
          LoopCondition: {Variable: "{{ look.State }}", StringEquals: pending}
          Steps:
            - name: look
              action: aws:executeAwsApi
              inputs: {Service: ec2, Api: DescribeInstances, InstanceIds: [i-0123456789abcdef0]}
              outputs:
                - {Name: State, Selector: "$.Reservations[0].Instances[0].State.Name", Type: String}
            - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    flow = document.flow
    if flow is None or flow.unclear or flow.equal_names or not any(map(_leads_back, flow.edges)):
        return
    said: set[int] = set()
    for circle in circles(flow):
        said.update(circle)
        closing = _closing(flow, circle)
        names = [name.text for place in sorted(circle) if (name := flow.steps[place].name)]
        if closing is None or closing.jump is None or not names:
            continue
        follow = "step {} follows itself" if len(circle) == 1 else "steps {} follow each other"
        yield Finding(closing.jump.scalar.span, f"{follow.format(listed(names))} without end")
    for part in strongly_connected(flow):
        if said.isdisjoint(part):
            yield from _possible(flow, part)


def _leads_back(edge: Edge) -> bool:
    """Whether an edge leads to an earlier step, as one of each circle does."""
    return edge.target is not None and edge.target <= edge.source


def _possible(flow: Flow, part: set[int]) -> Iterator[Finding]:
    """The warning about steps that may lead back to themselves."""
    closing = _closing(flow, part)
    if closing is None or closing.jump is None or closing.target is None:
        return
    target = flow.steps[closing.target].name
    itself = closing.source == closing.target
    back = f'{closing.way.value} leads back to step "{closing.jump.target}"{" itself" if itself else ""}'
    labels = () if itself else labelled(target, "this step")
    message = f"{back}: AWS refuses runbooks with infinite loops, repeat steps with {LOOP} or maxAttempts"
    yield Finding(closing.jump.scalar.span, message, labels, severity=Severity.WARNING)


def _closing(flow: Flow, places: set[int]) -> Edge | None:
    """The jump that leads furthest back within some steps."""
    inside = [
        edge
        for place in sorted(places)
        for edge in flow.outgoing[place]
        if edge.jump and edge.target in places and is_jump(flow, edge) and edge.target <= place
    ]
    return min(inside, key=lambda edge: edge.target or 0, default=None)
