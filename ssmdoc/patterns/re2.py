"""Matching by RE2, the regular expressions of Go.

All states that a text can have led to are followed at once, as RE2 does, so that the time a search takes is bounded by
the length of the pattern, with its repetitions written out, times the length of the text. A search that would still
take longer than about a second is given up.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ssmdoc.patterns.re2_nodes import (
    Assertion,
    Character,
    Choice,
    Node,
    PatternError,
    Place,
    Repeat,
    UnsupportedPatternError,
)
from ssmdoc.patterns.re2_syntax import parse

__all__ = ["Pattern", "PatternError", "UnsupportedPatternError", "compile_pattern"]

_MOST_INSTRUCTIONS = 50_000
_MOST_STEPS = 500_000
_WORD = re.compile("[0-9A-Za-z_]")


class _Fork(NamedTuple):
    """Go on at several instructions."""

    targets: list[int]


class _Take(NamedTuple):
    """Take a character and go on at the next instruction."""

    one_of: re.Pattern[str]


_Instruction: TypeAlias = _Fork | _Take | Assertion | None
"""None is the end: a match."""


class Pattern(NamedTuple):
    """A compiled pattern."""

    program: tuple[_Instruction, ...]

    def search(self, text: str, most_steps: int = _MOST_STEPS) -> bool:
        """Whether there is a match anywhere in the text.

        Raises:
            UnsupportedPatternError: it takes more steps; one is one instruction at one character.
        """
        states: set[int] = set()
        steps = 0
        for position in range(len(text) + 1):
            states, found = self._reachable(states | {0}, text, position)
            if found:
                return True
            steps += len(states)
            if steps > most_steps:
                raise UnsupportedPatternError(f"the search in a text of {len(text):,} characters takes too long")
            if position < len(text):
                states = {state + 1 for state in states if self._takes(state, text[position])}
        return False

    def _takes(self, state: int, character: str) -> bool:
        instruction = self.program[state]
        return isinstance(instruction, _Take) and instruction.one_of.fullmatch(character) is not None

    def _reachable(self, states: Iterable[int], text: str, position: int) -> tuple[set[int], bool]:
        """The states reached without taking a character, and whether the end is among them."""
        reached: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in reached:
                continue
            reached.add(state)
            match self.program[state]:
                case None:
                    return reached, True
                case _Fork(targets):
                    waiting += targets
                case Assertion(place) if _is_at(place, text, position):
                    waiting.append(state + 1)
        return reached, False


@lru_cache(maxsize=128)
def compile_pattern(pattern: str) -> Pattern:
    """A pattern to search with.

    Raises:
        PatternError: RE2 refuses it; look-arounds and back references are such.
        UnsupportedPatternError: RE2 takes it, but it has something that is not done here.
    """
    program: list[_Instruction] = []
    try:
        _add(program, parse(pattern))
    except (RecursionError, re.error):
        raise UnsupportedPatternError(f"`{pattern}` is not supported") from None
    return Pattern((*program, None))


def _add(program: list[_Instruction], node: Node) -> None:
    if len(program) > _MOST_INSTRUCTIONS:
        raise UnsupportedPatternError("there are too many repetitions")
    match node:
        case Character(one_of):
            program.append(_Take(re.compile(one_of)))
        case Assertion():
            program.append(node)
        case Choice(branches):
            _add_choice(program, branches)
        case Repeat(repeated, least, most):
            _add_repeat(program, repeated, least, most)


def _add_choice(program: list[_Instruction], branches: tuple[tuple[Node, ...], ...]) -> None:
    fork, ends = _Fork([]), list[_Fork]()
    program.append(fork)
    for branch in branches:
        fork.targets.append(len(program))
        for part in branch:
            _add(program, part)
        ends.append(_Fork([]))
        program.append(ends[-1])
    for end in ends:
        end.targets.append(len(program))


def _add_repeat(program: list[_Instruction], node: Node, least: int, most: int | None) -> None:
    for _ in range(least):
        _add(program, node)
    if most is None:
        start = len(program)
        fork = _Fork([start + 1])
        program.append(fork)
        _add(program, node)
        program.append(_Fork([start]))
        fork.targets.append(len(program))
        return
    skips = []
    for _ in range(most - least):
        skips.append(_Fork([len(program) + 1]))
        program.append(skips[-1])
        _add(program, node)
    for skip in skips:
        skip.targets.append(len(program))


def _is_at(place: Place, text: str, position: int) -> bool:
    before, after = text[position - 1 : position] if position else "", text[position : position + 1]
    match place:
        case "start of text":
            return before == ""
        case "end of text":
            return after == ""
        case "start of line":
            return before in ("", "\n")
        case "end of line":
            return after in ("", "\n")
        case "word edge" | "no word edge":
            edge = bool(_WORD.fullmatch(before)) != bool(_WORD.fullmatch(after))
            return edge == (place == "word edge")
