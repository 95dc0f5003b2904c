"""Looks for values of one parameter with which something goes wrong, and makes them small."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from ssmdoc.fuzz.finding import Kind
from ssmdoc.fuzz.observation import Observation
from ssmdoc.fuzz.payloads import injections, odd_texts
from ssmdoc.fuzz.shrink import shrunk
from ssmdoc.fuzz.strategies import values_of
from ssmdoc.fuzz.subject import Subject
from ssmdoc.source.values import JsonValue

Values = Mapping[str, JsonValue]
Observe = Callable[[Values], Observation | None]
"""Runs the document with values; None once the time is up."""
_MOST_TRIALS = {Kind.TIMEOUT: 12}
_TRIALS = 150
_MOST_TIMEOUTS = 4
"""Before a parameter is left: each takes long, and tells nothing new."""
_NUMBERS = (0, -1, 1, 2**31, -(2**31), 2**63 - 1)


@dataclass(slots=True)
class Search:
    """The search for one parameter; `others` are the values of the rest, `choices` those that may vary with it."""

    subject: Subject
    others: Values
    choices: Mapping[str, tuple[JsonValue, ...]]
    observe: Observe
    ignored: frozenset[tuple[Kind, str]]
    """What happens in a step with ordinary values, too."""
    examples: int
    seed: int
    scripts: list[str]
    last_quiet: Values | None = None
    """The last values with which all went well."""
    _known: dict[str, Observation] = field(default_factory=dict)
    _is_over: bool = False

    def found(self) -> dict[Kind, Values]:
        """For each kind the smallest values that were found; nothing but the injection if there is one."""
        found: dict[Kind, Values] = {}
        for text in self._first():
            self._add(found, self._with(text))
            if self._is_done(found):
                break
        while not self._is_done(found):
            values = self._find(found)
            if values is None:
                break
            self._add(found, values)
        if Kind.INJECTION in found:
            found = {Kind.INJECTION: found[Kind.INJECTION]}
        return {kind: self._smallest(kind, values) for kind, values in found.items()}

    def _is_done(self, found: Mapping[Kind, Values]) -> bool:
        timeouts = sum(Kind.TIMEOUT in each.symptoms for each in self._known.values())
        used_up = len(self._known) >= self.examples or timeouts >= _MOST_TIMEOUTS
        return Kind.INJECTION in found or self._is_over or used_up

    def _first(self) -> Iterator[JsonValue]:
        """The known bad texts, before any are made."""
        if self.subject.choices():
            return
        if self.subject.type == "Integer":
            yield from _NUMBERS
        plain = self.others.get(self.subject.name)
        start = plain if isinstance(plain, str) else ""
        for text in (*injections(self.scripts), *odd_texts()):
            for form in dict.fromkeys((text, start + text)):
                yield from filter(self.subject.admits, self.subject.shaped(form))

    def _find(self, found: Mapping[Kind, Values]) -> Values | None:
        """Values made by hypothesis that show a kind that was not found yet."""
        payloads = [*injections(self.scripts)]
        made = st.fixed_dictionaries(
            {
                self.subject.name: values_of(self.subject, payloads),
                **{name: st.sampled_from(choices) for name, choices in self.choices.items()},
            }
        )
        left = self.examples - len(self._known)
        quiet = settings(
            max_examples=left,
            database=None,
            deadline=None,
            derandomize=False,
            phases=(Phase.generate,),
            suppress_health_check=[*HealthCheck],
        )
        # each search goes on where others were not
        random = Random(f"{self.seed}/{self.subject.name}/{len(self._known)}")  # noqa: S311
        try:
            drawn = find(made, lambda each: self._is_new(found, each), settings=quiet, random=random)
        except HypothesisException:
            return None
        return {**self.others, **drawn}

    def _is_new(self, found: Mapping[Kind, Values], drawn: Values) -> bool:
        values = {**self.others, **drawn}
        if self._key(values) not in self._known and len(self._known) >= self.examples:
            return False
        return bool(self._kinds(values) - set(found))

    def _add(self, found: dict[Kind, Values], values: Values) -> None:
        for kind in self._kinds(values):
            found.setdefault(kind, values)

    def _smallest(self, kind: Kind, values: Values) -> Values:
        """With the other parameters as they were ordinarily, if that will do, and with the smallest value of this."""
        plain = self._with(values[self.subject.name])
        if kind in self._kinds(plain):
            values = plain
        if self.subject.choices():
            return values

        def holds(value: JsonValue) -> bool:
            return self.subject.admits(value) and kind in self._kinds({**values, self.subject.name: value})

        small = shrunk(values[self.subject.name], holds, _MOST_TRIALS.get(kind, _TRIALS))
        return {**values, self.subject.name: small}

    def _kinds(self, values: Values) -> set[Kind]:
        key = self._key(values)
        if key not in self._known:
            observation = self.observe(values)
            if observation is None:
                self._is_over = True
                return set()
            self._known[key] = observation
            if not observation.symptoms:
                self.last_quiet = values
        symptoms = self._known[key].symptoms
        return {kind for kind, symptom in symptoms.items() if (kind, symptom.step) not in self.ignored}

    def _with(self, value: JsonValue) -> Values:
        return {**self.others, self.subject.name: value}

    def _key(self, values: Values) -> str:
        return json.dumps(values, sort_keys=True)
