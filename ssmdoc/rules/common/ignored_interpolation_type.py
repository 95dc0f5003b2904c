"""`interpolationType` where it has no effect."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import ENV_VAR, TEXT_TYPES, TYPES
from ssmdoc.catalogue.schema_versions import ENV_VAR_VERSIONS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import COMMAND_KINDS, Kind
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.rules.words import enumerated
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Scalar


@rule("ignored-interpolation-type", Severity.WARNING, kinds=COMMAND_KINDS, keys=("interpolationType",))
def ignored_interpolation_type(document: Document) -> Iterator[Finding]:
    """A parameter asks to be handed over as an environment variable where that does not exist.

    `interpolationType: ENV_VAR` needs schema version 2.2 and a parameter of type String or StringList. It also needs
    SSM Agent 3.3.2746.0 or newer: an older agent ignores it, puts the value into the text of the script as ever, and
    the variable `SSM_` with the parameter's name is not set, so that a script for both has to look whether it is.

    ```yaml
    schemaVersion: "2.0"
    parameters:
      Name:
        type: String
        interpolationType: ENV_VAR  # error: interpolationType has no effect before schema version "2.2", this is "2.0"
    mainSteps:
      - {action: aws:runShellScript, name: greet, inputs: {runCommand: ['echo "Hello $SSM_Name"']}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String, interpolationType: ENV_VAR}
    mainSteps:
      - {action: aws:runShellScript, name: greet, inputs: {runCommand: ['echo "Hello $SSM_Name"']}}
    ```
    """
    version = document.schema_version
    known = version is not None and (document.kind is Kind.COMMAND_1 or version.text.startswith("2.0"))
    for parameter in document.parameters_with("interpolationType"):
        asked = parameter.get("interpolationType")
        if not isinstance(asked, Scalar) or asked.text != ENV_VAR or not isinstance(parameter.declaration, Mapping):
            continue
        entry = parameter.declaration.entry("interpolationType")
        span = entry.key.span if entry else asked.span
        if known and version is not None:
            message = f'interpolationType has no effect before schema version "{ENV_VAR_VERSIONS[0]}"'
            yield Finding(span, f"{message}, this is {in_quotes(version.text)}")
        elif parameter.type in TYPES and parameter.type not in TEXT_TYPES:
            name = in_quotes(parameter.name.text)
            message = f"interpolationType has no effect on {name}: {ENV_VAR} is for {enumerated(TEXT_TYPES)} parameters"
            yield Finding(span, message)
