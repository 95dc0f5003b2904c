"""aws:createTags: on resources of EC2, or on one of Systems Manager.

Sources: UG25 automation-action-createtag.md; that the tags are looked up afterwards: CDK, and the managed policy
AmazonSSMAutomationRole, which allows DescribeTags.
"""

from ssmdoc.automation.actions.answer_parts import maps, text
from ssmdoc.automation.actions.call import ActionCall
from ssmdoc.automation.actions.working import call_while, wait_while
from ssmdoc.automation.records import Ending, Stage, failed, succeeded
from ssmdoc.source.values import JsonValue

_EC2 = "EC2"
_OF_SSM = ("ManagedInstance", "MaintenanceWindow", "Parameter")
_CREATING = "creating the tags"
_VERIFYING = "verifying the tags are created"


def create_tags(call: ActionCall) -> Ending:
    """Add tags, and wait until they are there."""
    kind, resources = call.text("ResourceType", _EC2), call.texts("ResourceIds")
    tags = call.inputs.get("Tags")
    wanted = {(text(tag, "Key"), text(tag, "Value")) for tag in maps(tags)}
    if kind == _EC2:
        return _of_ec2(call, resources, tags, wanted)
    if kind not in _OF_SSM:
        reason = f'ResourceType is "{kind}", expected {", ".join((_EC2, *_OF_SSM))}'
        return failed(reason, Stage.INPUT_VALIDATION)
    if len(resources) != 1:
        reason = f"ResourceIds has {len(resources)} ids; only one is allowed for the ResourceType {kind}"
        return failed(reason, Stage.INPUT_VALIDATION)
    return _of_ssm(call, {"ResourceType": kind, "ResourceId": resources[0]}, tags, wanted)


def _of_ec2(call: ActionCall, resources: list[str], tags: JsonValue, wanted: set[tuple[str, str]]) -> Ending:
    call_while(call, _CREATING, "ec2", "CreateTags", {"Resources": [*resources], "Tags": tags})
    filters: list[JsonValue] = [
        {"Name": "resource-id", "Values": [*resources]},
        {"Name": "key", "Values": [*dict.fromkeys(text(tag, "Key") for tag in maps(tags))]},
    ]

    def look() -> Ending | None:
        answer = call_while(call, _VERIFYING, "ec2", "DescribeTags", {"Filters": filters})
        found = {(text(tag, "ResourceId"), text(tag, "Key"), text(tag, "Value")) for tag in maps(answer, "Tags")}
        missing = {(resource, *tag) for resource in resources for tag in wanted} - found
        return None if missing else succeeded()

    return wait_while(call, _VERIFYING, look)


def _of_ssm(call: ActionCall, resource: dict[str, JsonValue], tags: JsonValue, wanted: set[tuple[str, str]]) -> Ending:
    call_while(call, _CREATING, "ssm", "AddTagsToResource", {**resource, "Tags": tags})

    def look() -> Ending | None:
        answer = call_while(call, _VERIFYING, "ssm", "ListTagsForResource", resource)
        found = {(text(tag, "Key"), text(tag, "Value")) for tag in maps(answer, "TagList")}
        return None if wanted - found else succeeded()

    return wait_while(call, _VERIFYING, look)
