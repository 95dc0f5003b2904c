"""What a reference means in the step where it stands: the type of its value, or why it means nothing."""

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.catalogue.outputs import LOOP_OUTPUTS
from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.model.outputs import output_types
from ssmdoc.model.places import Where
from ssmdoc.model.references import Form, Reference
from ssmdoc.model.steps import LOOP, Step
from ssmdoc.model.value_types import value_type
from ssmdoc.source.tree import Scalar

if TYPE_CHECKING:
    from ssmdoc.model.document import Document


class Unresolved(Enum):
    """Why a reference means nothing."""

    UNDECLARED_PARAMETER = "undeclared parameter"
    PART_OF_PARAMETER = "part of a parameter"
    UNKNOWN_STEP = "unknown step"
    UNKNOWN_OUTPUT = "unknown output"
    UNDECLARED_VARIABLE = "undeclared variable"
    UNKNOWN_SYSTEM_VARIABLE = "unknown system variable"
    OUTSIDE_LOOP = "outside of the loop"
    NO_ITERATORS = "value of a loop without a list of values"
    PARAMETER_STORE = "Parameter Store"


class Meaning(NamedTuple):
    """What a reference stands for: its type, None where that is not known; and the step whose output it is."""

    type: str | None = None
    step: Step | None = None


class Use(NamedTuple):
    """A reference in a text, and what it means there."""

    scalar: Scalar
    reference: Reference
    where: Where
    meaning: Meaning | Unresolved

    @property
    def text(self) -> str:
        """The reference as it is written."""
        return self.scalar.text[self.reference.start : self.reference.end]

    @property
    def name(self) -> str:
        """What is between the delimiters: `Name`, `step.Output`, `variable:Name`."""
        return self.text[2:-2].strip()

    @property
    def is_whole(self) -> bool:
        """Whether the text is nothing but the reference and white space around it."""
        return self.text == self.scalar.text.strip()


_FREE_TEXT_INPUTS = frozenset(
    ("Script", "UserData", "TemplateBody", "StackPolicyBody", "Body", "Content", "input", "Parameters")
)
"""Inputs with texts that are written for others: scripts, templates, messages."""


def may_be_text(use: Use) -> bool:
    """Whether braces may be meant for others there: in scripts, templates, and whatever has several lines."""
    return use.where.key in _FREE_TEXT_INPUTS or "\n" in use.scalar.text.strip()


def uses(document: "Document") -> Iterator[Use]:
    """All references where SSM replaces them, in document order."""
    scope = _Scope(document)
    for scalar, references in document.sites:
        where = document.places[scalar]
        for reference in references:
            yield Use(scalar, reference, where, scope.resolve(reference, where.step))


class _Scope:
    """Resolves references in a document; remembers the outputs of steps, for most are referred to often."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._outputs: dict[int, dict[str, str | None] | None] = {}

    def resolve(self, reference: Reference, step: Step | None) -> Meaning | Unresolved:
        """What a reference means in a step. Source: UG25 automation-variables.md."""
        document, name = self._document, reference.names[0]
        match reference.form:
            case Form.PARAMETER:
                parameter = document.parameters_by_name.get(name)
                return Meaning(value_type(parameter.type)) if parameter else Unresolved.UNDECLARED_PARAMETER
            case Form.OUTPUT:
                return self._output(name, reference.names[1], step)
            case Form.VARIABLE:
                variable = document.variables.get(name)
                if variable is None:
                    return Meaning() if document.has_unreadable_variables else Unresolved.UNDECLARED_VARIABLE
                return Meaning(value_type(variable.type))
            case Form.GLOBAL | Form.AUTOMATION:
                known = f"{reference.form.value}:{name}" in SYSTEM_VARIABLES
                return Meaning("String") if known else Unresolved.UNKNOWN_SYSTEM_VARIABLE
            case Form.SSM | Form.SSM_SECURE:
                return Unresolved.PARAMETER_STORE

    def _output(self, name: str, output: str, step: Step | None) -> Meaning | Unresolved:
        source = self._document.steps_by_name.get(name)
        if source is None:
            declared = name in self._document.parameters_by_name
            return Unresolved.PART_OF_PARAMETER if declared else Unresolved.UNKNOWN_STEP
        if source.runs(LOOP) and output in LOOP_OUTPUTS:
            return _loop_value(source, output, step)
        types = self._types(source)
        if types is None:
            return Meaning(None, source)
        return Meaning(types[output], source) if output in types else Unresolved.UNKNOWN_OUTPUT

    def _types(self, source: Step) -> dict[str, str | None] | None:
        key = id(source.node)
        if key not in self._outputs:
            self._outputs[key] = output_types(source)
        return self._outputs[key]


def _loop_value(loop: Step, output: str, step: Step | None) -> Meaning | Unresolved:
    """A value of the present iteration, which the condition of the loop sees too (UG25 automation-action-loop.md)."""
    if step is None or not (step.node is loop.node or step.is_inside(loop)):
        return Unresolved.OUTSIDE_LOOP
    if output == "CurrentIteration":
        return Meaning("Integer")
    if loop.input("LoopCondition") is not None and loop.input("Iterators") is None:
        return Unresolved.NO_ITERATORS
    declared = loop.input("IteratorDataType")
    if declared is None:
        return Meaning("String")
    return Meaning(value_type(declared.text) if isinstance(declared, Scalar) else None)
