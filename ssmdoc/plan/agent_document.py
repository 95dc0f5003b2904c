"""A Command document as the SSM agent decodes it: which keys it reads, of which types, and what it says to others.

Source: amazon-ssm-agent agent/contracts/model.go and agent/messageservice/utils/messageutil.go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from ssmdoc.catalogue.schema_versions import COMMAND_1_VERSIONS, COMMAND_2_VERSIONS
from ssmdoc.plan.go_json import Anything, Integer, List, Map, Number, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.source.values import JsonValue

_PARAMETER = Struct(
    "contracts.Parameter",
    {
        "default": Anything(),
        "description": Text(),
        "type": Text(),
        "allowedValues": List(Text()),
        "allowedPattern": Text(),
        "minChars": Number(),
        "maxChars": Number(),
        "minItems": Number(),
        "maxItems": Number(),
        "interpolationType": Anything(),
    },
)
_PLUGIN = Struct("contracts.PluginConfig", {"settings": Anything(), "properties": Anything(), "description": Text()})
_STEP = Struct(
    "contracts.InstancePluginConfig",
    {
        "action": Text(),
        "inputs": Anything(),
        "maxAttempts": Integer(),
        "name": Text(),
        "onFailure": Text(),
        "settings": Anything(),
        "timeoutSeconds": Integer(),
        "precondition": Map(List(Text())),
    },
)
DOCUMENT = Struct(
    "contracts.DocumentContent",
    {
        "schemaVersion": Text(),
        "description": Text(),
        "runtimeConfig": Map(_PLUGIN, pointers=True),
        "mainSteps": List(_STEP, pointers=True),
        "parameters": Map(_PARAMETER, pointers=True),
        "InvokedPlugin": Text(),
    },
)
_MESSAGE = Struct("contracts.SendCommandPayload", {"DocumentContent": DOCUMENT})


class DocumentError(Exception):
    """The agent refuses the document: the command fails with this text as its trace and no step is run."""


class AgentCrashError(Exception):
    """The document makes the agent panic: it sends no answer at all. The text says over what."""

    def __init__(self, text: str, panic: str = "") -> None:
        super().__init__(text)
        self.panic = panic or text
        """Go's words for it, where they are known; they are seen when aws:runDocument runs the document."""


NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declared parameter, as far as the agent looks at it."""

    type: str
    default: JsonValue
    allowed_pattern: str
    allowed_values: tuple[str, ...] = ()
    """This and what follows is checked only of a document that another one runs."""
    min_chars: JsonValue = None
    """Bounds are numbers or texts as they stand in the document."""
    max_chars: JsonValue = None
    min_items: JsonValue = None
    max_items: JsonValue = None
    interpolation_type: JsonValue = None
    """Newer than the recorded agent, which does not look at it."""


@dataclass(frozen=True, slots=True)
class Step:
    """An item of mainSteps, or a plugin of runtimeConfig with its properties as inputs."""

    name: str
    action: str
    inputs: JsonValue
    settings: JsonValue
    preconditions: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class AgentDocument:
    """The decoded document; None stands for a null step, plugin or declaration, over which the agent stumbles later."""

    schema_version: str
    parameters: Mapping[str, Declaration | None]
    plugins: tuple[Step | None, ...]
    """Of runtimeConfig."""
    main_steps: tuple[Step | None, ...]


def decode(document: JsonValue) -> AgentDocument:
    """Read the document as the agent does and check its schema version.

    Raises:
        DocumentError: a value has another type than the agent takes, or the schema version is not one it knows.
    """
    try:
        message = unmarshal({"DocumentContent": document}, _MESSAGE)
    except UnmarshalError as error:
        raise DocumentError(f"encountered error while parsing input - internal error {error}") from None
    return document_of(cast("dict[str, JsonValue]", message)["DocumentContent"])


def document_of(decoded: JsonValue) -> AgentDocument:
    """The document from its decoded content, a dict of the fields of DOCUMENT or nothing.

    Raises:
        DocumentError: the schema version is not one the agent knows.
    """
    # the shape is what the types above say: only here is it taken apart without looking
    content = cast("dict[str, Any]", decoded or dict.fromkeys(DOCUMENT.fields))
    schema_version = content.get("schemaVersion") or ""
    if schema_version not in COMMAND_1_VERSIONS + COMMAND_2_VERSIONS:
        raise DocumentError(
            f"Document with schema version {schema_version} is not supported by this version of ssm agent, "
            "please update to latest version"
        )
    return AgentDocument(
        schema_version=schema_version,
        parameters={name: _declaration(fields) for name, fields in (content["parameters"] or {}).items()},
        plugins=tuple(_plugin(name, fields) for name, fields in (content["runtimeConfig"] or {}).items()),
        main_steps=tuple(_step(fields) for fields in content["mainSteps"] or ()),
    )


def _declaration(fields: dict[str, Any] | None) -> Declaration | None:
    if fields is None:
        return None
    return Declaration(
        fields["type"] or "",
        fields["default"],
        fields["allowedPattern"] or "",
        tuple(value or "" for value in fields["allowedValues"] or ()),
        fields["minChars"],
        fields["maxChars"],
        fields["minItems"],
        fields["maxItems"],
        fields["interpolationType"],
    )


def _plugin(name: str, fields: dict[str, Any] | None) -> Step | None:
    if fields is None:
        return None
    return Step(name, name, fields["properties"], fields["settings"], {})


def _step(fields: dict[str, Any] | None) -> Step | None:
    if fields is None:
        return None
    preconditions = {
        operator: [argument or "" for argument in arguments or ()]
        for operator, arguments in (fields["precondition"] or {}).items()
    }
    return Step(fields["name"] or "", fields["action"] or "", fields["inputs"], fields["settings"], preconditions)
