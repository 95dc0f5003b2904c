"""Texts of onFailure and onCancel that mean nothing."""

from collections.abc import Iterator

from ssmdoc.catalogue.jumps import AFTER, STEP_PREFIX
from ssmdoc.catalogue.nearest import did_you_mean, nearest, offer
from ssmdoc.diagnostic import Edit, Fix, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.flow import Flow
from ssmdoc.model.literals import is_literal
from ssmdoc.rules.places import labelled
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import quoted
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar
from ssmdoc.source.values import scalar_kind


@rule("invalid-jump", Severity.ERROR)
def invalid_jump(document: Document) -> Iterator[Finding]:
    """`onFailure` or `onCancel` says neither a word that AWS knows nor `step:` with the name of a step.

    `onFailure` is `Abort`, `Continue` or `step:NAME`; `onCancel` is `Abort` or `step:NAME`. The words of Command
    documents, such as `exit`, mean nothing here. Another letter case, and a blank after `step:`, are a warning.

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onFailure: report  # error: "report" in onFailure lacks "step:", did you mean "step:report"?
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        onFailure: exit  # error: onFailure must be "Abort", "Continue" or "step:" and the name of a step, not "exit"
        inputs: {Duration: PT10M}
      - name: report
        action: aws:sleep
        onFailure: continue  # error: "continue" in onFailure, did you mean "Continue"?
        inputs: {Duration: PT1S}
    ```

    ```yaml
    schemaVersion: "0.3"
    mainSteps:
      - name: stop
        action: aws:changeInstanceState
        onFailure: step:report
        inputs: {InstanceIds: [i-0123456789abcdef0], DesiredState: stopped}
      - name: wait
        action: aws:sleep
        onFailure: Continue
        inputs: {Duration: PT10M}
      - name: report
        action: aws:sleep
        inputs: {Duration: PT1S}
    ```
    """
    flow = document.flow
    if flow is None:
        return
    for step in flow.steps:
        for key, words in AFTER.items():
            node = step.node.get(key)
            if not isinstance(node, Scalar) or not is_literal(node) or node.text in words:
                continue
            if scalar_kind(node) == "string" and node.text.strip() and not _names_a_step(node.text):
                yield _finding(flow, key, node)


def _names_a_step(text: str) -> bool:
    return text.startswith(STEP_PREFIX) and not text[len(STEP_PREFIX) :][:1].isspace()


def _finding(flow: Flow, key: str, node: Scalar) -> Finding:
    text, words = node.text.strip(), AFTER[key]
    prefix, colon, name = (part.strip() for part in text.partition(":"))
    given = f"{in_quotes(node.text)} in {key}"
    if colon and prefix.lower() in ("step", "steps") and name:
        meant = STEP_PREFIX + name
        fix = _write(node, meant, safe=name in flow.places)
        return Finding(node.span, f"{given}{offer(meant)}", fix=fix, severity=Severity.WARNING)
    place = flow.places.get(text)
    if place is not None:
        meant = STEP_PREFIX + text
        message = f'{given} lacks "{STEP_PREFIX}"{offer(meant)}'
        return Finding(node.span, message, labelled(flow.steps[place].name, "this step"), _write(node, meant))
    if text.lower() in map(str.lower, words):
        meant = nearest(text, words) or text
        return Finding(node.span, f"{given}{offer(meant)}", severity=Severity.WARNING)
    allowed = ", ".join(quoted(words))
    message = f'{key} must be {allowed} or "{STEP_PREFIX}" and the name of a step, not {in_quotes(node.text)}'
    if key == "onCancel" and node.text == "Continue":
        return Finding(node.span, message, severity=Severity.WARNING)
    return Finding(node.span, message + did_you_mean(node.text, words))


def _write(node: Scalar, meant: str, *, safe: bool = False) -> Fix | None:
    """The fix that puts a text in quotes in the place of another, where it needs no escapes there."""
    if not meant.isprintable() or '"' in meant or "\\" in meant:
        return None
    return Fix(f'write "{meant}"', (Edit(node.span, f'"{meant}"'),), safe=safe)
