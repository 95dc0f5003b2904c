"""A call of an AWS API, what can come of it, and the one interface of all that answers calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class ApiCall:
    """A call as botocore would make it."""

    service: str
    """The name of the client in botocore: `ec2`, `ssm`."""
    operation: str
    """The operation in the spelling of the service model: `DescribeInstances`."""
    parameters: Mapping[str, JsonValue]
    """The request. Timestamps are ISO 8601 texts, blobs are texts (UTF-8), as a document writes them."""
    region: str
    account: str
    wanted: str = ""
    """What reads the answer, such as the selectors of a step: a skeleton of a mock shows these members."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the operation answers, parsed as botocore parses it; timestamps are ISO 8601 texts."""

    value: dict[str, JsonValue]
    door: str
    """Who answered: `mock`, `moto`, an address, or `real`."""
    seconds: float = 0.0
    """How long the answer takes; a mock can say so, and it passes on the clock of the run."""


@dataclass(frozen=True, slots=True)
class ApiError:
    """The error that the operation answers (botocore's ClientError)."""

    code: str
    message: str
    door: str
    http_status: int = 400
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nobody answers the call."""

    message: str
    """What was called and what to do, for the user."""
    skeleton: str
    """A mock of this call in YAML, to be pasted into a mocks file; empty where one would not help."""


Answer: TypeAlias = Response | ApiError | Unanswered


class Door(Protocol):
    """Something that answers calls."""

    def answer(self, call: ApiCall) -> Answer | None:
        """The answer to a call; None when this door has none, and the next one is asked.

        Unanswered from a door means that no other is asked: its message says why.

        Raises:
            DoorError: the door itself failed: the endpoint is not there, moto is not installed.
        """
        ...


class DoorError(Exception):
    """A door cannot be used; the text says why and what to do."""
