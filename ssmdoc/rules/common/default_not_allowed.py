"""Defaults that are not among the allowed values."""

from collections.abc import Iterator

from ssmdoc.catalogue.nearest import Hints
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.rules.declarations import default_values, is_filled_in_by_hand
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Scalar, Sequence
from ssmdoc.source.values import scalar_value


@rule("default-not-allowed", Severity.ERROR, keys=("allowedValues",))
def default_not_allowed(document: Document) -> Iterator[Finding]:
    """The default of a parameter is not one of its allowed values.

    The document cannot run with its own default. Values are compared letter by letter, of a StringList each item. An
    empty default is accepted by AWS and not reported, nor is one that a build fills in, such as `${Action}`.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Action:
        type: String
        allowedValues: [Install, Uninstall]
        default: install  # error: default "install" is not in allowedValues, did you mean "Install"?
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Action }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Action:
        type: String
        allowedValues: [Install, Uninstall]
        default: Install
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Action }}"]}}
    ```
    """
    for parameter in document.parameters_with("allowedValues"):
        allowed, default = parameter.get("allowedValues"), parameter.get("default")
        if not isinstance(allowed, Sequence) or default is None or parameter.type in ("StringMap", "MapList"):
            continue
        values = [item for item in allowed.items if isinstance(item, Scalar)]
        if not values or len(values) < len(allowed.items) or any(is_open(item.text) for item in values):
            continue
        texts = {item.text: None for item in values}
        meanings = {scalar_value(item) for item in values}
        if parameter.type == "Boolean":
            texts.update((word, None) for text in list(texts) for word in (text.lower(), text.capitalize()))
        hints = Hints(texts)
        for value in default_values(default):
            if value.text not in texts and scalar_value(value) not in meanings:
                hint = hints.did_you_mean(value.text)
                message = f"default {in_quotes(value.text)} is not in allowedValues{hint}"
                severity = Severity.WARNING if is_filled_in_by_hand(value.text) else None
                yield Finding(value.span, message, (Label(allowed.span, "the allowed values"),), severity=severity)
