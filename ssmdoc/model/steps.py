"""The steps of a document, whatever its kind: each part of them still a node of the tree."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.kind import Kind
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

LOOP = "aws:loop"


class Output(NamedTuple):
    """An output that a step of an Automation document declares."""

    node: Mapping
    name: Scalar | None
    selector: Scalar | None
    type: Scalar | None


class Step(NamedTuple):
    """An item of `mainSteps` or of the `Steps` of a loop, or an entry of `runtimeConfig`.

    The last has no name and calls its inputs `properties`. `loop` is the step of action `aws:loop` around this one.
    """

    node: Mapping
    name: Scalar | None
    action: Scalar | None
    inputs: Node | None
    settings: Node | None = None
    precondition: Entry | None = None
    loop: "Step | None" = None

    def input_maps(self) -> Iterator[Mapping]:
        """The maps of inputs; the agent also takes a list of them (source: agent-semantics 1.4, AGENT runPlugin)."""
        inputs = self.inputs.items if isinstance(self.inputs, Sequence) else (self.inputs,)
        for item in inputs:
            if isinstance(item, Mapping):
                yield item

    def runs(self, action: str) -> bool:
        """Whether the step runs this action or plugin."""
        return self.action is not None and self.action.text == action

    def input(self, name: str) -> Node | None:
        """An input of a step of an Automation document; names of inputs are case-sensitive there."""
        return self.inputs.get(name) if isinstance(self.inputs, Mapping) else None

    def outputs(self) -> Iterator[Output]:
        """The declared outputs (source: UG25 automation-action-outputs-inputs.md)."""
        declared = self.node.get("outputs")
        for node in declared.items if isinstance(declared, Sequence) else ():
            if isinstance(node, Mapping):
                name, selector, type_ = (scalar(node.get(key)) for key in ("Name", "Selector", "Type"))
                yield Output(node, name, selector, type_)


def read_steps(root: Mapping, kind: Kind | None) -> tuple[Step, ...]:
    """All steps in document order; the steps of a loop come after the loop."""
    if kind is Kind.COMMAND_1:
        return tuple(_steps_1(root))
    return tuple(_steps(root.get("mainSteps"), None, set()))


def _steps(items: Node | None, loop: Step | None, seen: set[int]) -> Iterator[Step]:
    """The steps of a list, each map once, however many aliases it has."""
    for node in items.items if isinstance(items, Sequence) else ():
        if not isinstance(node, Mapping) or id(node) in seen:
            continue
        seen.add(id(node))
        name, action = scalar(node.get("name")), scalar(node.get("action"))
        step = Step(node, name, action, node.get("inputs"), node.get("settings"), node.entry("precondition"), loop)
        yield step
        if step.runs(LOOP):
            yield from _steps(step.input("Steps"), step, seen)


def _steps_1(root: Mapping) -> Iterator[Step]:
    plugins = root.get("runtimeConfig")
    if isinstance(plugins, Mapping):
        for plugin, step in plugins.named():
            if isinstance(step, Mapping):
                yield Step(step, None, plugin, step.get("properties"), step.get("settings"))


def scalar(node: Node | None) -> Scalar | None:
    """The node if it is a scalar."""
    return node if isinstance(node, Scalar) else None


def is_true(node: Node | None) -> bool:
    """Whether a node says yes; AWS takes the text "true" too, in any letter case (accepted in its own documents)."""
    return isinstance(node, Scalar) and node.text.lower() == "true"
