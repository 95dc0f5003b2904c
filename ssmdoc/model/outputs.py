"""The outputs of a step of an Automation document, declared and predefined."""

from collections.abc import Iterable, Iterator

from ssmdoc.catalogue.outputs import COMMON_OUTPUTS
from ssmdoc.model.steps import BRANCH, Step
from ssmdoc.model.value_types import value_type
from ssmdoc.source.tree import Mapping, Sequence


def output_types(step: Step) -> dict[str, str | None] | None:
    """The outputs of a step and their types (None where not known); None when they are not known themselves.

    The declared ones come first. Source: UG25 automation-action-outputs-inputs.md.
    """
    from ssmdoc.catalogue.actions import ACTIONS  # only Automation documents have outputs

    action = ACTIONS.get(step.action.text) if step.action else None
    if action is None or _may_have_more(step):
        return None
    types: dict[str, str | None] = {
        output.name.text: value_type(output.type.text) if output.type else None
        for output in step.outputs
        if output.name
    }
    for output in action.outputs:
        types.setdefault(output.name, output.type)
    if step.runs(BRANCH):
        types.setdefault("NextStep", "String")  # referred to in documents that AWS owns
    for name in COMMON_OUTPUTS:
        types.setdefault(name, None)
    return types


def declares(step: Step, name: str) -> bool:
    """Whether a step declares an output itself; the others are those that its action gives."""
    return any(output.name is not None and output.name.text == name for output in step.outputs)


def once_for_outputs(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps that declare outputs; of those with the same action and, by an alias, the same list only the first."""
    seen: set[tuple[str, int]] = set()
    for step in steps:
        declared = step.node.get("outputs")
        key = (step.action.text if step.action else "", id(declared))
        if declared is not None and key not in seen:
            seen.add(key)
            yield step


def _may_have_more(step: Step) -> bool:
    """Whether there are outputs that are not seen: in some other shape, with a misspelled name, or merged in."""
    declared = step.node.get("outputs")
    if isinstance(declared, Sequence):
        return not all(isinstance(output, Mapping) and _is_plain(output) for output in declared.items)
    return declared is not None or step.node.entry("<<") is not None


def _is_plain(output: Mapping) -> bool:
    return output.entry("Name") is not None and output.entry("<<") is None
