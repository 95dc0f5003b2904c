"""Parameter types that do not exist."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.catalogue.parameter_types import PARAMETER_TYPES, RESOURCE_TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar


@rule("unknown-parameter-type", Severity.ERROR)
def unknown_parameter_type(document: Document) -> Iterator[Finding]:
    """A parameter has a type that does not exist.

    AWS refuses the document: `Parameter type: string is invalid.` Types are case-sensitive.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: string}  # error: unknown parameter type "string", did you mean "String"?
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: ["ls {{ Path }}"]}}
    ```

    The types are String, StringList, StringMap, Integer, Boolean and MapList:

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Path: {type: String}
    mainSteps:
      - {action: aws:runShellScript, name: list, inputs: {runCommand: ["ls {{ Path }}"]}}
    ```
    """
    for parameter in document.parameters:
        declared = parameter.get("type")
        if not isinstance(declared, Scalar) or declared.text in PARAMETER_TYPES or declared.text in RESOURCE_TYPES:
            continue
        hint = did_you_mean(declared.text, (*PARAMETER_TYPES, *RESOURCE_TYPES))
        expected = "" if hint else f", expected {', '.join(PARAMETER_TYPES[:-1])} or {PARAMETER_TYPES[-1]}"
        yield Finding(declared.span, f"unknown parameter type {in_quotes(declared.text)}{hint}{expected}")
