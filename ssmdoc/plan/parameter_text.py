"""Values for parameters as people write them, turned into values of the types that the document declares.

`Name=Value` of a command line is text; AWS's own form of `--parameters` is a list of texts for every parameter.
"""

import json
from collections.abc import Mapping, Sequence

from ssmdoc.catalogue.parameter_types import TYPES
from ssmdoc.model.value_types import value_type
from ssmdoc.plan.declarations import declared_parameters
from ssmdoc.source.values import JsonValue

_JSON_TYPES = frozenset({"Integer", "Boolean", "StringMap", "MapList"})
"""The types whose values are written as JSON inside a text."""
_OR_COMMAS = ", or texts separated by commas"


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
    types = _types(document)
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    return {name: _value(name, types.get(name), given) for name, given in texts.items()}


def normalized(document: JsonValue, values: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Values that are given in AWS's form, each a list of texts, as values of the declared types.

    A list of one text stands for its text where no list of texts is declared; a text stands for the Integer, Boolean,
    StringMap or MapList that it is as JSON. Whatever does not fit stays, for the service's checks to refuse; so do
    values that have their type, and values of names that are not declared.
    Source: botocore service model of SSM, SendCommandRequest.Parameters (ParameterValueList).
    """
    types = _types(document)
    return {name: _normalized(types[name], value) if name in types else value for name, value in values.items()}


def _types(document: JsonValue) -> Mapping[str, str]:
    return {name: declared.type for name, declared in declared_parameters(document).items()}


def _is_list_of_texts(kind: str) -> bool:
    """StringList, or a list of resources of AWS such as List<AWS::EC2::Instance::Id>."""
    return value_type(kind) == "StringList"


def _normalized(kind: str, value: JsonValue) -> JsonValue:
    match value:
        case [str() as text] if not _is_list_of_texts(kind):
            return _normalized(kind, text)
        case str() if kind in _JSON_TYPES:
            try:
                parsed: JsonValue = json.loads(value)
            except (ValueError, RecursionError):
                return value
            return parsed if TYPES[kind].has(parsed) else value
        case _:
            return value


def _value(name: str, kind: str | None, texts: Sequence[str]) -> JsonValue:
    if kind is not None and _is_list_of_texts(kind):
        return _string_list(name, texts)
    if len(texts) > 1:
        if kind is None:
            return list(texts)
        raise ParameterTextError(f'parameter "{name}" is given {len(texts)} times, but its type is {kind}, not a list')
    if kind is None or kind not in _JSON_TYPES:
        return texts[0]
    return _parsed(name, kind, texts[0])


def _string_list(name: str, texts: Sequence[str]) -> JsonValue:
    if len(texts) > 1:
        return list(texts)
    if not texts[0].lstrip().startswith("["):
        return list(texts[0].split(",")) if texts[0] else []
    return _parsed(name, "StringList", texts[0], _OR_COMMAS)


def _parsed(name: str, kind: str, text: str, alternative: str = "") -> JsonValue:
    expected = TYPES[kind]
    try:
        value: JsonValue = json.loads(text)
        fits = expected.has(value)
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        words = f"{expected.with_article} ({expected.json_words}{alternative})"
        raise ParameterTextError(f'parameter "{name}" must be {words}, not {text}')
    return value
