"""A journal as a mocks file that answers the same calls in the same way."""

import json
from collections.abc import Iterable

from ssmdoc.aws.call import ApiCall, ApiError, Response
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.aws.mock_text import exactly, mock_of, outcome_of, to_yaml
from ssmdoc.source.values import JsonValue


def recording(entries: Iterable[JournalEntry]) -> str:
    """The text of a mocks file; calls that nobody answered are left out.

    Of calls of one API those with more parameters come first, for the first mock that fits answers. Equal calls give
    one mock with their answers in order.
    """
    answered: dict[str, dict[str, list[tuple[ApiCall, Response | ApiError]]]] = {}
    for entry in entries:
        call, answer = entry.call, entry.answer
        if isinstance(answer, Response | ApiError):
            request = json.dumps([call.region, dict(call.parameters)], sort_keys=True)
            same_api = answered.setdefault(f"{call.service} {call.operation}", {})
            same_api.setdefault(request, []).append((call, answer))
    mocks: list[JsonValue] = []
    for same_api in answered.values():
        groups = sorted(same_api.values(), key=lambda group: -_size(dict(group[0][0].parameters)))
        several = len({call.region for group in groups for call, _ in group}) > 1
        mocks += [_mock(group, with_region=several) for group in groups]
    return to_yaml({"mocks": mocks})


def _mock(group: list[tuple[ApiCall, Response | ApiError]], *, with_region: bool) -> dict[str, JsonValue]:
    call = group[0][0]
    answers = [_outcome(answer) for _, answer in group]
    while len(answers) > 1 and answers[-1] == answers[-2]:
        answers.pop()
    listed: list[JsonValue] = [*answers]
    outcome: dict[str, JsonValue] = answers[0] if len(answers) == 1 else {"answers": listed}
    expected = {name: exactly(value) for name, value in call.parameters.items()}
    mock = mock_of(call, expected, outcome)
    return {"service": call.service, "api": call.operation, "region": call.region, **mock} if with_region else mock


def _outcome(answer: Response | ApiError) -> dict[str, JsonValue]:
    latency: dict[str, JsonValue] = {"latency": answer.seconds} if answer.seconds else {}
    return {**outcome_of(answer), **latency}


def _size(value: JsonValue) -> int:
    """How much a value says: what fits more than another says less."""
    match value:
        case dict():
            return 1 + sum(1 + _size(part) for part in value.values())
        case list():
            return 1 + sum(map(_size, value))
        case _:
            return 1
