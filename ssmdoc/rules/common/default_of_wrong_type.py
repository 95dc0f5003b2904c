"""Defaults that do not have the type of their parameter."""

from collections.abc import Iterator

from ssmdoc.catalogue.parameter_types import LIST_TYPES, ParameterType, type_proper
from ssmdoc.diagnostic import Severity
from ssmdoc.model.document import Document
from ssmdoc.model.literals import is_open
from ssmdoc.model.parameters import Parameter
from ssmdoc.rules.registry import Finding, rule
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import scalar_kind

_SHAPES = {"string": str, "list": list, "map": dict, "integer": int, "boolean": bool}
"""The kinds of nodes as the types of values."""

_KINDS = {"string": "text", "number": "a number", "integer": "a number", "boolean": "a boolean", "null": "nothing"}


@rule("default-of-wrong-type", Severity.ERROR, keys=("default",))
def default_of_wrong_type(document: Document) -> Iterator[Finding]:
    """The default of a parameter does not have the parameter's type.

    AWS refuses the document: `Wrong default value for a "StringList" parameters`. Where YAML makes a number or a
    boolean of a text that has no quotes, or a text in quotes stands for an integer, a boolean, a list or a map, AWS
    may take it, and the finding is a warning. Digits in quotes are taken for an Integer, JSON text for a StringMap, and
    a Parameter Store reference or an empty text for everything.

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Paths: {type: StringList, default: {a: /tmp}}  # error: default of "Paths" is a map, a StringList needs a list
      Port: {type: String, default: 8080}  # error: default of "Port" is a number, a String needs text; quote it: "8080"
      Tags: {type: StringMap, default: [a, b]}  # error: default of "Tags" is a list, a StringMap needs a map
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["ls '{{ Paths }}' {{ Port }} '{{ Tags }}'"]}}
    ```

    ```yaml
    schemaVersion: "2.2"
    parameters:
      Paths: {type: StringList, default: [/tmp]}
      Port: {type: String, default: "8080"}
      Tags: {type: StringMap, default: {a: b}}
    mainSteps:
      - {action: aws:runShellScript, name: a, inputs: {runCommand: ["ls '{{ Paths }}' {{ Port }} '{{ Tags }}'"]}}
    ```
    """
    for parameter in document.parameters_with("default"):
        default, expected = parameter.get("default"), type_proper(parameter.type)
        if default is None or expected is None:
            continue
        kind = _kind(default)
        if kind == "null":
            continue
        if _SHAPES.get(kind) is not expected.shape:
            yield from _default(parameter, default, kind, expected)
        elif isinstance(default, Sequence):
            yield from _items(parameter, default, expected)


def _default(parameter: Parameter, default: Node, kind: str, expected: ParameterType) -> Iterator[Finding]:
    needs = f"{_article(parameter)} {parameter.type} needs {expected.words}"
    message = f"default of {in_quotes(parameter.name.text)} is {_found(kind)}, {needs}"
    match default:
        case Scalar() if kind == "string" and _may_stand_for(expected.name, default.text):
            return
        case Scalar() if expected.name == "String":
            yield Finding(default.span, f"{message}; quote it: {in_quotes(default.text)}", severity=Severity.WARNING)
        case Scalar() if kind == "string" and _looks_like(expected.name, default.text):
            yield Finding(default.span, message, severity=Severity.WARNING)
        case _:
            yield Finding(default.span, message)


def _items(parameter: Parameter, default: Sequence, expected: ParameterType) -> Iterator[Finding]:
    """The items of a list; whether AWS refuses numbers among texts is not known."""
    needs = f"{_article(parameter)} {parameter.type} needs {'texts' if expected.items is str else 'maps'}"
    for item in default.items:
        kind = _kind(item)
        if _SHAPES.get(kind) is expected.items or (isinstance(item, Scalar) and is_open(item.text)):
            continue
        quote = f"; quote it: {in_quotes(item.text)}" if isinstance(item, Scalar) and expected.items is str else ""
        message = f"an item of the default of {in_quotes(parameter.name.text)} is {_found(kind)}, {needs}{quote}"
        yield Finding(item.span, message, severity=Severity.WARNING)


def _article(parameter: Parameter) -> str:
    return "an" if (parameter.type or "").startswith(("AWS", "Integer")) else "a"


def _found(kind: str) -> str:
    return _KINDS.get(kind, f"a {kind}")


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
    if not text.strip() or is_open(text):
        return True
    if declared == "Integer":
        return text.strip().removeprefix("-").isdecimal()
    return declared == "StringMap" and text.lstrip().startswith("{")


def _looks_like(declared: str, text: str) -> bool:
    """Texts that AWS may or may not take in place of another type."""
    if declared == "Boolean":
        return text.strip().lower() in ("true", "false")
    return declared in LIST_TYPES
