"""Parameters that no call can give values to."""

from collections.abc import Iterator

from ssmdoc.catalogue.limits import MAX_AUTOMATION_PARAMETER_NAME, MAX_AUTOMATION_PARAMETERS
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import AUTOMATION_KINDS
from ssmdoc.rules.registry import Finding, rule


@rule("parameters-beyond-limits", Severity.WARNING, kinds=AUTOMATION_KINDS)
def parameters_beyond_limits(document: Document) -> Iterator[Finding]:
    """An Automation document has a parameter that `StartAutomationExecution` does not take a value for.

    The names of parameters have at most 50 characters there, and a call gives values to at most 200 parameters. The
    document itself may be accepted.

    ```yaml
    schemaVersion: "0.3"
    parameters:
      NumberOfMinutesToWaitBeforeTheNodesAreTerminatedAll:  # error: this name has 51 characters, at start 50 are taken
        type: String
    mainSteps:
      - name: wait
        action: aws:sleep
        inputs: {Duration: "PT{{ NumberOfMinutesToWaitBeforeTheNodesAreTerminatedAll }}M"}
    ```

    ```yaml
    schemaVersion: "0.3"
    parameters:
      MinutesToWait: {type: String}
    mainSteps:
      - name: wait
        action: aws:sleep
        inputs: {Duration: "PT{{ MinutesToWait }}M"}
    ```
    """
    for parameter in document.parameters:
        length = len(parameter.name.text)
        if length > MAX_AUTOMATION_PARAMETER_NAME:
            message = f"this name has {length:,} characters, at start {MAX_AUTOMATION_PARAMETER_NAME} are taken"
            yield Finding(parameter.name.span, message)
    if len(document.parameters_by_name) > MAX_AUTOMATION_PARAMETERS:
        beyond = document.parameters[MAX_AUTOMATION_PARAMETERS]
        message = (
            f"there are {len(document.parameters_by_name):,} parameters, "
            f"at most {MAX_AUTOMATION_PARAMETERS} can be given at start"
        )
        yield Finding(beyond.name.span, message)
