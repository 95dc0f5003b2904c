"""Decisions of aws:approve and aws:pause: from `--decide`, and from the person at the terminal."""

import sys
from collections.abc import Sequence

from ssmdoc.automation.decisions import Decision, Decisions, DeclaredDecisions, Question, Signal
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.model.durations import duration_seconds
from ssmdoc.report.visible import visible

_WORDS = {signal.value.lower(): signal for signal in Signal}


def read_decisions(words: Sequence[str], *, ask: bool) -> Decisions:
    """The decisions of the command line; with `ask`, whoever sits at the terminal decides the rest.

    Raises:
        InputError: a word is no decision.
    """
    by_step: dict[str, Decision] = {}
    otherwise: list[Decision] = []
    for word in words:
        step, equals, text = word.rpartition("=")
        decision = _decision(word, text)
        if equals:
            by_step[step] = decision
        else:
            otherwise.append(decision)
    declared = DeclaredDecisions(by_step, tuple(otherwise))
    return AskedDecisions(declared) if ask else declared


def _decision(word: str, text: str) -> Decision:
    name, at, time = text.partition("@")
    signal = _WORDS.get(name.lower())
    if signal is None:
        similar = nearest(name.lower(), _WORDS)
        hint = f'did you mean "{similar}"?' if similar else f"expected {', '.join(_WORDS)}"
        raise InputError(f'--decide {word}: "{name}" is no decision; {hint}')
    seconds = duration_seconds(time) if at else 0.0
    if seconds is None or seconds < 0:
        raise InputError(f'--decide {word}: "{time}" is no ISO 8601 duration such as PT2H')
    return Decision(signal, seconds)


class AskedDecisions:
    """Asks at the terminal what was not decided before."""

    def __init__(self, declared: DeclaredDecisions) -> None:
        self._declared = declared

    def decide(self, question: Question) -> Decision | None:
        """The decision that was declared, else what is answered."""
        return self._declared.decide(question) or _ask(question)


def _ask(question: Question) -> Decision | None:
    is_approval = question.action == "aws:approve"
    lines = [f"step {question.step} waits" + (f": {question.message}" if question.message else "")]
    if question.approvers:
        lines.append(f"approvers: {', '.join(question.approvers)}")
    for line in lines:
        print(f"  {visible(line)}", file=sys.stderr)
    prompt = "  approve or reject? " if is_approval else "  resume? (enter) "
    while True:
        print(prompt, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            return None
        word = answer.strip().lower()
        if not is_approval:
            return Decision(Signal.RESUME)
        if word in ("a", "approve", "y", "yes"):
            return Decision(Signal.APPROVE)
        if word in ("r", "reject", "n", "no"):
            return Decision(Signal.REJECT)
