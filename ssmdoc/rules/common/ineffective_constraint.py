"""Constraints on parameters of a type that they are not for."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import BOUNDED_BY_CHARACTERS, BOUNDED_BY_ITEMS, type_proper
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping

_FOR = {
    "minChars": BOUNDED_BY_CHARACTERS,
    "maxChars": BOUNDED_BY_CHARACTERS,
    "minItems": BOUNDED_BY_ITEMS,
    "maxItems": BOUNDED_BY_ITEMS,
}
_INSTEAD = {"minItems": "minChars", "maxItems": "maxChars"}


@rule("ineffective-constraint", Severity.WARNING, keys=tuple(_FOR))
def ineffective_constraint(document: Document) -> Iterator[Finding]:
    """A parameter is bounded in a way that its type does not have, so nothing is checked.

    `minChars` and `maxChars` are for texts, lists and maps, `minItems` and `maxItems` for lists and maps alone.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name:
        type: String
        maxItems: 10  # error: maxItems has no effect on "Name", which is a String; did you mean "maxChars"?
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Name }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Name: {type: String, maxChars: 10}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Name }}"]}}
    ```
    """
    for parameter in document.parameters:
        kind = type_proper(parameter.type)
        if kind is None or not isinstance(parameter.declaration, Mapping):
            continue
        for key, _ in parameter.declaration.named():
            types = _FOR.get(key.text)
            if types is None or kind.name in types:
                continue
            instead = _INSTEAD.get(key.text)
            hint = f'; did you mean "{instead}"?' if instead and kind.name in _FOR[instead] else ""
            name = in_quotes(parameter.name.text)
            yield Finding(key.span, f"{key.text} has no effect on {name}, which is {kind.with_article}{hint}")
