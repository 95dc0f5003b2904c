"""aws:updateVariable with a Name in another form."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.model.references import Form, find_references
from ssmdoc.model.variables import PREFIX, written
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("malformed-variable-name", Severity.WARNING)
def malformed_variable_name(document: Document) -> Iterator[Finding]:
    """The `Name` of `aws:updateVariable` is not `variable:NAME`.

    It names the variable, and is no reference to its value: without braces, and with `variable:` before the name.

    ```yaml
    schemaVersion: "0.3"
    variables:
      State: {type: String, default: pending}
    mainSteps:
      - name: remember
        action: aws:updateVariable
        inputs:
          Name: State  # error: "State" is no variable, did you mean "variable:State"?
          Value: available
    ```

    ```yaml
    schemaVersion: "0.3"
    variables:
      State: {type: String, default: pending}
    mainSteps:
      - name: remember
        action: aws:updateVariable
        inputs:
          Name: variable:State
          Value: available
    ```
    """
    for _, name in written(document.steps):
        if name.text.startswith(PREFIX) or name.tag or not name.text.strip():
            continue
        references = find_references(name.text)
        text = name.text.strip()
        if not is_open(text):
            if all(character.isalnum() or character == "_" for character in text):
                message = f'{in_quotes(text)} is no variable, did you mean "{PREFIX}{text}"?'
            else:
                message = f'{in_quotes(text)} is no variable, expected "{PREFIX}NAME"'
            yield Finding(name.span, message)
        elif len(references) == 1 and references[0].form is Form.VARIABLE:
            message = f'this is the value of the variable, its name is "{PREFIX}{references[0].names[0]}"'
            yield Finding(name.span, message)
