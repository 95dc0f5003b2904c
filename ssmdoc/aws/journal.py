"""Every call of a run, with what was answered, by which door and when."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from ssmdoc.aws.answers import iso
from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response, Unanswered
from ssmdoc.source.values import JsonValue


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A call and its answer; `time` is that of the call, on the clock of the run."""

    call: ApiCall
    answer: Answer
    time: datetime


class Journal:
    """The calls in the order of their answers. Threads may share it."""

    def __init__(self) -> None:
        self._entries: list[JournalEntry] = []
        self._lock = Lock()

    def add(self, entry: JournalEntry) -> None:
        """Write a call down."""
        with self._lock:
            self._entries.append(entry)

    def entries(self, start: int = 0) -> tuple[JournalEntry, ...]:
        """The calls so far, without the first `start`."""
        with self._lock:
            return tuple(self._entries[start:])

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)

    def to_json(self) -> JsonValue:
        """What results show."""
        return [entry_json(entry) for entry in self.entries()]


def entry_json(entry: JournalEntry) -> dict[str, JsonValue]:
    """A call as results show it: `Response`, `Error` or `Unanswered` says what became of it."""
    call = entry.call
    shown: dict[str, JsonValue] = {
        "Service": call.service,
        "Api": call.operation,
        "Parameters": dict(call.parameters),
        "Region": call.region,
        "Time": iso(entry.time),
    }
    match entry.answer:
        case Response(value=value, door=door):
            return shown | {"Door": door, "Response": value}
        case ApiError(code=code, message=message, door=door, http_status=status):
            return shown | {"Door": door, "Error": {"Code": code, "Message": message, "HTTPStatusCode": status}}
        case Unanswered(message=message):
            return shown | {"Door": None, "Unanswered": message}
