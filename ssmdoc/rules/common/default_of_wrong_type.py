"""Defaults that do not have the type of their parameter."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_SHAPES = {"string": str, "list": list, "map": dict, "integer": int, "boolean": bool}
"""The kinds of nodes as the types of values."""

_KINDS = {"string": "text", "number": "a number", "integer": "a number", "boolean": "a boolean"}


@rule("default-of-wrong-type", Severity.ERROR)
def default_of_wrong_type(document: Document) -> Iterator[Finding]:
    """The default of a parameter does not have the parameter's type.

    AWS refuses the document: `Wrong default value for a "StringList" parameters`. Where YAML makes a number or a
    boolean of a text that has no quotes, or a text in quotes stands for an integer, a boolean, a list or a map, AWS
    may take it, and the finding is a warning.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Paths: {type: StringList, default: {a: /tmp}}  # error: default of "Paths" is a map, a StringList needs a list
      Port: {type: String, default: 8080}  # error: default of "Port" is a number, a String needs text; quote it: "8080"
      Count: {type: Integer, default: many}  # error: default of "Count" is text, an Integer needs an integer
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["ls {{ Paths }} {{ Port }} {{ Count }}"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Paths: {type: StringList, default: [/tmp]}
      Port: {type: String, default: "8080"}
      Count: {type: Integer, default: 3}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["ls {{ Paths }} {{ Port }} {{ Count }}"]}}
    ```
    """
    for parameter in document.parameters:
        default, declared = parameter.get("default"), parameter.type
        if default is None or declared not in TYPES:
            continue
        expected, kind = TYPES[declared], _kind(default)
        if _SHAPES.get(kind) is expected.shape or kind == "null":
            continue
        found = _KINDS.get(kind, f"a {kind}")
        name = in_quotes(parameter.name.text)
        message = f"default of {name} is {found}, {expected.with_article} needs {expected.words}"
        match default:
            case Scalar() if kind == "string" and _may_stand_for(declared, default.text):
                continue
            case Scalar() if declared == "String":
                yield Finding(
                    default.span, f"{message}; quote it: {in_quotes(default.text)}", severity=Severity.WARNING
                )
            case Scalar() if kind == "string" and _looks_like(declared, default.text):
                yield Finding(default.span, message, severity=Severity.WARNING)
            case _:
                yield Finding(default.span, message)


def _kind(node: Node) -> str:
    match node:
        case Mapping():
            return "map"
        case Sequence():
            return "list"
        case Scalar():
            return scalar_kind(node)


def _may_stand_for(declared: str, text: str) -> bool:
    """Texts that AWS takes in place of another type: nothing, a Parameter Store reference, digits, JSON text.

    Source: UG23 documents-syntax-data-elements-parameters.md; documents that AWS accepts.
    """
    if not text.strip() or "{{" in text:
        return True
    if declared == "Integer":
        return text.strip().removeprefix("-").isdecimal()
    return declared == "StringMap" and text.lstrip().startswith("{")


def _looks_like(declared: str, text: str) -> bool:
    """Texts that AWS may or may not take in place of another type."""
    if declared == "Boolean":
        return text.strip().lower() in ("true", "false")
    return declared in ("StringList", "MapList")
