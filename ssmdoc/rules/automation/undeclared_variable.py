"""Variables that the document does not declare."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_literal
from ssmdoc.model.scope import Unresolved
from ssmdoc.model.variables import PREFIX, written
from ssmdoc.rules.places import reference_span
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("undeclared-variable", Severity.WARNING)
def undeclared_variable(document: Document) -> Iterator[Finding]:
    """A variable is read or written that the document does not declare.

    Variables are declared in the top-level map `variables`, with a type and a default. They are read as
    `{{ variable:Name }}`, and written by `aws:updateVariable`, whose input `Name` takes `variable:Name` without braces.

    ```yaml
    schemaVersion: "0.3"
    variables:
      Count: {type: Integer, default: 0}
    mainSteps:
      - name: set
        action: aws:updateVariable
        inputs: {Name: "variable:Total", Value: 1}  # error: variable "Total" is not declared
      - name: branch
        action: aws:branch
        isEnd: true
        inputs:
          Choices:
            - NextStep: set
              Variable: "{{ variable:Cuont }}"  # error: variable "Cuont" is not declared, did you mean "Count"?
              NumericEquals: 0
    ```

    ```yaml
    schemaVersion: "0.3"
    variables:
      Count: {type: Integer, default: 0}
    mainSteps:
      - name: set
        action: aws:updateVariable
        inputs: {Name: "variable:Count", Value: 1}
      - name: branch
        action: aws:branch
        inputs:
          Choices:
            - {NextStep: wait, Variable: "{{ variable:Count }}", NumericEquals: 1}
        isEnd: true
      - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
    ```
    """
    hints = Hints(document.variables)
    names = dict.fromkeys(name for _, name in written(document.steps))
    for name in names:
        if not is_literal(name) or document.has_unreadable_variables:
            continue
        variable = name.text.removeprefix(PREFIX)
        if variable != name.text and variable not in document.variables:
            yield Finding(name.span, f"variable {in_quotes(variable)} is not declared{hints.did_you_mean(variable)}")
    for use in document.unresolved:
        if use.meaning is Unresolved.UNDECLARED_VARIABLE and use.scalar not in names:
            variable = use.reference.names[0]
            span = reference_span(document, use.scalar, use.reference)
            yield Finding(span, f'variable "{variable}" is not declared{hints.did_you_mean(variable)}')
