"""Smaller values, until none is left with which it still happens."""

from collections.abc import Callable, Iterator

from ssmdoc.source.values import JsonValue


def shrunk(value: JsonValue, holds: Callable[[JsonValue], bool], most_trials: int) -> JsonValue:
    """A value from which nothing more can be left out; `holds` says whether a value still does it."""
    trials = 0
    smaller = _smaller(value)
    while trials < most_trials and (candidate := next(smaller, None)) is not None:
        trials += 1
        if holds(candidate):
            value, smaller = candidate, _smaller(candidate)
    return value


def _smaller(value: JsonValue) -> Iterator[JsonValue]:
    match value:
        case str():
            size = len(value) // 2
            while size:
                for start in range(0, len(value), size):
                    yield value[:start] + value[start + size :]
                size //= 2
            if len(value) == 1:
                yield ""
        case bool():
            return
        case int() if value:
            sign, less = (1 if value > 0 else -1), abs(value)
            while less:
                yield value - sign * less
                less //= 2
        case list():
            for place, item in enumerate(value):
                yield value[:place] + value[place + 1 :]
                for each in _smaller(item):
                    yield [*value[:place], each, *value[place + 1 :]]
        case dict():
            for name, item in value.items():
                others = {key: other for key, other in value.items() if key != name}
                yield others
                yield from ({**value, name: each} for each in _smaller(item))
                yield from ({**others, str(each): item} for each in _smaller(name))
