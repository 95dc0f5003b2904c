"""Steps that no run comes to."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Flow
from ssmdoc.model.steps import BRANCH, is_true
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("unreachable-step", Severity.WARNING)
def unreachable_step(document: Document) -> Iterator[Finding]:
    """No run of the automation can come to a step.

    An automation begins with the first step and goes on with `nextStep`, a choice, `onFailure`, `onCancel`, or else
    with the next step of the list; `isEnd: true` ends it. Of steps that only an unreachable step leads to, the first
    is reported.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
        nextStep: start
      - name: wait  # error: step "wait" is never reached
        action: aws:sleep
        inputs: {Duration: PT5M}
      - name: start
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: running}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        inputs: {Duration: PT5M}
      - name: start
        action: aws:changeInstanceState
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: running}
    ```
    """
    flow = document.flow
    if flow is None or not flow.certain or len(flow.reachable) == len(flow.steps):
        return
    for place in _beginnings(flow):
        step = flow.steps[place]
        what = f"step {in_quotes(step.name.text)}" if step.name else "this step"
        span = step.name.span if step.name else step.node.entries[0].key.span if step.node.entries else step.node.span
        yield Finding(span, f"{what} is never reached", tuple(_why(flow, place)))


def _beginnings(flow: Flow) -> Iterator[int]:
    """The unreachable steps that no other one leads to, and of those that lead to each other the first."""
    left = [place for place in range(len(flow.steps)) if place not in flow.reachable]
    led_to = {edge.target for place in left for edge in flow.outgoing[place] if edge.target != place}
    seen: set[int] = set()
    for place in (*(place for place in left if place not in led_to), *left):
        if place in seen:
            continue
        yield place
        waiting = [place]
        while waiting:
            source = waiting.pop()
            if source not in seen:
                seen.add(source)
                waiting += [edge.target for edge in flow.outgoing[source] if edge.target is not None]


def _why(flow: Flow, place: int) -> Iterator[Label]:
    """What keeps the step before it in the list from going on with it."""
    loop = flow.steps[place].loop
    before = next((step for step in reversed(flow.steps[:place]) if step.loop is loop), None)
    if before is None:
        return
    end, following = before.node.get("isEnd"), before.node.get("nextStep")
    if before.runs(BRANCH) and (default := before.input("Default")):
        yield Label(default.span, "the branch before it goes on here when no choice holds")
    elif following is not None:
        yield Label(following.span, "the step before it goes on with this one")
    elif end is not None and is_true(end):
        yield Label(end.span, "the automation ends here")
