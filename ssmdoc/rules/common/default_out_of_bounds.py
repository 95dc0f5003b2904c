"""Defaults that are longer or shorter than their parameter allows."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import BOUNDED_BY_ITEMS, TEXT_TYPES, type_proper
from ssmdoc.diagnostic import Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.parameters import Parameter
from ssmdoc.rules.declarations import amount, broken_bounds, default_values
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence


@rule("default-out-of-bounds", Severity.WARNING, keys=("minChars", "maxChars", "minItems", "maxItems"))
def default_out_of_bounds(document: Document) -> Iterator[Finding]:
    """The default of a parameter has fewer or more characters, or items, than the declaration allows.

    `minChars` and `maxChars` bound a text, or each item of a list; `minItems` and `maxItems` bound a list or a map. The
    service checks values against them, so the document cannot run with its own default. An empty default is not
    reported, nor is a reference.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Tag:
        type: String
        maxChars: 8
        default: production  # error: default "production" has 10 characters, maxChars is 8
      Hosts:
        type: StringList
        minItems: 2
        default: [db-1]  # error: the default has 1 item, minItems is 2
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Tag }}", "echo '{{ Hosts }}'"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Tag: {type: String, maxChars: 10, default: production}
      Hosts: {type: StringList, minItems: 2, default: [db-1, db-2]}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["echo {{ Tag }}", "echo '{{ Hosts }}'"]}}
    ```
    """
    if not any(map(document.parameters_with, ("minChars", "maxChars", "minItems", "maxItems"))):
        return
    for parameter in document.parameters_with("default"):
        default, kind = parameter.get("default"), type_proper(parameter.type)
        if default is None or kind is None:
            continue
        if kind.name in TEXT_TYPES:
            for value in default_values(default):
                has = f"default {in_quotes(value.text)} has {amount(len(value.text), 'character')}"
                yield from _outside(parameter, "Chars", value.span, len(value.text), has)
        items = _items(default)
        if kind.name in BOUNDED_BY_ITEMS and items:
            yield from _outside(parameter, "Items", default.span, items, f"the default has {amount(items, 'item')}")


def _items(default: Node) -> int:
    """The items of a list or map; of an empty one AWS may ask nothing, and a reference may stand for several."""
    match default:
        case Sequence(items=items):
            is_known = not any(isinstance(item, Scalar) and "{{" in item.text for item in items)
            return len(items) if is_known else 0
        case Mapping(entries=entries):
            return len(entries)
    return 0


def _outside(parameter: Parameter, unit: str, span: Span, size: int, has: str) -> Iterator[Finding]:
    for node, bound in broken_bounds(parameter, unit, size):
        yield Finding(span, f"{has}, {bound}", (Label(node.span, "the bound"),))
