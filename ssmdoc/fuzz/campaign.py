"""Fuzzes the parameters of a document one after the other."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

from ssmdoc.fuzz.finding import Finding, FuzzResult, Kind, Symptom
from ssmdoc.fuzz.nodes import Nodes
from ssmdoc.fuzz.observation import Observation
from ssmdoc.fuzz.remedy import remedy
from ssmdoc.fuzz.search import Search, Values
from ssmdoc.fuzz.strategies import ordinary_value
from ssmdoc.fuzz.subject import Subject
from ssmdoc.fuzz.target import Target, Use
from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.running.sandbox.protocol import NotStartedError
from ssmdoc.source.values import JsonValue

_SAME_RUNS = 3


class FuzzError(Exception):
    """The document cannot be fuzzed as it was asked for; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fuzzed with what."""

    subjects: tuple[Subject, ...]
    left_out: tuple[tuple[str, str], ...]
    ordinary: Mapping[str, JsonValue]
    """Values of all parameters that have one."""
    choices: Mapping[str, tuple[JsonValue, ...]]
    """Those of parameters with few values, which vary together with the one that is fuzzed."""


def plan_campaign(target: Target, given: Mapping[str, JsonValue], wanted: tuple[str, ...]) -> Plan:
    """Decide which parameters are fuzzed: those of `wanted`, else all whose value gets into a step.

    Raises:
        FuzzError: a parameter has no ordinary value.
    """
    subjects, chosen = target.subjects(), []
    ordinary, left_out = dict(given), []
    choices: dict[str, tuple[JsonValue, ...]] = {}
    for name, subject in subjects.items():
        if name not in given:
            value = ordinary_value(subject)
            if value is None and subject.declared.required:
                raise FuzzError(f'no ordinary value of "{name}" is known; give one with -p {name}=VALUE')
            ordinary[name] = value
            if subject.choices():
                choices[name] = subject.choices()
        reason = _reason(target, name, given, wanted)
        if reason is None:
            chosen.append(subject)
        elif not wanted:
            left_out.append((name, reason))
    return Plan(tuple(chosen), tuple(left_out), ordinary, choices)


def _reason(target: Target, name: str, given: Mapping[str, JsonValue], wanted: tuple[str, ...]) -> str | None:
    """Why a parameter is left out."""
    if wanted:
        return None if name in wanted else "not asked for"
    if name in given:
        return "given with -p"
    if target.is_script(name):
        return "its value is meant to be commands"
    return None if target.uses(name) else "no step uses it"


@dataclass(slots=True)
class Campaign:
    """A run of `ssmdoc fuzz`."""

    target: Target
    plan: Plan
    nodes: Nodes
    cancel: Event
    examples: int
    seed: int
    seconds: float
    on_parameter: Callable[[str], None] = lambda _name: None
    _findings: list[Finding] = field(default_factory=list)
    _ends: float = 0.0
    _is_cut: bool = False

    def run(self) -> FuzzResult:
        """Fuzz all parameters, or as many as there is time for.

        Raises:
            FuzzError: the document cannot be run with ordinary values.
            SandboxError: there is no node.
        """
        began = time.monotonic()
        self._ends = began + self.seconds
        with suppress(NotStartedError):
            ignored, is_steady = self._baseline()
            for place, subject in enumerate(self.plan.subjects):
                # what one parameter does not need is left for the others
                share = (began + self.seconds - time.monotonic()) / (len(self.plan.subjects) - place)
                self._ends = time.monotonic() + share
                if self.cancel.is_set() or share <= 0:
                    self._is_cut = True
                    break
                self.on_parameter(subject.name)
                self._fuzz(subject, ignored, is_steady=is_steady)
        order = list(Kind)
        self._findings.sort(key=lambda found: (found.places[:1], order.index(found.kind)))
        names = tuple(subject.name for subject in self.plan.subjects)
        cut = self._is_cut or self.cancel.is_set()
        return FuzzResult(
            tuple(self._findings), names, self.plan.left_out, self.nodes.runs, self.seed, is_complete=not cut
        )

    def _baseline(self) -> tuple[frozenset[tuple[Kind, str]], bool]:
        """What happens with ordinary values, on equal nodes."""
        plan = self.target.prepare(self.plan.ordinary)
        if not isinstance(plan, CommandPlan):
            why = getattr(plan, "message", None) or getattr(plan, "trace", "")
            raise FuzzError(f"the document cannot be run with ordinary values: {why}; give others with -p NAME=VALUE")
        seen = [self.nodes.run(plan, fresh=True) for _ in range(_SAME_RUNS)]
        is_steady = all(each.codes == seen[0].codes for each in seen) or self.cancel.is_set()
        if not is_steady:
            self._findings.append(self._differing(None, None, seen))
        ignored: set[tuple[Kind, str]] = set()
        for kind, symptom in seen[0].symptoms.items():
            ignored.add((kind, symptom.step))
            if kind is Kind.TIMEOUT and not self.cancel.is_set():
                raise FuzzError(
                    f'with ordinary values step "{symptom.step}" takes longer than it is given; '
                    "give it more with --step-time SECONDS"
                )
            said = "it fails in the same way without any fuzzing: see what ssmdoc run says"
            place = (self.target.step_span(symptom.step),)
            self._findings.append(Finding(kind, None, None, symptom, place, said))
        return frozenset(ignored), is_steady

    def _fuzz(self, subject: Subject, ignored: frozenset[tuple[Kind, str]], *, is_steady: bool) -> None:
        choices = {name: values for name, values in self.plan.choices.items() if name != subject.name}
        examples, seed, scripts = self.examples, self.seed, self.target.scripts()
        search = Search(subject, self.plan.ordinary, choices, self._observe, ignored, examples, seed, scripts)
        for kind, values in search.found().items():
            self._confirm(subject, kind, values)
        if is_steady:
            self._repeat(subject, search)

    def _observe(self, values: Values) -> Observation | None:
        """One run; None when the time is up."""
        if self.cancel.is_set() or time.monotonic() > self._ends:
            self._is_cut = True
            return None
        plan = self.target.prepare(values)
        if not isinstance(plan, CommandPlan):
            return Observation({}, ())
        seen = self.nodes.run(plan)
        return None if self.cancel.is_set() else seen

    def _confirm(self, subject: Subject, kind: Kind, values: Values) -> None:
        """Add a finding if it happens on a fresh node too: what earlier runs left is not the value's doing."""
        plan = self.target.prepare(values)
        if not isinstance(plan, CommandPlan) or self.cancel.is_set():
            return
        symptom = self.nodes.run(plan, fresh=True).symptoms.get(kind)
        if symptom is None:
            return
        uses = [use for use in self.target.uses(subject.name) if use.step == symptom.step]
        use = self._to_blame(subject, kind, values, uses)
        places = tuple(each.span for each in ([use] if use else uses)) or (self.target.step_span(symptom.step),)
        version = self.target.document.schema_version
        text = remedy(kind, subject, use or next(iter(uses), None), version.text if version else "")
        self._findings.append(Finding(kind, subject.name, values[subject.name], symptom, places, text))

    def _to_blame(self, subject: Subject, kind: Kind, values: Values, uses: list[Use]) -> Use | None:
        """The one reference that does it with all others having the ordinary value; None if no one does it alone."""
        if len(uses) <= 1:
            return uses[0] if uses else None
        for use in uses:
            if use.is_variable or self.cancel.is_set():
                continue
            value = values[subject.name]
            others = {**values, subject.name: self.plan.ordinary.get(subject.name)}
            plan = self.target.plan_with_one(subject.name, use, value, others)
            if plan is not None and kind in self.nodes.run(plan, fresh=True).symptoms:
                return use
        return None

    def _repeat(self, subject: Subject, search: Search) -> None:
        """Run a value that went well again, on two equal nodes."""
        values = search.last_quiet
        plan = self.target.prepare(values) if values is not None else None
        if values is None or not isinstance(plan, CommandPlan) or self.cancel.is_set() or time.monotonic() > self._ends:
            return
        seen = [self.nodes.run(plan, fresh=True) for _ in range(_SAME_RUNS - 1)]
        if seen[0].codes != seen[1].codes and not self.cancel.is_set():
            self._findings.append(self._differing(subject, values[subject.name], seen))

    def _differing(self, subject: Subject | None, value: JsonValue, seen: list[Observation]) -> Finding:
        other = next(each for each in seen if each.codes != seen[0].codes)
        pairs = zip(seen[0].codes, other.codes, strict=False)
        step, one, two = next(((a[0], a, b) for a, b in pairs if a != b), ("", ("", "", 0), ("", "", 0)))
        detail = f"{one[1]} with code {one[2]}, and {two[1]} with code {two[2]} on an equal node"
        text = "make the script depend on its parameters alone: no random numbers, times or races"
        name = subject.name if subject is not None else None
        return Finding(Kind.DIFFERS, name, value, Symptom(step, detail), (self.target.step_span(step),), text)
