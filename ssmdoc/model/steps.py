"""The steps of a document, whatever its kind: each part of them still a node of the tree."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.model.kind import Kind
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

BRANCH = "aws:branch"
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
    outputs: tuple[Output, ...] = ()
    """The outputs that it declares (source: UG25 automation-action-outputs-inputs.md)."""

    def input_maps(self) -> Iterator[Mapping]:
        """The maps of inputs; the agent also takes a list of them (source: agent-semantics 1.4, AGENT runPlugin)."""
        inputs = self.inputs.items if isinstance(self.inputs, Sequence) else (self.inputs,)
        for item in inputs:
            if isinstance(item, Mapping):
                yield item

    def agent_inputs(self, name: str) -> Iterator[Node]:
        """The values of an input of a plugin, whose name the agent matches in any letter case (agent-semantics 1.3)."""
        for inputs in self.input_maps():
            value = inputs.get_ignoring_case(name)
            if value is not None:
                yield value

    def loops(self) -> "Iterator[Step]":
        """The loops that the step is in, the innermost first."""
        around = self.loop
        while around is not None:
            yield around
            around = around.loop

    def is_inside(self, loop: "Step") -> bool:
        """Whether the step is one of the steps of a loop, at any depth."""
        return any(around.node is loop.node for around in self.loops())

    def runs(self, action: str) -> bool:
        """Whether the step runs this action or plugin."""
        return self.action is not None and self.action.text == action

    def input(self, name: str) -> Node | None:
        """An input of a step of an Automation document; names of inputs are case-sensitive there."""
        return self.inputs.get(name) if isinstance(self.inputs, Mapping) else None


def read_steps(root: Mapping, kind: Kind | None) -> tuple[Step, ...]:
    """All steps in document order; the steps of a loop come after the loop."""
    if kind is Kind.COMMAND_1:
        return tuple(_steps_1(root))
    return tuple(_Reader().steps(root.get("mainSteps"), None))


class _Reader:
    """Reads steps, each map once, and each list of outputs once, however many aliases they have."""

    def __init__(self) -> None:
        self._seen: set[Mapping] = set()
        self._outputs: dict[Node, tuple[Output, ...]] = {}

    def steps(self, items: Node | None, loop: Step | None) -> Iterator[Step]:
        """The steps of a list, and those inside them."""
        for node in items.items if isinstance(items, Sequence) else ():
            if not isinstance(node, Mapping) or node in self._seen:
                continue
            self._seen.add(node)
            name, action = scalar(node.get("name")), scalar(node.get("action"))
            inputs, settings, precondition = node.get("inputs"), node.get("settings"), node.entry("precondition")
            step = Step(node, name, action, inputs, settings, precondition, loop, self._declared(node.get("outputs")))
            yield step
            if step.runs(LOOP):
                yield from self.steps(step.input("Steps"), step)

    def _declared(self, outputs: Node | None) -> tuple[Output, ...]:
        if not isinstance(outputs, Sequence):
            return ()
        if outputs not in self._outputs:
            self._outputs[outputs] = tuple(map(_output, (item for item in outputs.items if isinstance(item, Mapping))))
        return self._outputs[outputs]


def _output(node: Mapping) -> Output:
    return Output(node, scalar(node.get("Name")), scalar(node.get("Selector")), scalar(node.get("Type")))


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
