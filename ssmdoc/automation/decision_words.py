"""Decisions as they are written: `approve`, `reject@PT2H`."""

from ssmdoc.automation.decisions import Decision, Signal
from ssmdoc.catalogue.nearest import nearest
from ssmdoc.model.durations import duration_seconds

_WORDS = {signal.value.lower(): signal for signal in Signal}


class DecisionError(Exception):
    """A text is no decision; the message says what it should be."""


def read_decision(text: str) -> Decision:
    """The decision that a text means.

    Raises:
        DecisionError: it means none.
    """
    name, at, time = text.partition("@")
    signal = _WORDS.get(name.lower())
    if signal is None:
        similar = nearest(name.lower(), _WORDS)
        hint = f'did you mean "{similar}"?' if similar else f"expected {', '.join(_WORDS)}"
        raise DecisionError(f'"{name}" is no decision; {hint}')
    seconds = duration_seconds(time) if at else 0.0
    if seconds is None or seconds < 0:
        raise DecisionError(f'"{time}" is no ISO 8601 duration such as PT2H')
    return Decision(signal, seconds)
