"""Steps that a spec names and its document does not have, and those in the place of which nothing can happen."""

from collections.abc import Iterator

from ssmdoc.analysis.examine import Examination
from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.model.steps import BRANCH, LOOP
from ssmdoc.source.tree import Node, Scalar
from ssmdoc.spec.building.written import get, items, named, text
from ssmdoc.spec.document import steps_of
from ssmdoc.spec.values import Spec

_DECIDED = (BRANCH, LOOP, "aws:updateVariable")


def problems_of_steps(spec: Spec, document: Examination) -> Iterator[Diagnostic]:
    """Decisions and disturbances of steps that are not in the document, which would say nothing."""
    if spec.written is None or document.kind is None:
        return
    actions = {name.text: text(get(step, "action")) or "" for name, step in steps_of(document)}
    for level in (spec.written, *items(get(spec.written, "cases"))):
        for name, _ in named(get(level, "decisions")):
            yield from _unknown(name, actions)
        for disturbance in items(get(level, "disturb")):
            step = get(disturbance, "step")
            if isinstance(step, Scalar):
                yield from _unknown(step, actions)
                yield from _decided(step, actions)


def _unknown(step: Scalar, actions: dict[str, str]) -> Iterator[Diagnostic]:
    if step.text not in actions:
        hint = did_you_mean(step.text, actions) or f"; there are {', '.join(actions) or 'none'}"
        yield _mistake(step, f'the document has no step "{step.text}"{hint}')


def _decided(step: Scalar, actions: dict[str, str]) -> Iterator[Diagnostic]:
    action = actions.get(step.text)
    if action in _DECIDED:
        yield _mistake(step, f'"{step.text}" is {action}, which nothing from outside can disturb')


def _mistake(node: Node, message: str) -> Diagnostic:
    return Diagnostic("spec", Severity.ERROR, message, node.span)
