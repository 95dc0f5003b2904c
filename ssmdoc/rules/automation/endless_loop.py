"""Steps that lead back to themselves."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.jumps import BRANCH, Way
from ssmdoc.model.steps import LOOP, is_true
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
    if flow is None or flow.unclear or not any(map(_leads_back, flow.edges)):
        return
    circles = list(_circles(flow))
    said: set[int] = set()
    for circle in circles:
        said.update(circle)
        closing = _closing(flow, circle)
        names = [name.text for place in sorted(circle) if (name := flow.steps[place].name)]
        if closing is None or closing.jump is None or not names:
            continue
        if len(circle) == 1:
            yield Finding(closing.jump.scalar.span, f"step {listed(names)} follows itself without end")
        else:
            yield Finding(closing.jump.scalar.span, f"steps {listed(names)} follow each other without end")
    for part in _strongly_connected(flow):
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
    labels = (Label(target.span, "this step"),) if target and not itself else ()
    message = f"{back}: AWS refuses runbooks with infinite loops, repeat steps with {LOOP} or maxAttempts"
    yield Finding(closing.jump.scalar.span, message, labels, severity=Severity.WARNING)


def _circles(flow: Flow) -> Iterator[set[int]]:
    """The circles of steps each of which has one successor, whatever a condition says."""
    following = [_only_successor(flow, place) for place in range(len(flow.steps))]
    visited: dict[int, int] = {}
    for start in range(len(following)):
        way: list[int] = []
        here: int | None = start
        while here is not None and here not in visited:
            visited[here] = start
            way.append(here)
            here = following[here]
        if here is not None and visited[here] == start and here in way:
            yield set(way[way.index(here) :])


def _only_successor(flow: Flow, place: int) -> int | None:
    """The step that follows whenever a step succeeds; None where there are several, or none."""
    step = flow.steps[place]
    if step.runs(BRANCH) or step.runs(LOOP) or is_true(step.node.get("isEnd")):
        return None
    onward = [edge for edge in flow.outgoing[place] if edge.way in (Way.NEXT, Way.FOLLOWING, Way.ITERATION)]
    return onward[0].target if len(onward) == 1 and onward[0].way is not Way.ITERATION else None


def _closing(flow: Flow, places: set[int]) -> Edge | None:
    """The jump that leads furthest back within some steps."""
    inside = [
        edge
        for place in sorted(places)
        for edge in flow.outgoing[place]
        if edge.jump and edge.target in places and _counts(flow, edge) and edge.target <= place
    ]
    return min(inside, key=lambda edge: edge.target or 0, default=None)


def _counts(flow: Flow, edge: Edge) -> bool:
    """Whether an edge is part of a loop that jumps make: not the iterations of aws:loop, nor being cancelled."""
    if edge.target is None or edge.way is Way.CANCEL:
        return False
    return edge.way is not Way.ITERATION or flow.steps[edge.target].loop is flow.steps[edge.source]


def _strongly_connected(flow: Flow) -> Iterator[set[int]]:
    """The greatest sets of steps that lead to each other, and steps that lead to themselves (Tarjan)."""
    targets = [[edge.target for edge in edges if _counts(flow, edge)] for edges in flow.outgoing]
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for start in range(len(targets)):
        work = [] if start in number else [(start, iter(targets[start]))]
        while work:
            place, left = work[-1]
            if place not in number:
                number[place] = lowest[place] = len(number)
                stack.append(place)
                on_stack.add(place)
            following = next(left, None)
            if following is not None:
                if following not in number:
                    work.append((following, iter(targets[following])))
                elif following in on_stack:
                    lowest[place] = min(lowest[place], number[following])
                continue
            work.pop()
            if work:
                above = work[-1][0]
                lowest[above] = min(lowest[above], lowest[place])
            if lowest[place] == number[place]:
                part: set[int] = set()
                while place not in part:
                    part.add(stack.pop())
                on_stack -= part
                if len(part) > 1 or place in targets[place]:
                    yield part
