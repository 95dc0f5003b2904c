"""New values of variables that are of another type."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import LIST_TYPES, TYPES
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.outputs import declares
from ssmdoc.model.scope import Meaning, Use
from ssmdoc.model.value_types import value_type
from ssmdoc.model.variables import PREFIX, written
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_KINDS = {"string": "String", "integer": "Integer", "number": "Integer", "boolean": "Boolean"}
"""Types of literals by the kind of the scalar."""


@rule("variable-of-wrong-type", Severity.WARNING)
def variable_of_wrong_type(document: Document) -> Iterator[Finding]:
    """A variable gets a value of another type.

    `aws:updateVariable` converts nothing: the new value has the type that the variable is declared with.

    ```yaml
    schemaVersion: "0.3"
    variables:
      Count: {type: Integer, default: 0}
      Image: {type: String, default: none}
    mainSteps:
      - name: count
        action: aws:updateVariable
        inputs:
          Name: variable:Count
          Value: "1"  # error: variable "Count" is an Integer, the value a String
      - name: copy
        action: aws:updateVariable
        inputs:
          Name: variable:Image
          Value: "{{ variable:Count }}"  # error: variable "Image" is a String, the value an Integer
    ```

    ```yaml
    schemaVersion: "0.3"
    variables:
      Count: {type: Integer, default: 0}
      Image: {type: String, default: none}
    mainSteps:
      - name: count
        action: aws:updateVariable
        inputs: {Name: "variable:Count", Value: 1}
      - name: copy
        action: aws:updateVariable
        inputs: {Name: "variable:Image", Value: "image {{ variable:Count }}"}
    ```
    """
    if not document.variables:
        return
    whole: dict[Scalar, Meaning] | None = None
    for step, target in written(document.steps):
        name, value = target.text.removeprefix(PREFIX), step.input("Value")
        variable = document.variables.get(name) if name != target.text else None
        wanted = value_type(variable.type) if variable else None
        if variable is None or wanted is None or value is None:
            continue
        if whole is None:
            whole = {use.scalar: _meaning(use) for use in document.uses if use.is_whole}
        type_ = _type(value, wanted, whole)
        if type_ and type_ != wanted:
            message = f'variable "{name}" is {TYPES[wanted].with_article}, the value {TYPES[type_].with_article}'
            yield Finding(value.span, message, (Label(variable.name.span, "the variable"),))


def _meaning(use: Use) -> Meaning:
    """What a reference means; the type of an output that the step does not declare is not sure enough."""
    meaning = use.meaning
    if not isinstance(meaning, Meaning) or (meaning.step and not declares(meaning.step, use.reference.names[1])):
        return Meaning()
    return meaning


def _type(value: Node, wanted: str, whole: dict[Scalar, Meaning]) -> str | None:
    """The type of a value; None where it is not known, as that of a list whose first item is a reference."""
    match value:
        case Scalar() if value in whole:
            return whole[value].type
        case Scalar() if is_literal(value):
            return _KINDS.get(scalar_kind(value))
        case Mapping():
            return "StringMap"
        case Sequence(items=[Mapping(), *_]):
            return "MapList"
        case Sequence(items=[Scalar() as first, *_]) if is_literal(first) or wanted not in LIST_TYPES:
            return "StringList"
    return None
