"""Outputs of steps that have not run yet."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.jumps import BRANCH, Way
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.model.steps import LOOP, Step
from ssmdoc.rules.places import labelled, reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.text import Span


@rule("output-before-step", Severity.WARNING)
def output_before_step(document: Document) -> Iterator[Finding]:
    """A step uses the output of a step that has not run before it.

    An output exists when its step has run. Where no way through the automation leads over that step first, the
    reference never has a value, and what AWS puts there is `No output available yet because the step is not
    successfully executed`. That is an error where the run always comes to the reference and an input is nothing else.
    Where some ways lead over the step and others do not, the finding names the place where the way without it begins.
    It is only an info where that way begins with a failure, as when a clean-up follows, and, once for each step, in an
    `InputPayload`, for a script can tell that text from a value.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String}
    mainSteps:
      - name: tag
        action: aws:createTags
        inputs:
          ResourceIds: ["{{ image.ImageId }}"]  # error: step "image" never runs before "tag"
          Tags: [{Key: Backup, Value: nightly}]
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: image, Variable: "{{ Platform }}", StringEquals: Linux}
          Default: report
      - name: image
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
      - name: report
        action: aws:executeAwsApi
        inputs:
          Service: sns
          Api: Publish
          TopicArn: arn:aws:sns:eu-west-1:123456789012:done
          Message: "{{ image.ImageId }}"  # error: step "image" may not have run: "choose" can lead here without it
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: image
        action: aws:createImage
        inputs: {InstanceId: i-0123456789abcdef0, ImageName: nightly}
      - name: tag
        action: aws:createTags
        inputs:
          ResourceIds: ["{{ image.ImageId }}"]
          Tags: [{Key: Backup, Value: nightly}]
    ```
    """
    flow = document.flow
    if flow is None or not flow.certain:
        return
    said: set[tuple[int, int]] = set()
    scripts: set[int] = set()
    ways: dict[int, dict[int, Edge]] = {}
    certain: frozenset[int] | None = None
    for use in document.uses:
        source, step = use.meaning.step if isinstance(use.meaning, Meaning) else None, use.where.step
        if source is None or step is None or _is_looked_at_after(source, step):
            continue
        earlier, later = flow.index[id(source.node)], flow.index[id(step.node)]
        if later not in flow.reachable or flow.surely_precedes(earlier, later) or (earlier, later) in said:
            continue
        said.add((earlier, later))
        severity = Severity.WARNING
        if use.where.key == "InputPayload":
            if later in scripts:
                continue
            scripts.add(later)
            severity = Severity.INFO
        if not flow.may_precede(earlier, later):
            if certain is None:
                certain = _always_reached(flow)
            is_fatal = later in certain and use.is_whole and severity is Severity.WARNING
            yield _never(document, use, source, step, Severity.ERROR if is_fatal else severity)
        elif not _are_repeated(source, step):
            if earlier not in ways:
                ways[earlier] = _without(flow, earlier)
            edge = _deciding(flow, ways[earlier], earlier, later)
            if edge and edge.way in (Way.FAILURE, Way.CANCEL):
                severity = Severity.INFO
            yield _not_always(document, use, source, edge, severity)


def _is_looked_at_after(source: Step, step: Step) -> bool:
    """Whether this is the condition of a loop, which is looked at after the steps of the loop."""
    return source.is_inside(step)


def _are_repeated(source: Step, step: Step) -> bool:
    """Whether both are in one loop, where the output may be that of the iteration before."""
    return any(step.node is around.node or step.is_inside(around) for around in source.loops())


def _never(document: Document, use: Use, source: Step, step: Step, severity: Severity) -> Finding:
    name, around = use.reference.names[0], step.name.text if step.name else ""
    message = f'step "{name}" never runs before "{around}"'
    if source.node is step.node:
        message = f'step "{name}" uses its own output'
    return Finding(_span(document, use), message, _labels(source), None, severity)


def _not_always(document: Document, use: Use, source: Step, edge: Edge | None, severity: Severity) -> Finding:
    message = f'step "{use.reference.names[0]}" may not have run'
    labels = _labels(source)
    if edge and document.flow:
        place = document.flow.steps[edge.source]
        name = place.name
        message += f': "{name.text if name else ""}" can lead here without it'
        if edge.jump:
            labels = (*labels, Label(edge.jump.scalar.span, "the way without it"))
    return Finding(_span(document, use), message, labels, None, severity)


def _span(document: Document, use: Use) -> Span:
    return reference_span(document, use.scalar, use.reference)


def _labels(source: Step) -> tuple[Label, ...]:
    return labelled(source.name, "the step")


def _always_reached(flow: Flow) -> frozenset[int]:
    """The steps that come one after the other from the first, up to the first branch or loop, when none fails."""
    places: list[int] = []
    place: int | None = 0
    while place is not None and place not in places:
        places.append(place)
        if flow.steps[place].runs(BRANCH) or flow.steps[place].runs(LOOP):
            break
        onward = [edge.target for edge in flow.outgoing[place] if edge.way in (Way.NEXT, Way.FOLLOWING)]
        place = onward[0] if onward else None
    return frozenset(places)


def _without(flow: Flow, avoided: int) -> dict[int, Edge]:
    """The edges by which each step can be reached first on a way that does not lead over one step."""
    came: dict[int, Edge] = {}
    waiting = [0] if avoided else []
    seen = {0, avoided}
    while waiting:
        for edge in flow.outgoing[waiting.pop()]:
            if edge.target is not None and edge.target not in seen:
                seen.add(edge.target)
                came[edge.target] = edge
                waiting.append(edge.target)
    return came


def _deciding(flow: Flow, came: dict[int, Edge], avoided: int, later: int) -> Edge | None:
    """The last choice, or way out of a failure, after which a step that could still have come does not come."""
    place = later
    while place in came:
        edge = came[place]
        decides = edge.jump is not None or flow.steps[edge.source].runs(BRANCH)
        if decides and (edge.source == 0 or flow.may_precede(edge.source, avoided)):
            return edge
        place = edge.source
    return None
