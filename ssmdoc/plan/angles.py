"""`<< Name >>` becomes `{{ Name }}`, for documents on their way through a template engine that eats braces.

The agent knows braces only: what is planned is the document with its references written its way.
"""

from collections.abc import Callable, Collection, Mapping

from ssmdoc.model.references import Delimiter, Form, Reference, find_references
from ssmdoc.source.values import JsonValue

_REPLACED_IN_STEP = ("settings", "inputs", "precondition")
_REPLACED_IN_PLUGIN = ("settings", "properties")


def with_braces(document: JsonValue) -> JsonValue:
    """The document with every `<< x >>` that resolves written as `{{ x }}`, where parameters are replaced.

    It resolves when x is a declared parameter or a Parameter Store reference; all else (`<<EOF … >>file`) is text.
    """
    if not isinstance(document, dict):
        return document
    declared = document.get("parameters")
    names = declared.keys() if isinstance(declared, dict) else ()

    def rewritten(value: JsonValue) -> JsonValue:
        return _rewritten(value, names)

    parts = dict(document)
    steps, plugins = document.get("mainSteps"), document.get("runtimeConfig")
    if isinstance(steps, list):
        parts["mainSteps"] = [_with_parts(step, _REPLACED_IN_STEP, rewritten) for step in steps]
    if isinstance(plugins, dict):
        parts["runtimeConfig"] = {
            name: _with_parts(plugin, _REPLACED_IN_PLUGIN, rewritten) for name, plugin in plugins.items()
        }
    return parts


def _with_parts(item: JsonValue, keys: Collection[str], rewritten: Callable[[JsonValue], JsonValue]) -> JsonValue:
    if not isinstance(item, Mapping):
        return item
    return {key: rewritten(value) if key in keys else value for key, value in item.items()}


def _rewritten(value: JsonValue, names: Collection[str]) -> JsonValue:
    match value:
        case str():
            return _rewritten_text(value, names)
        case list():
            return [_rewritten(item, names) for item in value]
        case dict():
            return {key: _rewritten(item, names) for key, item in value.items()}
        case _:
            return value


def _rewritten_text(text: str, names: Collection[str]) -> str:
    parts: list[str] = []
    end_of_last = 0
    for reference in find_references(text):
        if _resolves(reference, names):
            parts += text[end_of_last : reference.start], "{{", text[reference.start + 2 : reference.end - 2], "}}"
            end_of_last = reference.end
    return "".join(parts) + text[end_of_last:]


def _resolves(reference: Reference, names: Collection[str]) -> bool:
    if reference.delimiter is not Delimiter.ANGLES:
        return False
    if reference.form in (Form.SSM, Form.SSM_SECURE):
        return True
    return reference.form is Form.PARAMETER and reference.names[0] in names
