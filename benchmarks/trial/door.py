"""A door that has an answer to every call: one made of the service model, in which what was waited for is there."""

import copy
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.trial.paths import with_value
from benchmarks.trial.wishes import Wish
from ssmdoc.aws.call import ApiCall, Response
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.samples import sample_response
from ssmdoc.source.values import JsonValue

_INSTANCES = {
    "StopInstances": "stopped",
    "StartInstances": "running",
    "RunInstances": "running",
    "TerminateInstances": "terminated",
}
"""What state the instances are in after a call."""
_STACKS = {"CreateStack": "CREATE_COMPLETE", "UpdateStack": "UPDATE_COMPLETE", "DeleteStack": "DELETE_COMPLETE"}
_STATE_AT = "$.InstanceStatuses[0].InstanceState.Name"
_STATUS_AT = "$.Stacks[0].StackStatus"


class SampleDoor:
    """Answers every call."""

    def __init__(self, wanted: Sequence[Wish]) -> None:
        self._wanted = wanted
        self._known: dict[tuple[str, str], dict[str, JsonValue]] = {}
        """What earlier calls have made of the answers, by path."""
        self._samples: dict[tuple[str, str], dict[str, JsonValue]] = {}
        self._turns: Counter[tuple[str, str]] = Counter()
        self._last: tuple[str, str, str] | None = None

    def answer(self, call: ApiCall) -> Response:
        """An answer with every member that there can be."""
        self._remember(call)
        key, asked = (call.service, call.operation), (call.operation, call.wanted, str(call.parameters))
        if asked == self._last:  # it was no answer that somebody waits for
            self._turns[key] += 1
        self._last = asked
        if key not in self._samples:
            self._samples[key] = sample_response(find_operation(*key))
        value: JsonValue = copy.deepcopy(self._samples[key])
        for path, known in {**self._known.get(key, {}), **self._wishes(key)}.items():
            value = _put(value, path, known)
        return Response(_adjusted(value if isinstance(value, dict) else {}, call), "sample")

    def _wishes(self, key: tuple[str, str]) -> dict[str, JsonValue]:
        """By path; of several wishes for one path each has its turn."""
        by_path: dict[str, list[JsonValue]] = {}
        for wish in self._wanted:
            values = by_path.setdefault(wish.selector, [])
            if (wish.service, wish.operation) == key and wish.value not in values:
                values.append(wish.value)
        return {path: values[self._turns[key] % len(values)] for path, values in by_path.items() if values}

    def _remember(self, call: ApiCall) -> None:
        given = call.parameters
        match call.operation:
            case name if name in _INSTANCES:
                self._known["ec2", "DescribeInstanceStatus"] = {_STATE_AT: _INSTANCES[name]}
            case name if name in _STACKS:
                self._known["cloudformation", "DescribeStacks"] = {_STATUS_AT: _STACKS[name]}
            case "CreateTags":
                tags: list[JsonValue] = [
                    {"ResourceId": item, **tag} for item in _list(given, "Resources") for tag in _maps(given)
                ]
                self._known["ec2", "DescribeTags"] = {"$.Tags": tags}
            case "AddTagsToResource":
                self._known["ssm", "ListTagsForResource"] = {"$.TagList": [*_maps(given)]}


def _adjusted(value: dict[str, JsonValue], call: ApiCall) -> dict[str, JsonValue]:
    """Functions do not fail, and of instances that are asked for by id there is one answer each."""
    if (call.service, call.operation) == ("lambda", "Invoke"):
        return {"StatusCode": 200, "Payload": "{}"}
    statuses = value.get("InstanceStatuses")
    if "InstanceIds" in call.parameters and isinstance(statuses, list) and statuses and isinstance(statuses[0], dict):
        value["InstanceStatuses"] = [
            {**statuses[0], "InstanceId": item} for item in _list(call.parameters, "InstanceIds")
        ]
    return value


def _list(parameters: Mapping[str, JsonValue], name: str) -> list[JsonValue]:
    value = parameters.get(name)
    return value if isinstance(value, list) else []


def _maps(parameters: Mapping[str, JsonValue]) -> list[dict[str, JsonValue]]:
    return [item for item in _list(parameters, "Tags") if isinstance(item, dict)]


def _put(response: JsonValue, path: str, wanted: JsonValue) -> JsonValue:
    """The response with a value where a path leads to."""
    import jsonpath

    matches = [*jsonpath.finditer(path, response)] if isinstance(response, dict) else []
    for match in matches:
        if match.parent is not None:
            _put_into(match.parent.obj, match.parts[-1], _typed(wanted, match.obj))
    return response if matches else with_value(response, path, wanted)


def _put_into(around: object, place: int | str, value: JsonValue) -> None:
    match around, place:
        case dict(), str():
            around[place] = value
        case list(), int():
            around[place] = value


def _typed(wanted: JsonValue, there: object) -> JsonValue:
    if isinstance(there, bool):
        return str(wanted).lower() == "true"
    if isinstance(there, int):
        return int(str(wanted)) if str(wanted).isdecimal() else there
    return wanted
