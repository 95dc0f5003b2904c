"""The setup of a mocks file: calls that fill moto or an endpoint before the run."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ssmdoc.aws.call import ApiCall, ApiError, Door, DoorError, Response, Unanswered
from ssmdoc.aws.file_values import find_api, get
from ssmdoc.aws.models import Operation
from ssmdoc.aws.requests import InvalidRequestError, member_names, prepare
from ssmdoc.aws.typed import Problems, unknown_member
from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.patterns.json_path import PathError, compile_path, follow
from ssmdoc.schema.places import entries
from ssmdoc.source import tree
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value
from ssmdoc.source.walk import walk

_REFERENCE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


@dataclass(frozen=True, slots=True)
class SetupCall:
    """One call; `{{ name }}` in the parameters stands for what an earlier one has saved."""

    operation: Operation
    parameters: dict[str, JsonValue]
    save: tuple[tuple[str, str], ...] = ()
    """Names, each with the JSONPath of a part of the answer."""
    line: int = 0


def read_setup(source: Source, items: Iterable[tree.Mapping], problems: Problems) -> tuple[SetupCall, ...]:
    """The calls of a tree; what is wrong with them goes to `problems`."""
    calls: list[SetupCall] = []
    names: list[str] = []
    for item in items:
        operation = find_api(item, problems)
        parameters, save = get(item, "parameters"), get(item, "save")
        if operation is not None and isinstance(parameters, tree.Mapping):
            _look_at_parameters(operation, parameters, names, problems)
        saved = list(_saved(save, problems)) if isinstance(save, tree.Mapping) else []
        names += [name for name, _ in saved]
        if operation is not None:
            value = to_value(parameters) if parameters is not None else {}
            line = source.position(item.start)[0]
            calls.append(SetupCall(operation, value if isinstance(value, dict) else {}, tuple(saved), line))
    return tuple(calls)


def run_setup(door: Door, calls: Iterable[SetupCall], region: str, account: str) -> dict[str, JsonValue]:
    """Make the calls, in order; gives what they have saved.

    Raises:
        DoorError: a call is wrong, or is answered with an error; the text names its line.
    """
    saved: dict[str, JsonValue] = {}
    for call in calls:
        what = f"the setup in line {call.line}, {call.operation.service} {call.operation.name}"
        parameters = _filled(call.parameters, saved)
        try:
            request = prepare(call.operation, parameters if isinstance(parameters, dict) else {})
        except InvalidRequestError as error:
            raise DoorError(f"{what}: {error}") from None
        answer = door.answer(ApiCall(call.operation.service, call.operation.name, request, region, account))
        match answer:
            case Response(value=value):
                saved |= {name: _selected(value, path, what) for name, path in call.save}
            case ApiError(code=code, message=message):
                raise DoorError(f"{what}: {code}: {message}")
            case Unanswered(message=message):
                raise DoorError(f"{what}: {message}")
            case None:
                raise DoorError(f"{what}: nobody answers; setup is for --aws moto and --aws URL")
    return saved


def _look_at_parameters(operation: Operation, node: tree.Mapping, names: list[str], problems: Problems) -> None:
    known = member_names(operation)
    for entry in entries(node):
        name = entry.key.text if isinstance(entry.key, tree.Scalar) else ""
        if name not in known:
            where = f"the parameters of {operation.service} {operation.name}"
            problems.error(entry.key.span, unknown_member(name, known, where))
    for part in walk([node]):
        if isinstance(part, tree.Scalar):
            for name in _REFERENCE.findall(part.text):
                if name not in names:
                    hint = did_you_mean(name, names)
                    problems.error(part.span, f"no earlier call of the setup saves {in_quotes(name)}{hint}")


def _saved(node: tree.Mapping, problems: Problems) -> Iterable[tuple[str, str]]:
    for name, path in node.named():
        text = path.text if isinstance(path, tree.Scalar) else ""
        try:
            compile_path(text)
        except PathError as error:
            problems.error(path.span, f"{in_quotes(text)} is no JSONPath: {error}")
        yield name.text, text


def _selected(value: dict[str, JsonValue], path: str, what: str) -> JsonValue:
    try:
        found = follow(compile_path(path), value)
    except PathError as error:
        raise DoorError(f'{what}: "{path}": {error}') from error
    if not found:
        raise DoorError(f'{what}: "{path}" selects nothing in the answer')
    return found[0] if len(found) == 1 else found


def _filled(value: JsonValue, saved: Mapping[str, JsonValue]) -> JsonValue:
    """The value with what was saved: a whole reference keeps its type."""
    match value:
        case dict():
            return {name: _filled(part, saved) for name, part in value.items()}
        case list():
            return [_filled(part, saved) for part in value]
        case str():
            whole = _REFERENCE.fullmatch(value.strip())
            return saved[whole[1]] if whole else _REFERENCE.sub(lambda found: str(saved[found[1]]), value)
        case _:
            return value
