"""Dollar signs that get lost."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.references import Form
from ssmdoc.rules.places import reference_span, within
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("collapsed-dollars", Severity.WARNING)
def collapsed_dollars(document: Document) -> Iterator[Finding]:
    """The default of a parameter has `$$`, which becomes `$` where the parameter stands in other text.

    The agent makes one dollar sign of two in values that it puts into a text. Where the reference is the whole text,
    both are kept.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      PidFile:
        type: String
        default: /run/app.$$  # error: "$$" becomes "$" where "PidFile" stands in other text
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo running > {{ PidFile }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      PidFile: {type: String, default: /run/app.pid}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo $$ > {{ PidFile }}"]}}
    ```
    """
    defaults: dict[str, Scalar] = {}
    for name, parameter in document.parameters_by_name.items():
        default = parameter.get("default")
        if isinstance(default, Scalar) and "$$" in default.text:
            defaults[name] = default
    if not defaults:
        return
    for scalar, references in document.sites:
        for reference in references:
            name = reference.names[0]
            if reference.form is not Form.PARAMETER or name not in defaults:
                continue
            if reference.end - reference.start == len(scalar.text):
                continue
            default = defaults.pop(name)
            at = default.text.index("$$")
            label = Label(reference_span(document, scalar, reference), "put in here")
            message = f'"$$" becomes "$" where {in_quotes(name)} stands in other text'
            yield Finding(within(document, default, at, at + 2), message, (label,))
