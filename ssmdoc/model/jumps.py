"""Where a step of an Automation document says that the run goes on: the names of steps that it writes down."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from ssmdoc.catalogue.jumps import AFTER, STEP_PREFIX
from ssmdoc.model.steps import BRANCH, Step
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind


class Way(Enum):
    """How the run comes from one step to another (source: UG25 automation-actions.md, automation-action-branch.md)."""

    FOLLOWING = "following"
    """The next item of the list: nothing is written down."""
    NEXT = "nextStep"
    CHOICE = "NextStep"
    DEFAULT = "Default"
    FAILURE = "onFailure"
    CANCEL = "onCancel"
    ITERATION = "Steps"
    """From a loop into its steps, and from the last of them to the first."""


class Jump(NamedTuple):
    """A step named as a target: the text that names it, and the name, which may follow `step:`."""

    way: Way
    scalar: Scalar
    target: str


def jumps(step: Step) -> Iterator[Jump]:
    """The targets that a step names, in no certain order; a text that names none (Abort, Continue) gives nothing."""
    yield from _plain(Way.NEXT, step.node.get("nextStep"))
    for way in (Way.FAILURE, Way.CANCEL):
        node = step.node.get(way.value)
        if isinstance(node, Scalar) and node.text.startswith(STEP_PREFIX):
            yield Jump(way, node, node.text.removeprefix(STEP_PREFIX).strip())
    if step.runs(BRANCH):
        for choice in choices(step):
            yield from _plain(Way.CHOICE, choice.get("NextStep"))
        yield from _plain(Way.DEFAULT, step.input("Default"))


def is_unclear(step: Step) -> bool:
    """Whether a step may go on in a way that is not seen here.

    That is by a merge key, a misspelled key, an unknown word, or a choice that does not say where it leads.
    """
    maps = [(step.node, _STEP_KEYS)]
    if step.runs(BRANCH):
        maps += [(inputs, _BRANCH_KEYS) for inputs in step.input_maps()]
        maps += [(choice, _CHOICE_KEYS) for choice in choices(step)]
        if any(choice.get("NextStep") is None for choice in choices(step)):
            return True
    for mapping, keys in maps:
        for key, _ in mapping.named():
            if key.text == "<<" or keys.get(key.text.lower(), key.text) != key.text:
                return True
    return any(_is_unknown_word(step.node.get(way.value)) for way in (Way.FAILURE, Way.CANCEL))


_STEP_KEYS = {key.lower(): key for key in ("nextStep", "isEnd", "onFailure", "onCancel", "action", "inputs")}
_BRANCH_KEYS = {"choices": "Choices", "default": "Default"}
_CHOICE_KEYS = {"nextstep": "NextStep"}


def _is_unknown_word(node: Node | None) -> bool:
    if not isinstance(node, Scalar):
        return node is not None
    return bool(node.text) and node.text not in AFTER["onFailure"] and not node.text.startswith(STEP_PREFIX)


def choices(step: Step) -> Iterator[Mapping]:
    """The choices of a branch, in order: the first that holds is taken."""
    given = step.input("Choices")
    for choice in given.items if isinstance(given, Sequence) else ():
        if isinstance(choice, Mapping):
            yield choice


def _plain(way: Way, node: Node | None) -> Iterator[Jump]:
    if isinstance(node, Scalar) and node.text and scalar_kind(node) != "null":
        yield Jump(way, node, node.text)
