"""Mocks as YAML: what a mocks file would say to answer a call."""

import re
from collections.abc import Mapping

from ssmdoc.aws.call import ApiCall, ApiError, Response
from ssmdoc.aws.matchers import WORDS
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.samples import short_response
from ssmdoc.source.values import JsonValue

_LONGEST_TEXT = 200
"""A longer text in a request is not repeated in a skeleton."""
_like_a_number = re.compile(r"[-+.]?[0-9][0-9_.:eE+-]*").fullmatch
_LINE_BREAKS = frozenset("\x85\u2028\u2029")
"""For YAML, but not for what a text is made of."""
_WIDTH = 1_000


def skeleton(call: ApiCall) -> str:
    """A mock of a call, to be pasted into a mocks file and filled in."""
    operation = find_operation(call.service, call.operation)
    response = short_response(operation, call.wanted)
    return to_yaml([mock_of(call, _shortened(dict(call.parameters)), {"response": response})])


def mock_of(call: ApiCall, parameters: JsonValue, outcome: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A mock as a value: its API, its parameters when there are some, what it answers."""
    expected: dict[str, JsonValue] = {"parameters": parameters} if parameters else {}
    return {"service": call.service, "api": call.operation, **expected, **outcome}


def outcome_of(answer: Response | ApiError) -> dict[str, JsonValue]:
    """What a mock says to answer so."""
    match answer:
        case Response(value=value):
            return {"response": {name: part for name, part in value.items() if name != "ResponseMetadata"}}
        case ApiError(code=code, message=message, http_status=status):
            return {"error": {"code": code, "message": message, "status": status}}


def exactly(parameters: JsonValue) -> JsonValue:
    """Parameters that expect these very values: what looks like a matcher is put into `equals`."""
    match parameters:
        case dict() if len(parameters) == 1 and next(iter(parameters)) in WORDS:
            return {"equals": parameters}
        case dict():
            return {name: exactly(value) for name, value in parameters.items()}
        case list():
            return [exactly(value) for value in parameters]
        case _:
            return parameters


def to_yaml(value: JsonValue) -> str:
    """A value as YAML that reads back the same."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Repeats what is the same, and puts into quotes what this reader takes for numbers."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            return True

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        style = "|" if "\n" in data and data.isascii() else "'" if _like_a_number(data) else None
        if _LINE_BREAKS & set(data):
            style = '"'  # there they are escaped
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style)

    Dumper.add_representer(str, text)
    return yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _shortened(value: JsonValue) -> JsonValue:
    match value:
        case str() if len(value) > _LONGEST_TEXT:
            return {"any": True}
        case dict() if len(value) == 1 and next(iter(value)) in WORDS:
            return {"equals": value}
        case dict():
            return {name: _shortened(part) for name, part in value.items()}
        case list():
            return [_shortened(part) for part in value]
        case _:
            return value
