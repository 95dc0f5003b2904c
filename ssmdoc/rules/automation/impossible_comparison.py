"""Comparisons with a value that a parameter never has."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.comparisons import Plain, plain
from ssmdoc.model.conditions import all_parts
from ssmdoc.model.document import Document, Parameter
from ssmdoc.model.references import Form, find_references
from ssmdoc.rules.automation.literals import is_literal, listed, literal_texts
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_BOOLEANS = ("true", "false")


@rule("impossible-comparison", Severity.WARNING)
def impossible_comparison(document: Document) -> Iterator[Finding]:
    """A condition compares a parameter with a value that it never has.

    A parameter with `allowedValues` has one of them, or its default; a parameter of type `Boolean` is true or false.
    `StringEquals` looks at letter case, `EqualsIgnoreCase` does not.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String, allowedValues: [Linux, Windows]}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - NextStep: long
              Variable: "{{ Platform }}"
              StringEquals: windows  # error: parameter "Platform" is never "windows", did you mean "Windows"?
          Default: short
      - {name: long, action: aws:sleep, inputs: {Duration: PT1H}}
      - {name: short, action: aws:sleep, inputs: {Duration: PT1M}}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String, allowedValues: [Linux, Windows]}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: long, Variable: "{{ Platform }}", StringEquals: Windows}
          Default: short
      - {name: long, action: aws:sleep, inputs: {Duration: PT1H}}
      - {name: short, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    for part in all_parts(document.steps):
        compared = plain(part)
        operand = part.get(compared.operation) if compared else None
        if compared and isinstance(operand, Scalar) and is_literal(operand):
            parameter = _parameter(document, compared)
            if parameter:
                yield from _check(parameter, compared, operand)


def _parameter(document: Document, compared: Plain) -> Parameter | None:
    """The parameter that is compared, when it is all that is."""
    references = find_references(compared.variable)
    if len(references) != 1 or references[0].form is not Form.PARAMETER:
        return None
    if (references[0].start, references[0].end) != (0, len(compared.variable)):
        return None
    return document.parameters_by_name.get(references[0].names[0])


def _check(parameter: Parameter, compared: Plain, operand: Scalar) -> Iterator[Finding]:
    ignoring_case = compared.operation == "EqualsIgnoreCase"
    if not ignoring_case and compared.operation != "StringEquals":
        return
    name, text = parameter.name.text, operand.text
    if parameter.type == "Boolean":
        if text.strip().lower() not in _BOOLEANS:
            yield Finding(operand.span, f'parameter "{name}" is true or false, never {in_quotes(text)}')
        return
    allowed, given = parameter.get("allowedValues"), literal_texts(parameter.get("allowedValues"))
    default = parameter.get("default")
    if parameter.type != "String" or allowed is None or not given or not _is_plain(default):
        return
    values = [*given, default.text] if isinstance(default, Scalar) else given
    if any(value == text or (ignoring_case and value.lower() == text.lower()) for value in values):
        return
    meant = nearest(text, given)
    hint = f'did you mean "{meant}"?' if meant else f"it is one of {listed(given)}"
    label = Label(allowed.span, "its allowed values")
    yield Finding(operand.span, f'parameter "{name}" is never {in_quotes(text)}, {hint}', (label,))


def _is_plain(default: object) -> bool:
    """Whether a default is missing, empty or written out."""
    return default is None or (isinstance(default, Scalar) and (not default.text or is_literal(default)))
