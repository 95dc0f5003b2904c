"""Texts held against what is expected of them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ssmdoc.spec.compare.part import Part
from ssmdoc.spec.compare.value import differences_of_value, shown
from ssmdoc.spec.expected.text import TextExpectation
from ssmdoc.spec.outcome import Difference


def differences_of_text(part: Part, actual: str, expected: TextExpectation | None) -> Iterator[Difference]:
    """What is not as expected of a text."""
    if expected is None:
        return
    if expected.same is not None and actual.rstrip("\r\n") != expected.same.rstrip("\r\n"):
        yield part.differs("is", expected.same.rstrip("\r\n"), actual.rstrip("\r\n"))
    if expected.equals is not None and actual != expected.equals:
        yield part.inside("equals").differs("is", expected.equals, actual)
    for piece in expected.contains:
        if piece not in actual:
            yield part.inside("contains").differs("contains", piece, actual)
    if expected.matches is not None and not re.search(expected.matches, actual, re.MULTILINE):
        yield part.inside("matches").differs("matches", expected.matches, actual)
    if expected.one_of and not any(fits_text(actual, choice) for choice in expected.one_of):
        yield part.inside("one_of").differs("one of", ", ".join(map(described, expected.one_of)), actual)
    if expected.json is not None:
        below = replace(part.inside("json"), name=f"{part.name} as JSON")
        yield from differences_of_value(below, actual, expected.json, is_json=True)
    if expected.negated is not None and fits_text(actual, expected.negated):
        yield part.inside("not").differs("not", described(expected.negated), actual)


def fits_text(actual: str, expected: TextExpectation) -> bool:
    """Whether a text is as expected."""
    return next(differences_of_text(Part(None, ""), actual, expected), None) is None


def described(expected: TextExpectation) -> str:
    """What is expected, in a few words."""
    words = [f'"{text}"' for text in (expected.same, expected.equals) if text is not None]
    words += [f'containing "{piece}"' for piece in expected.contains]
    if expected.matches is not None:
        words.append(f"matching /{expected.matches}/")
    if expected.one_of:
        words.append(f"one of {', '.join(map(described, expected.one_of))}")
    if expected.json is not None:
        words.append(f"JSON {shown(expected.json)}")
    if expected.negated is not None:
        words.append(f"not {described(expected.negated)}")
    return " and ".join(words)
