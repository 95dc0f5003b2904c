"""What botocore parsed becomes JSON values, with the ResponseMetadata that every answer has."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol, cast, runtime_checkable
from uuid import NAMESPACE_URL, uuid5

from ssmdoc.source.values import JsonValue

METADATA = "ResponseMetadata"


@runtime_checkable
class _Stream(Protocol):
    def read(self) -> bytes: ...


def to_json(value: object) -> JsonValue:
    """A parsed value as JSON has it.

    Times become ISO 8601 in UTC with milliseconds, as SSM writes them elsewhere; bytes and streams become text, base64
    where they are no UTF-8; decimals become numbers.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(name): to_json(part) for name, part in value.items()}
        case datetime():
            return iso(value)
        case bytes() | bytearray():
            return _text(bytes(value))
        case _Stream():
            return _text(value.read())
        case Iterable():
            return [to_json(part) for part in value]
        case _:
            return float(cast("float", value)) if hasattr(value, "__float__") else str(value)


def iso(moment: datetime) -> str:
    """A time as `2026-01-31T12:00:00.000Z`; one without a zone is in UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def with_metadata(answer: Mapping[str, JsonValue], seed: str) -> dict[str, JsonValue]:
    """The answer with all that its ResponseMetadata needs; `seed` decides the request id."""
    given = answer.get(METADATA)
    metadata: dict[str, JsonValue] = {
        "RequestId": str(uuid5(NAMESPACE_URL, seed)),
        "HTTPStatusCode": 200,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }
    return {**answer, METADATA: metadata | given if isinstance(given, dict) else metadata}


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return b64encode(data).decode("ascii")
