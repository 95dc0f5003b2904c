"""Parameter names with other characters than letters and digits."""

from collections.abc import Iterator

from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes


@rule("invalid-parameter-name", Severity.ERROR)
def invalid_parameter_name(document: Document) -> Iterator[Finding]:
    """A parameter has a name with other characters than letters and digits.

    AWS refuses the document: `Parameter name "log-level" is not alpha-numeric.` The agent drops values given for such
    a parameter.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      log-level: {type: String}  # error: parameter name "log-level" has other characters than letters and digits
    mainSteps:
      - {action: aws:runShellScript, name: start, inputs: {runCommand: ["start {{ log-level }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      logLevel: {type: String}
    mainSteps:
      - {action: aws:runShellScript, name: start, inputs: {runCommand: ["start {{ logLevel }}"]}}
    ```
    """
    for parameter in document.parameters:
        name = parameter.name.text
        if not (name.isascii() and name.isalnum()) and not is_open(name):
            yield Finding(
                parameter.name.span, f"parameter name {in_quotes(name)} has other characters than letters and digits"
            )
