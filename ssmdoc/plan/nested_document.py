"""A document that aws:runDocument runs: from its text and its parameters to a plan.

Source: amazon-ssm-agent rundocument/execdoc.go ParseDocument, rundocument.go prepareDocumentForExecution.
"""

from collections.abc import Mapping

from ssmdoc.plan.agent_document import DOCUMENT, AgentDocument, DocumentError, document_of
from ssmdoc.plan.command_plan import CommandPlan, plan_nested
from ssmdoc.plan.go_json import Anything, Map, Struct, UnmarshalError, unmarshal
from ssmdoc.plan.go_json_syntax import parse_json
from ssmdoc.plan.go_yaml import UntypedMap, unmarshal_yaml
from ssmdoc.plan.parameter_store import INTERNAL_ERROR, ParameterStore
from ssmdoc.source.values import JsonValue

_CONTENT = Struct("docparser.DocContent", {name: kind for name, kind in DOCUMENT.fields.items() if name[0].islower()})
_PARAMETERS = Map(Anything())


def plan_document(
    text: str, supplied: Mapping[str, JsonValue], store: ParameterStore, *, env_vars: bool = False
) -> CommandPlan:
    """Plan a document as aws:runDocument does: JSON, else YAML, with all checks of parameters.

    Raises:
        DocumentError: the agent refuses it.
        AgentCrashError: the agent's plugin panics.
    """
    document = _decode(text)
    defaults = [declaration.default for declaration in document.parameters.values() if declaration]
    if any(map(_holds_untyped_map, (*supplied.values(), *defaults))):
        # the agent cannot write such a value as JSON, which it does before it looks at it
        raise DocumentError(INTERNAL_ERROR)
    return plan_nested(document, supplied, store, env_vars=env_vars)


def read_parameters(given: JsonValue) -> Mapping[str, JsonValue]:
    """The values for a document's parameters from `documentParameters`: a map, or JSON or YAML text; nulls are none.

    Raises:
        DocumentError: they are something else.
    """
    match given:
        case None:
            return {}
        case str():
            parameters = _read_text(given)
        case dict():
            parameters = given
        case _:
            raise DocumentError("parameter type specified to run document is unknown")
    return {name: value for name, value in parameters.items() if value is not None}


def _read_text(text: str) -> Mapping[str, JsonValue]:
    try:
        parsed = unmarshal(parse_json(text).value, _PARAMETERS)
    except UnmarshalError as error:
        json_error = str(error)
        try:
            parsed = unmarshal_yaml(text, _PARAMETERS)
        except UnmarshalError as yaml_error:
            raise DocumentError(
                "Unmarshalling document parameters failed. Please make sure the parameters are specified in the right "
                f"formatJSON format error - {json_error}, YAML format error - {yaml_error}."
            ) from None
    return parsed if isinstance(parsed, dict) else {}


def _decode(text: str) -> AgentDocument:
    try:
        content = unmarshal(parse_json(text).value, _CONTENT)
    except UnmarshalError:
        try:
            content = unmarshal_yaml(text, _CONTENT)
        except UnmarshalError as error:
            raise DocumentError(str(error)) from None
    return document_of(content)


def _holds_untyped_map(value: JsonValue) -> bool:
    if isinstance(value, list):
        return any(map(_holds_untyped_map, value))
    return isinstance(value, UntypedMap)
