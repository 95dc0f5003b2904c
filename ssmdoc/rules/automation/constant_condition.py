"""Conditions that are always true or always false."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.conditions import all_parts, comparison, comparisons
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.references import Form, find_references, whole_reference
from ssmdoc.model.steps import LOOP, Step
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Entry, Mapping, Scalar


@rule("constant-condition", Severity.WARNING, keys=("Choices", "LoopCondition"))
def constant_condition(document: Document) -> Iterator[Finding]:
    """A condition compares nothing that can change.

    `Variable` is a reference in braces. A name without them is text, and the comparison gives the same in every run.
    The condition of a loop is looked at after each iteration: when it only reads what was known before the loop, the
    loop either ends at once or goes on until `MaxIterations`.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      Platform: {type: String}
    mainSteps:
      - name: choose
        action: aws:branch
        inputs:
          Choices:
            - NextStep: long
              Variable: Platform  # error: "Platform" in Variable is no reference, did you mean "{{ Platform }}"?
              StringEquals: Windows
          Default: short
      - name: long
        action: aws:loop
        inputs:
          MaxIterations: 3
          LoopCondition:  # error: nothing in the loop changes what its condition compares
            Variable: "{{ Platform }}"
            StringEquals: Windows
          Steps:
            - {name: wait, action: aws:sleep, inputs: {Duration: PT1H}}
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
            - {NextStep: long, Variable: "{{ Platform }}", StringEquals: Windows}
          Default: short
      - {name: long, action: aws:sleep, inputs: {Duration: PT1H}}
      - {name: short, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    for part in all_parts(document.steps):
        compared = comparison(part)
        variable = compared.variable if compared else None
        if compared and variable is not None and is_literal(variable) and _is_decided(compared.operations, variable):
            message = f"{in_quotes(variable.text)} in Variable is no reference{_meant(document, variable.text)}"
            yield Finding(variable.span, message)
    for step in document.steps:
        if step.runs(LOOP):
            yield from _unchanging(document, step)


def _is_decided(operations: tuple[Entry, ...], variable: Scalar) -> bool:
    """Whether the comparison gives the same in every run, as far as is seen."""
    return bool(variable.text.strip()) and all(is_literal(entry.value) for entry in operations)


def _meant(document: Document, text: str) -> str:
    name = text.strip().strip("$<>{}() ")
    known = name in document.parameters_by_name or name.partition(".")[0] in document.steps_by_name
    if known or name.partition(":")[0] in ("variable", "global", "automation"):
        return f', did you mean "{{{{ {name} }}}}"?'
    return ", the comparison gives the same in every run"


def _unchanging(document: Document, step: Step) -> Iterator[Finding]:
    """Whether the condition of a loop reads only parameters, and outputs of steps outside of it."""
    entry = step.inputs.entry("LoopCondition") if isinstance(step.inputs, Mapping) else None
    condition = step.input("LoopCondition")
    if entry is None or not isinstance(condition, Mapping):
        return
    seen = False
    for compared in comparisons(condition):
        for scalar in (compared.variable, *(entry.value for entry in compared.operations)):
            if not isinstance(scalar, Scalar) or scalar.tag is not None:
                return
            if scalar is compared.variable and whole_reference(scalar.text.strip()) is None:
                return
            for reference in find_references(scalar.text):
                seen = True
                if reference.form is not Form.PARAMETER and not _is_before(document, step, reference.names):
                    return
    if seen:
        yield Finding(entry.key.span, "nothing in the loop changes what its condition compares")


def _is_before(document: Document, loop: Step, names: tuple[str, ...]) -> bool:
    """Whether an output is of a step outside the loop; a step that is not known may be inside."""
    step = document.steps_by_name.get(names[0]) if len(names) > 1 else None
    return step is not None and step.node is not loop.node and not step.is_inside(loop)
