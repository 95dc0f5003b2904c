"""Parameters with `interpolationType: ENV_VAR`: their values reach scripts as environment variables `SSM_<name>`.

Source: UG25 documents-syntax-data-elements-parameters.md (schema 2.2, agent 3.3.2746.0 and later). What AWS does not
say: `{{ name }}` stays a reference like any other, as AWS's own sample with `echo {{Message}}` needs it, and a
StringList becomes JSON, as it does inside a text.
"""

from collections.abc import Mapping

from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.catalogue.schema_versions import ENV_VAR_VERSIONS
from ssmdoc.plan.agent_document import AgentDocument
from ssmdoc.plan.go_text import marshalled
from ssmdoc.plan.parameter_store import ParameterStore, resolve
from ssmdoc.source.values import JsonValue

_TYPES = ("String", "StringList")


def parameter_variables(
    document: AgentDocument, values: Mapping[str, JsonValue], store: ParameterStore
) -> Mapping[str, str]:
    """The variables that every script of a document gets; what comes from Parameter Store is looked up.

    Raises:
        DocumentError: a reference to Parameter Store cannot be resolved.
    """
    if document.schema_version not in ENV_VAR_VERSIONS:
        return {}
    chosen: JsonValue = {
        name: values[name]
        for name, declaration in document.parameters.items()
        if declaration and declaration.interpolation_type == ENV_VAR and declaration.type in _TYPES
    }
    resolved = resolve(chosen, store)
    if not isinstance(resolved, dict):
        raise TypeError(resolved)
    return {
        f"SSM_{name}": value if isinstance(value, str) else marshalled(value)
        for name, value in resolved.items()
        if value is not None
    }
