"""Allowed values that the rest of the declaration does not allow."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import TEXT_TYPES, ParameterType, type_proper
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.model.parameters import Parameter
from ssmdoc.rules.declarations import MOST_MATCHED, amount, broken_bounds
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence

_MEANINGS = {"Integer": "an integer", "Boolean": "true or false"}


@rule("unusable-allowed-value", Severity.WARNING, keys=("allowedValues",))
def unusable_allowed_value(document: Document) -> Iterator[Finding]:
    """One of the allowed values does not have the parameter's type, or breaks its pattern or its bounds.

    Such a value is offered, and refused when it is chosen.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage:
        type: String
        allowedPattern: "^[a-z]+$"
        allowedValues:
          - test
          - Production  # error: allowed value "Production" does not match allowedPattern "^[a-z]+$"
      Size:
        type: String
        maxChars: 2
        allowedValues:
          - xl
          - xxl  # error: allowed value "xxl" has 3 characters, maxChars is 2
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Stage }} {{ Size }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Stage: {type: String, allowedPattern: "^[a-z]+$", allowedValues: [test, production]}
      Size: {type: String, maxChars: 3, allowedValues: [xl, xxl]}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Stage }} {{ Size }}"]}}
    ```
    """
    left = MOST_MATCHED
    for parameter in document.parameters_with("allowedValues"):
        allowed, kind = parameter.get("allowedValues"), type_proper(parameter.type)
        if not isinstance(allowed, Sequence) or kind is None:
            continue
        for value in allowed.items:
            if isinstance(value, Scalar) and value.text and not is_open(value.text):
                left -= 1
                yield from _value(parameter, kind, value, matched=left >= 0)


def _value(parameter: Parameter, kind: ParameterType, value: Scalar, *, matched: bool) -> Iterator[Finding]:
    shown = f"allowed value {in_quotes(value.text)}"
    if kind.name in _MEANINGS:
        if not _means(kind.name, value.text):
            yield Finding(value.span, f"{shown} is not {_MEANINGS[kind.name]}, which {kind.with_article} needs")
        return
    if kind.name not in TEXT_TYPES:
        return
    pattern = parameter.get("allowedPattern")
    if matched and isinstance(pattern, Scalar) and not is_open(pattern.text):
        from ssmdoc.patterns.java import certainly_refuses  # few have both

        if certainly_refuses(pattern.text, value.text):
            message = f"{shown} does not match allowedPattern {in_quotes(pattern.text)}"
            yield Finding(value.span, message, (Label(pattern.span, "the pattern"),))
    size = len(value.text)
    for _, bound in broken_bounds(parameter, "Chars", size):
        yield Finding(value.span, f"{shown} has {amount(size, 'character')}, {bound}")


def _means(name: str, text: str) -> bool:
    word = text.strip().lower()
    if name == "Boolean":
        return word in ("true", "false", "yes", "no", "on", "off", "y", "n")
    digits = word.replace("_", "").lstrip("+-")
    return digits.isalnum() and digits[:1].isdecimal()
