"""A door that answers every call with a sample in which stands what the step that calls is to find."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ssmdoc.automation.events import ChildEvent, Event, StepStarted
from ssmdoc.aws.call import ApiCall, Response
from ssmdoc.aws.models import find_operation
from ssmdoc.aws.samples import short_response
from ssmdoc.init_test.put import put
from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from ssmdoc.automation.records import Record

_LOOKS = ("aws:waitForAwsResourceProperty", "aws:assertAwsResourceProperty")
_INSTANCES = {
    "StopInstances": "stopped",
    "StartInstances": "running",
    "RunInstances": "running",
    "TerminateInstances": "terminated",
}
"""What state the instances are in after a call."""
_STACKS = {"CreateStack": "CREATE_COMPLETE", "UpdateStack": "UPDATE_COMPLETE", "DeleteStack": "DELETE_COMPLETE"}

_READ = {"CopyImage": "ImageId", "CreateImage": "ImageId"}
"""What actions read of answers without saying so."""

Outputs = Mapping[tuple[str, str], JsonValue]
"""What outputs are to be, by step and name."""


class SampleDoor:
    """Answers every call; must be told what happens in the run."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        self._record: Record | None = None
        """Of the step that runs."""
        self._state, self._stack = "running", "CREATE_COMPLETE"
        self._tags: list[JsonValue] = []

    def hear(self, event: Event) -> None:
        """Learn which step runs."""
        match event:
            case StepStarted(record=record):
                self._record = record
            case ChildEvent(event=inner):
                self.hear(inner)
            case _:
                pass

    def answer(self, call: ApiCall) -> Response:
        """An answer with what is read of it."""
        self._remember(call)
        wanted = call.wanted or _READ.get(call.operation) or self._script()
        special = _special(call)
        if special is not None:
            return Response(special, "sample")
        value = short_response(find_operation(call.service, call.operation), wanted) if wanted else {}
        self._settle(call, value)
        self._steer(value)
        return Response(value, "sample")

    def _script(self) -> str:
        """The script that runs: what it reads of answers is named in it."""
        script = self._record.step.inputs.get("Script") if self._record else None
        return script if isinstance(script, str) else ""

    def _remember(self, call: ApiCall) -> None:
        self._state = _INSTANCES.get(call.operation, self._state)
        self._stack = _STACKS.get(call.operation, self._stack)
        tags, resources = call.parameters.get("Tags"), call.parameters.get("Resources")
        if call.operation == "AddTagsToResource" and isinstance(tags, list):
            self._tags = tags
        if call.operation == "CreateTags" and isinstance(tags, list) and isinstance(resources, list):
            self._tags = [
                {"ResourceId": resource, **tag} for resource in resources for tag in tags if isinstance(tag, dict)
            ]

    def _settle(self, call: ApiCall, value: dict[str, JsonValue]) -> None:
        """What calls that were made before have come to."""
        match call.operation:
            case "DescribeInstanceStatus":
                put(value, "$.InstanceStatuses[*].InstanceState.Name", self._state)
                statuses, ids = value.get("InstanceStatuses"), call.parameters.get("InstanceIds")
                if isinstance(statuses, list) and statuses and isinstance(statuses[0], dict) and isinstance(ids, list):
                    first = statuses[0]
                    value["InstanceStatuses"] = [{**first, "InstanceId": item} for item in ids]
            case "DescribeExecution":
                put(value, "$.status", "SUCCEEDED")
            case "DescribeStacks":
                put(value, "$.Stacks[*].StackStatus", self._stack)
            case "DescribeTags":
                value["Tags"] = self._tags
            case "ListTagsForResource" if call.service == "ssm":
                value["TagList"] = self._tags
            case _:
                pass

    def _steer(self, value: dict[str, JsonValue]) -> None:
        if self._record is None:
            return
        step, inputs = self._record.step, self._record.inputs
        if step.action in _LOOKS:
            desired = inputs.get("DesiredValues")
            first = desired[0] if isinstance(desired, list) and desired else desired
            put(value, str(inputs.get("PropertySelector")), first)
        for output in step.outputs:
            if (step.name, output.name) in self._outputs:
                put(value, output.selector, self._outputs[step.name, output.name])


def _special(call: ApiCall) -> dict[str, JsonValue] | None:
    if (call.service, call.operation) == ("lambda", "Invoke"):
        return {"StatusCode": 200, "Payload": "{}"}
    return None
