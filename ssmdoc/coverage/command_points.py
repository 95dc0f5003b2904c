"""The points of a Command document.

Source: amazon-ssm-agent runpluginutil.go; UG25 documents-schemas-features.md for preconditions.
"""

from collections.abc import Iterator, Mapping

from ssmdoc.catalogue.preconditions import OPERATOR, PLATFORM
from ssmdoc.catalogue.schema_versions import PRECONDITION_VERSIONS
from ssmdoc.coverage.points import Mark, Point, What, key, step_points
from ssmdoc.model.document import Document
from ssmdoc.model.steps import Step
from ssmdoc.source import tree
from ssmdoc.source.tree import Scalar, Sequence

_NODE = "linux"
"""The platformType of every node that ssmdoc can make."""
_ENDS = {"onFailure": ("exit", "successAndExit"), "onSuccess": ("exit",)}
_WHAT = {"onFailure": What.FAILURE, "onSuccess": What.SUCCESS}


def command_points(document: Document, left_out: Mapping[Step, str]) -> Iterator[Point]:
    """The steps, what ends the document early, and preconditions both ways, where a Linux node can come to them."""
    yield from step_points(document, [step for step in document.steps if step not in left_out])
    for step in document.steps:
        if step in left_out:
            continue
        yield from _preconditions(document, step)
        for word, values in _ENDS.items():
            for inputs in step.input_maps():
                written = inputs.get(word)
                if isinstance(written, Scalar) and written.text in values:
                    text = f'{word}: {written.text} of "{key(step)}"'
                    yield Point(Mark(_WHAT[word], key(step)), document.source.position(written.start)[0], text)


def left_out(document: Document) -> dict[Step, str]:
    """The steps that never run on Linux, and why."""
    if not _has_preconditions(document):
        return {}
    return {
        step: f'step "{key(step)}" is for {" and ".join(others)} only, which no node here is'
        for step in document.steps
        if (others := [platform for platform in _platforms(step) if platform.lower() != _NODE])
    }


def _preconditions(document: Document, step: Step) -> Iterator[Point]:
    if step.precondition is None or not _has_preconditions(document):
        return
    line = document.source.position(step.precondition.key.start)[0]
    ways = [What.MET] if len(_platforms(step)) == len(list(_operations(step))) else [What.MET, What.UNMET]
    for what in ways:
        yield Point(Mark(what, key(step)), line, f'{what.value}: "{key(step)}"')


def _has_preconditions(document: Document) -> bool:
    version = document.schema_version
    return version is not None and version.text in PRECONDITION_VERSIONS


def _operations(step: Step) -> Iterator[tuple[str, list[str]]]:
    """Each operator with its arguments."""
    condition = step.precondition.value if step.precondition else None
    if isinstance(condition, tree.Mapping):
        for operator, operands in condition.named():
            items = operands.items if isinstance(operands, Sequence) else ()
            yield operator.text, [item.text for item in items if isinstance(item, Scalar)]


def _platforms(step: Step) -> list[str]:
    """The platforms that a step is for."""
    return [
        other
        for operator, arguments in _operations(step)
        if operator == OPERATOR and len(arguments) == 2 and arguments.count(PLATFORM) == 1
        for other in arguments
        if other != PLATFORM
    ]
