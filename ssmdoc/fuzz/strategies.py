"""Values of parameters from their declarations, made by hypothesis."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from ssmdoc.fuzz.payloads import ODD_CHARACTERS, odd_texts
from ssmdoc.fuzz.subject import MOST_ITEMS, Subject
from ssmdoc.patterns.java import reads_alike
from ssmdoc.source.values import JsonValue

_LONGEST = 200
_MOST_NUMBER = 2**63
_PLAIN = st.characters(min_codepoint=ord(" "), max_codepoint=ord("~"))
_QUIET = settings(max_examples=500, database=None, deadline=None, suppress_health_check=[*HealthCheck])
_CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


def values_of(subject: Subject, payloads: Sequence[str]) -> st.SearchStrategy[JsonValue]:
    """Values that the declaration admits; the simple ones are ordinary, the others hold payloads."""
    if choices := subject.choices():
        return st.sampled_from(choices)
    texts = _texts(subject, payloads)
    least, most = (int(min(bound, 100)) for bound in subject.declared.items)
    most = max(least, min(most, MOST_ITEMS))
    made: st.SearchStrategy[JsonValue]
    match subject.type:
        case "Integer":
            made = st.integers(-_MOST_NUMBER, _MOST_NUMBER - 1)
        case "StringList":
            made = st.lists(texts, min_size=least, max_size=most).map(_list)
        case "StringMap":
            made = st.dictionaries(texts, texts, min_size=least, max_size=most).map(_map)
        case "MapList":
            made = st.lists(st.dictionaries(texts, texts, max_size=2).map(_map), min_size=least, max_size=most).map(
                _list
            )
        case _:
            made = texts.map(_value)
    return made.filter(subject.admits)


def ordinary_value(subject: Subject) -> JsonValue:
    """The ordinary value, or a simple one that fits the pattern; None where none was found."""
    value = subject.ordinary()
    pattern = _pattern(subject.declared.allowed_pattern)
    if value is not None or pattern is None:
        return value
    made = st.from_regex(pattern, alphabet=_PLAIN).flatmap(lambda text: st.sampled_from([*subject.shaped(text), None]))
    with suppress(HypothesisException):
        # a fixed seed: two runs of ssmdoc are to be alike
        return find(made, subject.admits, settings=_QUIET, random=Random(0))  # noqa: S311
    return None


def _texts(subject: Subject, payloads: Sequence[str]) -> st.SearchStrategy[str]:
    plain = _plain_texts(subject)
    injected = st.builds(_put, plain, st.sampled_from(payloads), st.sampled_from(("after", "before", "inside")))
    if subject.type != "String":
        return plain | injected
    return plain.filter(subject.admits) | injected.filter(subject.admits)


def _plain_texts(subject: Subject) -> st.SearchStrategy[str]:
    pattern = _pattern(subject.declared.allowed_pattern)
    if pattern is not None:
        return st.from_regex(pattern)
    least, most = (int(min(bound, 4096)) for bound in subject.declared.characters)
    most = max(least, min(most, _LONGEST))
    return st.one_of(
        st.text(st.sampled_from(ODD_CHARACTERS), min_size=least, max_size=most),
        st.sampled_from([*odd_texts()]),
        st.text(_CHARACTERS, min_size=least, max_size=most),
    )


def _pattern(text: str) -> re.Pattern[str] | None:
    """The pattern where Python means by it what Java and RE2 do."""
    if not text or not reads_alike(text):
        return None
    try:
        return re.compile(text, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


def _put(text: str, payload: str, where: str) -> str:
    half = {"after": len(text), "before": 0}.get(where, len(text) // 2)
    return text[:half] + payload + text[half:]


def _value(text: str) -> JsonValue:
    return text


def _list(items: Sequence[JsonValue]) -> JsonValue:
    return list(items)


def _map(texts: Mapping[str, str]) -> JsonValue:
    return dict(texts)
