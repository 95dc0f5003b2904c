"""Steps for a failure that run after success too."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Edge
from ssmdoc.model.jumps import Way
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes

_WORDS = ("failure", "failed", "onfail", "onerror", "handleerror", "errorhandler")
"""In names of steps that are there for a failure, in lower case and without underscores.

Not cleaning up and rolling back: runbooks that do something for a while undo it afterwards in any case.
"""


@rule("fall-into-failure-step", Severity.WARNING, keys=("onFailure",))
def fall_into_failure_step(document: Document) -> Iterator[Finding]:
    """A step that `onFailure` leads to, and whose name speaks of a failure, also runs when all went well.

    After a step without `nextStep` and `isEnd` comes the next step of the list, even if that is the one which tells
    of a failure. Only steps with a name such as `reportFailure` or `handleError` are looked at.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onFailure: step:reportFailure
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: reportFailure  # error: step "reportFailure" is reached by onFailure, and after success too
        action: aws:invokeLambdaFunction
        inputs: {FunctionName: report}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onFailure: step:reportFailure
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
        isEnd: true
      - name: reportFailure
        action: aws:invokeLambdaFunction
        inputs: {FunctionName: report}
    ```
    """
    flow = document.flow
    if flow is None or not any(map(_speaks_of_failure, flow.places)) or not flow.certain:
        return
    entering: dict[int, list[Edge]] = {}
    for edge in flow.edges:
        if edge.target is not None and edge.source in flow.reachable:
            entering.setdefault(edge.target, []).append(edge)
    for place, edges in entering.items():
        name = flow.steps[place].name
        if name is None or not _speaks_of_failure(name.text):
            continue
        failing = next((edge.jump for edge in edges if edge.way is Way.FAILURE), None)
        falling = [edge.source for edge in edges if edge.way is Way.FOLLOWING and not _is_for_failure(entering, edge)]
        if failing is None or not falling or any(edge.way in (Way.NEXT, Way.CHOICE, Way.DEFAULT) for edge in edges):
            continue
        before = flow.steps[falling[0]].name
        if before is None or _speaks_of_failure(before.text):
            continue
        labels = (Label(before.span, "the run goes on from this step"), Label(failing.scalar.span, "onFailure"))
        message = f"step {in_quotes(name.text)} is reached by onFailure, and after success too"
        yield Finding(name.span, message, labels)


def _is_for_failure(entering: dict[int, list[Edge]], edge: Edge) -> bool:
    """Whether the step that an edge leaves is itself reached by failures only."""
    edges = entering.get(edge.source, [])
    return bool(edges) and all(each.way in (Way.FAILURE, Way.CANCEL) for each in edges)


def _speaks_of_failure(name: str) -> bool:
    plain = name.lower().replace("_", "").replace("-", "")
    return any(word in plain for word in _WORDS) and "failover" not in plain
