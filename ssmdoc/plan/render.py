"""A Command document with the values of its parameters in their places, as the agent puts them there."""

from collections.abc import Callable, Collection, Mapping

from ssmdoc.plan import parameters as parameter_values
from ssmdoc.plan.agent_document import decode
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.interpolate import interpolate
from ssmdoc.plan.parameter_store import ParameterStore, resolve
from ssmdoc.source.values import JsonValue

_IN_STEP = ("settings", "inputs")
_IN_PLUGIN = ("settings", "properties")


def rendered(document: JsonValue, values: Mapping[str, JsonValue], store: ParameterStore | None) -> JsonValue:
    """The document after interpolation; without a store its references to Parameter Store stay.

    Declarations stay too, and so do preconditions, which the agent refuses without a reference in them.

    Raises:
        DocumentError: the agent cannot read the document, or a reference to Parameter Store cannot be resolved.
        AgentCrashError: the agent panics over it.
    """
    document = with_braces(document)
    merged = parameter_values.merge(decode(document).parameters, values)

    def replaced(value: JsonValue) -> JsonValue:
        value = _with_integers(interpolate(value, merged))
        return value if store is None else resolve(value, store)

    if not isinstance(document, dict):
        return document
    parts = dict(document)
    steps, plugins = document.get("mainSteps"), document.get("runtimeConfig")
    if isinstance(plugins, dict) and plugins:
        parts["runtimeConfig"] = {name: _replace_in(plugin, _IN_PLUGIN, replaced) for name, plugin in plugins.items()}
    elif isinstance(steps, list):
        parts["mainSteps"] = [_replace_in(step, _IN_STEP, replaced) for step in steps]
    return parts


def _with_integers(value: JsonValue) -> JsonValue:
    """The value with whole numbers as such: to the agent every number is a float."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_with_integers(item) for item in value]
        case dict():
            return {key: _with_integers(item) for key, item in value.items()}
        case _:
            return value


def _replace_in(item: JsonValue, keys: Collection[str], replaced: Callable[[JsonValue], JsonValue]) -> JsonValue:
    if not isinstance(item, dict):
        return item
    return {key: replaced(value) if key in keys else value for key, value in item.items()}
