"""The doors of a run, asked in order, and what is said when none answers."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from ssmdoc.aws.answers import with_metadata
from ssmdoc.aws.budget import Budget
from ssmdoc.aws.call import Answer, ApiCall, Door, Response, Unanswered
from ssmdoc.aws.journal import Journal, JournalEntry
from ssmdoc.aws.mock_text import skeleton
from ssmdoc.aws.mocks import DOOR as MOCK
from ssmdoc.aws.mocks import Mock, MockDoor
from ssmdoc.aws.webhook import WEBHOOK
from ssmdoc.source.values import JsonValue

_LONGEST_INPUTS = 300


def now() -> datetime:
    """The time of the machine, in UTC."""
    return datetime.now(UTC)


class DoorChain:
    """Asks the doors in order and writes every call down. Threads may share it when they may share the doors.

    A door that is to disturb calls (throttling, failures) stands first: it answers what it disturbs, and None else.
    """

    def __init__(self, doors: Sequence[Door], clock: Callable[[], datetime] = now) -> None:
        self.doors = tuple(doors)
        self.journal = Journal()
        self._clock = clock
        self._numbers = count(1)
        self._budget = Budget()

    def answer(self, call: ApiCall) -> Answer:
        """The first answer there is, with its ResponseMetadata; Unanswered with a skeleton when there is none.

        Raises:
            DoorError: a door failed, or the run has made too many calls.
        """
        number, moment = next(self._numbers), self._clock()
        self._budget.take_call()
        self._budget.take(dict(call.parameters))
        answer = self._asked(call)
        if isinstance(answer, Response) and answer.door != MOCK:
            self._budget.take(answer.value)
        if isinstance(answer, Response):
            seed = f"{call.account}/{call.region}/{call.service}/{call.operation}/{number}"
            answer = replace(answer, value=with_metadata(answer.value, seed))
        self.journal.add(JournalEntry(call, answer, moment))
        return answer

    def _asked(self, call: ApiCall) -> Answer:
        # what is not of AWS must not reach anything that could send it
        doors = [door for door in self.doors if call.service != WEBHOOK or isinstance(door, MockDoor)]
        for door in doors:
            answer = door.answer(call)
            if answer is not None:
                return answer
        near = [mock for door in self.doors if isinstance(door, MockDoor) for mock in door.candidates(call)]
        return Unanswered(_message(call, near), skeleton(call))


def inputs(parameters: Mapping[str, JsonValue]) -> str:
    """A request in a message."""
    text = json.dumps(parameters, ensure_ascii=False)
    return text if len(text) <= _LONGEST_INPUTS else f"{text[:_LONGEST_INPUTS]}…"


def _message(call: ApiCall, near: Sequence[Mock]) -> str:
    message = f"nothing answers {call.service} {call.operation} with {inputs(call.parameters)}"
    match [str(mock.line) for mock in near if mock.line]:
        case []:
            other = ""
        case [line]:
            other = f"; the mock in line {line} does not fit it"
        case lines:
            other = f"; the mocks in lines {', '.join(lines)} do not fit it"
    moto = "" if call.service == WEBHOOK else ", or let --aws moto answer"
    return f"{message}{other}; add a mock of it to the file of --mocks{moto}"
