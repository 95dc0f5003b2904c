"""JSON texts from wherever they come, with a bound on how deep lists and maps are inside each other."""

import json
from collections.abc import Callable, Iterable

from ssmdoc.source.bounds import MAX_DEPTH
from ssmdoc.source.values import JsonValue

_TOO_DEEP = f"ssmdoc does not read JSON that is nested more than {MAX_DEPTH} levels deep"


def read_json(text: str, parse_constant: Callable[[str], JsonValue] | None = None) -> JsonValue:
    """The value of a JSON text; with a bound on the nesting, which whoever wrote the text might use up the stack with.

    Raises:
        ValueError: it is none, or nested too deeply.
    """
    try:
        value: JsonValue = json.loads(text, parse_constant=parse_constant)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return value
        level = [item for each in level for item in items(each)]
    raise ValueError(_TOO_DEEP)


def items(value: JsonValue) -> Iterable[JsonValue]:
    """What a list or a map holds; nothing of other values."""
    match value:
        case dict():
            return value.values()
        case list():
            return value
        case _:
            return ()
