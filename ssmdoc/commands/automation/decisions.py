"""Decisions of aws:approve and aws:pause: from `--decide`, and from the person at the terminal."""

import sys
from collections.abc import Sequence

from ssmdoc.automation.decision_words import DecisionError, read_decision
from ssmdoc.automation.decisions import ALLOWED, Decision, Decisions, DeclaredDecisions, Question, Signal
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.plan.automation.runbook import Runbook
from ssmdoc.report.visible import visible


def read_decisions(words: Sequence[str], runbook: Runbook, *, ask: bool) -> Decisions:
    """The decisions of the command line; with `ask`, whoever sits at the terminal decides the rest.

    Raises:
        InputError: a word is no decision, or is for a step that cannot be decided.
    """
    by_step: dict[str, Decision] = {}
    otherwise: list[Decision] = []
    for word in words:
        step, equals, text = word.rpartition("=")
        decision = _decision(word, text)
        if equals:
            _check_step(word, step, decision, runbook)
            by_step[step] = decision
        else:
            otherwise.append(decision)
    declared = DeclaredDecisions(by_step, tuple(otherwise))
    return AskedDecisions(declared) if ask else declared


def _check_step(word: str, name: str, decision: Decision, runbook: Runbook) -> None:
    """Steps of children, which are not known before they run, can be decided too."""
    steps = runbook.steps_by_name
    step = steps.get(name)
    if any(found.action == "aws:executeAutomation" for found in steps.values()):
        return
    if step is None:
        similar = nearest(name, [found.name for found in steps.values() if found.action in ALLOWED])
        hint = f'; did you mean "{similar}"?' if similar else ""
        raise InputError(f'--decide {word}: there is no step "{name}"{hint}')
    if step.action not in ALLOWED:
        raise InputError(f'--decide {word}: step "{name}" is {step.action}, which nobody decides')
    if decision.signal not in ALLOWED[step.action]:
        allowed = ", ".join(signal.value.lower() for signal in ALLOWED[step.action])
        raise InputError(f'--decide {word}: in step "{name}", {step.action}, this can be decided: {allowed}')


def _decision(word: str, text: str) -> Decision:
    try:
        return read_decision(text)
    except DecisionError as error:
        raise InputError(f"--decide {word}: {error}") from error


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
