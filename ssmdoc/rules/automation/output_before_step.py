"""Outputs of steps that have not run yet."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Severity
from ssmdoc.model.conditions import all_parts, comparison
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Edge, Flow
from ssmdoc.model.jumps import Way
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.model.steps import Step
from ssmdoc.model.ways import Ways
from ssmdoc.rules.places import labelled, reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Scalar

_CONDITIONS = ("Choices", "LoopCondition")
"""Inputs in which a comparison with the output tells whether the step has run."""


@rule("output-before-step", Severity.WARNING)
def output_before_step(document: Document) -> Iterator[Finding]:
    """A step uses the output of a step that has not run before it.

    An output exists when its step has run. Where no way through the automation leads over that step first, the
    reference never has a value, and what AWS puts there is `No output available yet because the step is not
    successfully executed`. That is an error where the run always comes to the reference and an input is nothing else.
    Where some ways lead over the step and others do not, the finding names the place where the way without it begins.
    It is only an info where that way begins with a failure, as when a clean-up follows, in a condition, which can ask
    in this way whether the step has run, and, once for each step, in an `InputPayload`, for a script can tell that text
    from a value.

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
    ways, asking = Ways(flow), None
    for early in _early(document, flow):
        if not flow.may_precede(early.earlier, early.later):
            yield _never(document, early, ways)
        elif not _are_repeated(early.source, early.step):
            asking = _compared(document) if asking is None else asking
            yield _not_always(document, early, ways.parting(early.earlier, early.later), asking)


class _Early(NamedTuple):
    """A use of an output, in a step that not every way leads to over the step whose output it is."""

    use: Use
    source: Step
    step: Step
    earlier: int
    later: int
    """The places of both steps."""

    @property
    def severity(self) -> Severity:
        return Severity.INFO if self.is_for_script else Severity.WARNING

    @property
    def is_for_script(self) -> bool:
        return self.use.where.key == "InputPayload"


def _early(document: Document, flow: Flow) -> Iterator[_Early]:
    """The first use for each pair of steps; of those for a script one for each step."""
    said: set[tuple[int, int]] = set()
    scripts: set[int] = set()
    for use in document.uses:
        source, step = use.meaning.step if isinstance(use.meaning, Meaning) else None, use.where.step
        # the condition of a loop is looked at after the steps of the loop
        if source is None or step is None or source.is_inside(step):
            continue
        pair = earlier, later = flow.index[id(source.node)], flow.index[id(step.node)]
        if later not in flow.reachable or flow.surely_precedes(earlier, later) or pair in said:
            continue
        said.add(pair)
        early = _Early(use, source, step, earlier, later)
        if not early.is_for_script or later not in scripts:
            yield early
        if early.is_for_script:
            scripts.add(later)


def _are_repeated(source: Step, step: Step) -> bool:
    """Whether both are in one loop, where the output may be that of the iteration before."""
    return any(step.node is around.node or step.is_inside(around) for around in source.loops())


def _never(document: Document, early: _Early, ways: Ways) -> Finding:
    use, name, step = early.use, early.use.reference.names[0], early.step.name
    message = f'step "{name}" never runs before "{step.text if step else ""}"'
    if early.source.node is early.step.node:
        message = f'step "{name}" uses its own output'
    is_fatal = early.later in ways.always_reached and use.is_whole and not early.is_for_script
    severity = Severity.ERROR if is_fatal else early.severity
    span = reference_span(document, use.scalar, use.reference)
    return Finding(span, message, labelled(early.source.name, "the step"), severity=severity)


def _not_always(document: Document, early: _Early, parting: Edge | None, asking: frozenset[Scalar]) -> Finding:
    use, severity = early.use, early.severity
    message, labels = f'step "{use.reference.names[0]}" may not have run', labelled(early.source.name, "the step")
    if parting and document.flow:
        name = document.flow.steps[parting.source].name
        message += f': "{name.text if name else ""}" can lead here without it'
        labels += labelled(parting.jump.scalar, "the way without it") if parting.jump else ()
    if use.scalar in asking or (parting and parting.way in (Way.FAILURE, Way.CANCEL)):
        severity = Severity.INFO
    span = reference_span(document, use.scalar, use.reference)
    return Finding(span, message, labels, severity=severity)


def _compared(document: Document) -> frozenset[Scalar]:
    """The variables of all conditions: one can ask whether a step has run."""
    found = map(comparison, all_parts(document.steps))
    return frozenset(each.variable for each in found if each and each.variable)
