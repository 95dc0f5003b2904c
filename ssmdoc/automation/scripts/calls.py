"""AWS calls that a script makes through boto3, and what answers them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class ScriptCall:
    """A call as the script made it."""

    service: str
    """The name of the client in botocore: `ec2`."""
    operation: str
    """As in the service model: `DescribeInstances`."""
    parameters: Mapping[str, JsonValue]
    """Timestamps are ISO 8601 texts; blobs are texts, or `{"$base64": "…"}` when they are no UTF-8."""
    region: str


@dataclass(frozen=True, slots=True)
class CallValue:
    """The answer of the operation, parsed; timestamps are ISO 8601 texts, blobs as in `ScriptCall`."""

    value: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class CallError:
    """The script gets a ClientError."""

    code: str
    message: str
    status: int = 400


@dataclass(frozen=True, slots=True)
class CallRefused:
    """Nobody answers: the script ends here, and the text is why it failed, whatever it catches."""

    message: str


ScriptAnswer: TypeAlias = CallValue | CallError | CallRefused
OnCall: TypeAlias = Callable[[ScriptCall], ScriptAnswer]


def refuse(call: ScriptCall) -> ScriptAnswer:
    """Answer no call at all."""
    return CallRefused(f'the script calls "{call.service}:{call.operation}", and nothing answers calls here')
