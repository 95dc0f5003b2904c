"""Mocks: declared answers to calls, the door that gives them, and which of them were not called as expected."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from ssmdoc.aws.call import Answer, ApiCall, ApiError, Response, Unanswered
from ssmdoc.aws.matchers import Members, fits
from ssmdoc.source.values import JsonValue

DOOR = "mock"


@dataclass(frozen=True, slots=True)
class MockError:
    """The error that an API answers."""

    code: str
    message: str = ""
    http_status: int = 400


@dataclass(frozen=True, slots=True)
class MockAnswer:
    """One answer, and the seconds that it takes."""

    outcome: "dict[str, JsonValue] | MockError"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Times:
    """How many calls a mock must answer; no bound where there is None."""

    least: int = 0
    most: int | None = None

    def is_met(self, count: int) -> bool:
        """Whether so many calls are as many as there must be."""
        return self.least <= count and (self.most is None or count <= self.most)

    def __str__(self) -> str:
        match self.least, self.most:
            case least, most if least == most:
                return _calls(least)
            case least, None:
                return f"at least {_calls(least)}"
            case 0, int(most):
                return f"at most {_calls(most)}"
            case least, most:
                return f"{least} to {most} calls"


_ANYTHING = Members(())


@dataclass(frozen=True, slots=True)
class Mock:
    """What is answered to the calls of an API that fit."""

    service: str
    operation: str
    parameters: Members = _ANYTHING
    region: str | None = None
    """The only region of calls that fit; None for any."""
    answers: tuple[MockAnswer, ...] = (MockAnswer({}),)
    repeats: bool = True
    """Whether the last answer is given again and again; otherwise a further call is an error."""
    times: Times | None = None
    line: int = 0
    """Where it begins in its file."""

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"the mock of {self.service} {self.operation}" + (f" in line {self.line}" if self.line else "")


class MockDoor:
    """Answers from mocks, the first that fits; counts the calls of each. Threads may share it."""

    def __init__(self, mocks: tuple[Mock, ...]) -> None:
        self.mocks = mocks
        self._counts = [0] * len(mocks)
        self._lock = Lock()

    def answer(self, call: ApiCall) -> Answer | None:
        """The answer of the first mock that fits; None when none does."""
        request = dict(call.parameters)
        for place, mock in enumerate(self.mocks):
            if _is_meant(mock, call) and mock.region in (None, call.region) and fits(mock.parameters, request):
                with self._lock:
                    count = self._counts[place]
                    self._counts[place] += 1
                return _answer(mock, count)
        return None

    def candidates(self, call: ApiCall) -> list[Mock]:
        """The mocks of the API that is called, whether they fit or not."""
        return [mock for mock in self.mocks if _is_meant(mock, call)]

    def counts(self) -> tuple[int, ...]:
        """How many calls each mock has answered."""
        with self._lock:
            return tuple(self._counts)

    def unmet(self) -> list[str]:
        """What was expected of the mocks and did not come about, a line for each."""
        return list(_unmet(self.mocks, self.counts()))

    def to_json(self) -> JsonValue:
        """What reports show: each mock, its calls, and what was expected."""
        return [
            {
                "service": mock.service,
                "api": mock.operation,
                "line": mock.line or None,
                "calls": count,
                "expected": str(mock.times) if mock.times else None,
                "met": mock.times is None or mock.times.is_met(count),
            }
            for mock, count in zip(self.mocks, self.counts(), strict=True)
        ]


def _is_meant(mock: Mock, call: ApiCall) -> bool:
    return mock.operation == call.operation and mock.service == call.service


def _answer(mock: Mock, count: int) -> Answer:
    if count >= len(mock.answers) and not mock.repeats:
        message = (
            f"{mock.name} has no further answer: it has {_answers(len(mock.answers))}, and this is call {count + 1}"
        )
        return Unanswered(message, "")
    answer = mock.answers[min(count, len(mock.answers) - 1)]
    match answer.outcome:
        case MockError(code, message, http_status):
            return ApiError(code, message, DOOR, http_status, answer.seconds)
        case dict() as value:
            return Response(value, DOOR, answer.seconds)


def _unmet(mocks: tuple[Mock, ...], counts: tuple[int, ...]) -> Iterator[str]:
    for mock, count in zip(mocks, counts, strict=True):
        if mock.times is not None and not mock.times.is_met(count):
            yield f"{mock.name} expected {mock.times}, and there were {count}"


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
