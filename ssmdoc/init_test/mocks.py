"""The calls of a trial as mocks, one for each API."""

from collections.abc import Iterable, Mapping

from ssmdoc.aws.call import ApiError, Response
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.aws.mock_text import outcome_of
from ssmdoc.source.values import JsonValue

Mocks = Mapping[tuple[str, str], JsonValue]
"""By service and API."""


def mocks_of(calls: Iterable[JournalEntry]) -> Mocks:
    """A mock for each API, with its answers in their order where they differ."""
    answers: dict[tuple[str, str], list[JsonValue]] = {}
    for entry in calls:
        if isinstance(entry.answer, Response | ApiError):
            key = (entry.call.service, entry.call.operation)
            answers.setdefault(key, []).append(outcome_of(entry.answer))
    return {key: _mock(*key, listed) for key, listed in answers.items()}


def _mock(service: str, api: str, answers: list[JsonValue]) -> JsonValue:
    while len(answers) > 1 and answers[-1] == answers[-2]:
        answers.pop()
    named: dict[str, JsonValue] = {"service": service, "api": api}
    if len(answers) > 1:
        return {**named, "answers": answers}
    first = answers[0]
    # an answer without anything in it need not be written
    return {**named, **first} if isinstance(first, dict) and first != {"response": {}} else named
