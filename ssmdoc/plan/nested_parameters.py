"""The checks that the agent makes of parameters only for a document that another one runs.

Source: amazon-ssm-agent docparser/paramvalidator (minmaxchar, minmaxitem, allowedvalue), parameterstore.go
ValidateSSMParameters; doc-005.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ssmdoc.plan.agent_document import Declaration
from ssmdoc.plan.go_text import marshalled, printed
from ssmdoc.source.values import JsonValue

_LARGEST = 2**31 - 1
_DECIMAL = re.compile("[+-]?[0-9]+")


def problems(declarations: Mapping[str, Declaration | None], values: Mapping[str, JsonValue]) -> Iterator[str]:
    """What is wrong with values in which no reference to Parameter Store stood, in the order of the declarations."""
    for name, declaration in declarations.items():
        if declaration is None or name not in values:
            continue
        for validator, find in _VALIDATORS:
            for problem in find(declaration, values[name]):
                yield f"error thrown in '{validator}' while validating parameter /{name}/: {problem}"


def _characters(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    """The first text that is too short or too long, in bytes; items of a list are looked at one by one."""
    least, most = declaration.min_chars, declaration.max_chars
    if declaration.type in ("Integer", "Boolean") or not (_given(least) or _given(most)):
        return
    texts = _texts(value)
    if texts is None:
        yield _invalid_type(declaration, value)
        return
    for text in texts:
        length = len(text.encode(errors="replace"))
        if _given(least) and length < (bound := _bound(least, 0)):
            yield f"parameter value /{text}/ is less than the min char limit /{bound}/"
            return
        if _given(most) and length > (bound := _bound(most, _LARGEST)):
            yield f"parameter value /{text}/ is exceeding the max chars /{bound}/"
            return


def _items(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    least, most = declaration.min_items, declaration.max_items
    if declaration.type in ("Integer", "Boolean", "String") or not (_given(least) or _given(most)):
        return
    match value:
        case str():
            return
        case list() | dict():
            if _given(least) and len(value) < _bound(least, 0):
                yield f"parameter value list length /{len(value)}/ is less the min item count"
            elif _given(most) and len(value) > (bound := _bound(most, _LARGEST)):
                # the agent prints the limit where it means the length
                yield f"parameter value list length /{bound}/ has exceeded the max item count"
        case _:
            yield _invalid_type(declaration, value)


def _allowed(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    """An Integer or a Boolean must be its default, whatever is allowed; others one of the texts allowed."""
    match declaration.type:
        case "Integer":
            yield from _integer(declaration, value)
        case "Boolean":
            if not isinstance(value, bool) or value is not declaration.default:
                yield f"parameter value /{printed(value)}/ not equal to default for Boolean"
        case _ if declaration.allowed_values:
            texts = _texts(value)
            if texts is None:
                yield _invalid_type(declaration, value)
                return
            allowed: list[JsonValue] = list(declaration.allowed_values)
            for text in texts:
                if text not in allowed:
                    yield f"parameter value /{text}/ is not in the allowed list {printed(allowed)}"
                    return


def _integer(declaration: Declaration, value: JsonValue) -> Iterator[str]:
    shown = printed(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield f"could not convert /{shown}/ to float64 for Integer"
        return
    if not -_LARGEST - 1 < value < _LARGEST:
        yield f"out-of-boundary error for parameter value /{shown}/ for type Integer "
        return
    default = declaration.default
    # a default from YAML is printed as a whole number, a value always as a fraction: 1000000 is not 1e+06
    whole = isinstance(default, int) and not isinstance(default, bool)
    if shown != (text := str(default) if whole else printed(default)):
        yield f"parameter value /{shown}/ not equal to default /{text}/ for Integer"


_VALIDATORS: Sequence[tuple[str, Callable[[Declaration, JsonValue], Iterator[str]]]] = (
    ("MinMaxCharParamValidator", _characters),
    ("MinMaxItemParamValidator", _items),
    ("AllowedValueParamValidator", _allowed),
)


def _texts(value: JsonValue) -> list[str] | None:
    """The texts that are checked; what is no text counts as its JSON."""
    match value:
        case str():
            return [value]
        case list():
            return [item if isinstance(item, str) else marshalled(item) for item in value]
        case dict():
            return [marshalled(value)]
        case _:
            return None


def _invalid_type(declaration: Declaration, value: JsonValue) -> str:
    return f"invalid parameter type {declaration.type} with parameter value {printed(value)}"


def _given(bound: JsonValue) -> bool:
    return bound is not None and bound != ""


def _bound(bound: JsonValue, otherwise: int) -> int:
    """A bound; one that is no whole number, negative or too large is as good as none."""
    text = bound if isinstance(bound, str) else str(bound)
    return int(text) if _DECIMAL.fullmatch(text) and 0 <= int(text) <= _LARGEST else otherwise
