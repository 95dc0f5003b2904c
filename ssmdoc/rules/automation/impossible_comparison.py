"""Comparisons with a value that a parameter never has."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.comparisons import Plain, plain
from ssmdoc.model.conditions import all_parts
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal, literal_texts
from ssmdoc.model.parameters import Parameter
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import listed
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar

_BOOLEANS = ("true", "false")


@rule("impossible-comparison", Severity.WARNING, keys=("Choices", "LoopCondition"))
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
    allowed: dict[str, _Allowed | None] = {}
    for part in all_parts(document.steps):
        compared = plain(part)
        if compared and is_literal(compared.operand):
            parameter = document.whole_parameter(compared.variable)
            if parameter is None:
                continue
            name = parameter.name.text
            if name not in allowed:
                allowed[name] = _allowed(parameter)
            values = allowed[name]
            if values:
                yield from _check(name, values, compared)


class _Allowed(NamedTuple):
    """The values that a parameter can have, as they are written and in lower case."""

    values: frozenset[str]
    lower: frozenset[str]
    hints: Hints
    said: str
    """The values as a message shows them."""
    labels: tuple[Label, ...]


def _allowed(parameter: Parameter) -> _Allowed | None:
    """The values that a parameter can have, None where they are not all known."""
    if parameter.type == "Boolean":
        return _Allowed(frozenset(), frozenset(_BOOLEANS), Hints(()), "", ())
    node, default = parameter.get("allowedValues"), parameter.get("default")
    given = literal_texts(node)
    if parameter.type != "String" or node is None or not given or not _is_plain(default):
        return None
    values = frozenset([*given, default.text] if isinstance(default, Scalar) else given)
    lower = frozenset(value.lower() for value in values)
    return _Allowed(values, lower, Hints(given), listed(given), (Label(node.span, "its allowed values"),))


def _check(name: str, allowed: _Allowed, compared: Plain) -> Iterator[Finding]:
    text, ignoring_case = compared.text, compared.operation == "EqualsIgnoreCase"
    if not ignoring_case and compared.operation != "StringEquals":
        return
    if not allowed.values:
        if text.strip().lower() not in allowed.lower:
            yield Finding(compared.operand.span, f'parameter "{name}" is true or false, never {in_quotes(text)}')
    elif text not in allowed.values and not (ignoring_case and text.lower() in allowed.lower):
        hint = allowed.hints.did_you_mean(text) or f", it is one of {allowed.said}"
        yield Finding(compared.operand.span, f'parameter "{name}" is never {in_quotes(text)}{hint}', allowed.labels)


def _is_plain(default: object) -> bool:
    """Whether a default is missing, empty or written out."""
    return default is None or (isinstance(default, Scalar) and (not default.text or is_literal(default)))
