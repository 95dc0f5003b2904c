"""Choices of a branch that are never taken."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.comparisons import Plain, plain, signature
from ssmdoc.model.conditions import all_parts
from ssmdoc.model.document import Document
from ssmdoc.model.jumps import choices
from ssmdoc.model.literals import is_literal
from ssmdoc.model.steps import BRANCH, Step
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_EQUALITIES = ("StringEquals", "NumericEquals", "BooleanEquals")


@rule("unreachable-choice", Severity.WARNING, keys=("Choices", "LoopCondition"))
def unreachable_choice(document: Document) -> Iterator[Finding]:
    """A choice of a branch is never taken.

    The choices are looked at in order, and the first that holds is taken. One that says the same as an earlier one, or
    whose text an earlier one already matches, never is; nor is one whose `And` wants a value to be two texts at once.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: short, Variable: "{{ Platform }}", StringEquals: Linux}
            - NextStep: long  # error: this choice is never taken, an earlier one has the same condition
              Variable: "{{ Platform }}"
              StringEquals: Linux
            - NextStep: long
              And:  # error: "And" never holds, "{{Platform}}" cannot be "Linux" and "Windows" at once
                - {Variable: "{{ Platform }}", StringEquals: Linux}
                - {Variable: "{{ Platform }}", StringEquals: Windows}
          Default: long
      - {name: long, action: aws:sleep, inputs: {Duration: PT1H}}
      - {name: short, action: aws:sleep, inputs: {Duration: PT1M}}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: short, Variable: "{{ Platform }}", StringEquals: Linux}
            - NextStep: long
              Or:
                - {Variable: "{{ Platform }}", StringEquals: Windows}
                - {Variable: "{{ Platform }}", StringEquals: MacOS}
          Default: long
      - {name: long, action: aws:sleep, inputs: {Duration: PT1H}}
      - {name: short, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    for step in document.steps:
        if step.runs(BRANCH):
            yield from _shadowed(step)
    for part in all_parts(document.steps):
        together = part.get("And")
        if isinstance(together, Sequence):
            yield from _contradictions(part, together)


class _Earlier(NamedTuple):
    """Choices before the one that is looked at: by what they say, and by the text that they match."""

    signatures: dict[str, Mapping]
    equal: dict[tuple[str, str], Mapping]
    """By variable and text without letter case."""
    matching: dict[str, list[Plain]]
    """StartsWith, EndsWith and Contains by variable."""


def _shadowed(step: Step) -> Iterator[Finding]:
    earlier = _Earlier({}, {}, {})
    for choice in choices(step):
        said = signature(choice)
        compared = plain(choice)
        if said == "{}" or any(key.text == "<<" for key, _ in choice.named()):
            continue
        if said in earlier.signatures:
            message = "this choice is never taken, an earlier one has the same condition"
            yield Finding(_place(choice), message, (Label(_place(earlier.signatures[said]), "the earlier one"),))
            continue
        earlier.signatures[said] = choice
        if compared is None or not is_literal(compared.operand):
            continue
        wider = _wider(compared, earlier) if compared.operation == "StringEquals" else None
        if wider:
            message = f"this choice is never taken, an earlier one already takes {in_quotes(compared.text)}"
            yield Finding(_place(choice), message, (Label(_place(wider), "the earlier one"),))
        elif compared.operation == "EqualsIgnoreCase":
            earlier.equal[compared.variable, compared.text.lower()] = choice
        elif compared.operation in _MATCHES and len(earlier.matching.setdefault(compared.variable, [])) < _MOST:
            earlier.matching[compared.variable].append(compared)


_MATCHES = {"StartsWith": str.startswith, "EndsWith": str.endswith, "Contains": str.__contains__}
_MOST = 50
"""With as many choices each one is compared that match a part of a text."""


def _wider(compared: Plain, earlier: _Earlier) -> Mapping | None:
    """The earlier choice that holds whenever this one does."""
    equal = earlier.equal.get((compared.variable, compared.text.lower()))
    if equal is not None:
        return equal
    for other in earlier.matching.get(compared.variable, ()):
        if _MATCHES[other.operation](compared.text, other.text):
            return other.node
    return None


def _contradictions(part: Mapping, together: Sequence) -> Iterator[Finding]:
    wanted: dict[tuple[str, str], Plain] = {}
    entry = part.entry("And")
    for item in together.items:
        compared = plain(item)
        if compared is None or compared.operation not in _EQUALITIES or not _is_reference(compared):
            continue
        first = wanted.setdefault((compared.variable, compared.operation), compared)
        if _differ(first, compared) and entry:
            texts = f"{in_quotes(first.text)} and {in_quotes(compared.text)}"
            message = f'"And" never holds, {in_quotes(compared.variable)} cannot be {texts} at once'
            yield Finding(entry.key.span, message)
            return


def _is_reference(compared: Plain) -> bool:
    return compared.variable.startswith("{{") and is_literal(compared.operand)


def _differ(one: Plain, other: Plain) -> bool:
    if one.operation == "NumericEquals":
        try:
            return float(one.text) != float(other.text)
        except ValueError:
            return False
    if one.operation == "BooleanEquals":
        return {one.text.lower(), other.text.lower()} == {"true", "false"}
    return one.text != other.text


def _place(choice: Mapping) -> Span:
    """Where a choice begins: its first key, with the value when that is short."""
    first = choice.entries[0]
    return Span(first.key.start, first.value.end) if isinstance(first.value, Scalar) else first.key.span
