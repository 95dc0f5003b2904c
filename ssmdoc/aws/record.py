"""A journal as a mocks file that answers the same calls in the same way."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from ssmdoc.aws.call import ApiCall, ApiError, Response
from ssmdoc.aws.journal import JournalEntry
from ssmdoc.aws.mock_text import exactly, mock_of, outcome_of, to_yaml
from ssmdoc.source.values import JsonValue

_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DATE, _TIME = r"\d{4}-\d\d-\d\d", r"_\d\d\.\d\d\.\d\d"
_find_changing = re.compile(f"(?P<id>{_ID})|{_DATE}(?P<time>{_TIME})?", re.ASCII).finditer
"""Ids, and `global:DATE` and `global:DATE_TIME`."""


def recording(entries: Iterable[JournalEntry], made_ids: Collection[str] = ()) -> str:
    """The text of a mocks file; calls that nobody answered are left out.

    Of calls of one API those with more parameters come first, for the first mock that fits answers. Equal calls give
    one mock with their answers in order. What is another in each run fits any of its kind: ids that the run has made,
    and its time.
    """
    answered: dict[str, dict[str, list[tuple[ApiCall, Response | ApiError]]]] = {}
    for entry in entries:
        answer = entry.answer
        if isinstance(answer, Response | ApiError):
            date = entry.time.date().isoformat()
            expected = {
                name: _of_any_run(exactly(part), made_ids, date) for name, part in entry.call.parameters.items()
            }
            call = replace(entry.call, parameters=expected)
            request = json.dumps([call.region, expected], sort_keys=True)
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
    mock = mock_of(call, dict(call.parameters), outcome)
    return {"service": call.service, "api": call.operation, "region": call.region, **mock} if with_region else mock


def _of_any_run(value: JsonValue, ids: Collection[str], date: str) -> JsonValue:
    """What is expected of a parameter: a pattern for texts that have an id or the time of the run in them."""
    match value:
        case {"equals": _, **more} if not more:
            return value
        case dict():
            return {name: _of_any_run(part, ids, date) for name, part in value.items()}
        case list():
            return [_of_any_run(part, ids, date) for part in value]
        case str():
            pattern = "".join(_pieces(value, ids, date))
            return value if pattern == _escaped(value) else {"matches": f"^{pattern}$"}
        case _:
            return value


def _pieces(text: str, ids: Collection[str], date: str) -> Iterator[str]:
    at = 0
    for found in _find_changing(text):
        if found["id"] and found["id"] in ids:
            piece = _ID
        elif not found["id"] and found[0].startswith(date):
            piece = _DATE + (_TIME if found["time"] else "")
        else:
            continue
        yield _escaped(text[at : found.start()]) + piece
        at = found.end()
    yield _escaped(text[at:])


def _escaped(text: str) -> str:
    """A pattern for just this text, in which no more is escaped than has to be."""
    return re.sub(r"[.^$*+?{}\[\]\\|()]", r"\\\g<0>", text)


def _outcome(answer: Response | ApiError) -> dict[str, JsonValue]:
    latency: dict[str, JsonValue] = {"latency": answer.seconds} if answer.seconds else {}
    return {**outcome_of(answer), **latency}


def _size(value: JsonValue) -> int:
    """How much a value says: what fits more than another says less."""
    match value:
        case {"matches": str(), **more} if not more:
            return 0
        case dict():
            return 1 + sum(1 + _size(part) for part in value.values())
        case list():
            return 1 + sum(map(_size, value))
        case _:
            return 1
