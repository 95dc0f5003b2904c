"""Parameter values from a command line: `Name=Value` texts become values of the declared types."""

import json
from collections.abc import Mapping, Sequence

from ssmdoc.plan.declarations import declared_parameters
from ssmdoc.source.values import JsonValue

_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Boolean": (bool,),
    "StringMap": (dict,),
    "MapList": (list,),
}


class ParameterTextError(Exception):
    """A text cannot be read as the parameter's type; the message says what was expected."""


def parameter_values(document: JsonValue, pairs: Sequence[tuple[str, str]]) -> Mapping[str, JsonValue]:
    """The values of parameters from texts, by the types that the document declares.

    A String is taken as it is. A StringList is a JSON list, or its items separated by commas as in the AWS command
    line's shorthand, or one item each time its name is given. Other types are JSON. A name that the document does not
    declare counts as a String, or as a StringList when it is given more than once.

    Raises:
        ParameterTextError: a text does not fit the type, or a name that is no list is given twice.
    """
    types = {name: declared.type for name, declared in declared_parameters(document).items()}
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    return {name: _value(name, types.get(name), given) for name, given in texts.items()}


def _value(name: str, kind: str | None, texts: Sequence[str]) -> JsonValue:
    if kind == "StringList":
        return _string_list(name, texts)
    if len(texts) > 1:
        if kind is None:
            return list(texts)
        raise ParameterTextError(f'parameter "{name}" is given {len(texts)} times, but its type is {kind}, not a list')
    if kind is None or kind not in _JSON_TYPES:
        return texts[0]
    return _json_value(name, kind, texts[0])


def _string_list(name: str, texts: Sequence[str]) -> JsonValue:
    if len(texts) > 1:
        return list(texts)
    if not texts[0].lstrip().startswith("["):
        return list(texts[0].split(",")) if texts[0] else []
    value = _parse(name, "StringList", texts[0])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ParameterTextError(f'parameter "{name}" must be a StringList: a JSON list of texts, not {texts[0]}')
    return value


def _json_value(name: str, kind: str, text: str) -> JsonValue:
    value = _parse(name, kind, text)
    fits = isinstance(value, _JSON_TYPES[kind]) and (kind == "Boolean" or not isinstance(value, bool))
    if not fits:
        raise ParameterTextError(f'parameter "{name}" must be {_expected(kind)}, not {text}')
    return value


def _parse(name: str, kind: str, text: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        raise ParameterTextError(f'parameter "{name}" must be {_expected(kind)}, not {text}') from None
    return value


def _expected(kind: str) -> str:
    return {
        "StringList": "a StringList (a JSON list of texts, or texts separated by commas)",
        "Integer": "an Integer (a whole number)",
        "Boolean": "a Boolean (true or false)",
        "StringMap": "a StringMap (a JSON object)",
        "MapList": "a MapList (a JSON list of objects)",
    }[kind]
