"""aws:runInstances and aws:changeInstanceState.

Instances are watched with DescribeInstanceStatus, all of them included: the managed policy AmazonSSMAutomationRole
allows no other API for it. Sources: UG25 automation-action-runinstance.md, automation-action-changestate.md,
automation-troubleshooting.md; the outputs of aws:changeInstanceState: examples of the AWS CLI.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ssmdoc.automation.actions.answer_parts import maps, text
from ssmdoc.automation.actions.api import ApiFailedError
from ssmdoc.automation.actions.call import ActionCall, StoppedError
from ssmdoc.automation.actions.working import (
    api_failed,
    call_while,
    checked_call,
    ended_well,
    id_in,
    unexpected,
    wait_while,
)
from ssmdoc.automation.records import Ending, Stage, failed
from ssmdoc.source.values import JsonValue

_LAUNCHING = "launching the instance(s)"
_VERIFYING_LAUNCH = "verifying launched instance(s) are ready to be used"
_CHANGING = "changing the state of the instance(s)"
_VERIFYING_STATE = "verifying the instance(s) entered the desired state"
_OK = "ok"
_NOT_THERE_YET = "InvalidInstanceID.NotFound"
_GOING_AWAY = ("shutting-down", "terminated")

_APIS = {"running": "StartInstances", "stopped": "StopInstances", "terminated": "TerminateInstances"}
_NEVER_LEADS_TO = {"running": _GOING_AWAY, "stopped": _GOING_AWAY, "terminated": ()}
"""States from which an instance does not get into a desired one any more."""
_AS_THEY_ARE = (
    *("ImageId", "AdditionalInfo", "BlockDeviceMappings", "ClientToken", "DisableApiTermination", "EbsOptimized"),
    *("InstanceInitiatedShutdownBehavior", "KernelId", "KeyName", "MetadataOptions", "NetworkInterfaces", "Placement"),
    *("PrivateIpAddress", "RamdiskId", "SecurityGroupIds", "SecurityGroups", "SubnetId", "TagSpecifications"),
    "UserData",
)
"""Inputs of aws:runInstances that RunInstances knows by the same name."""


class _Instance(NamedTuple):
    state: str
    passes_checks: bool
    """Both its own and those of the system under it."""


def run_instances(call: ActionCall) -> Ending:
    """Start new instances and wait until they run; one that goes elsewhere fails the step."""
    answer = call_while(call, _LAUNCHING, "ec2", "RunInstances", _launch_request(call))
    ids = [id_in(instance, "RunInstances", "InstanceId") for instance in maps(answer, "Instances") or [answer]]

    def look() -> Ending | None:
        found = _described(call, ids, _VERIFYING_LAUNCH)
        for name in ids:
            if name in found and found[name].state in (*_GOING_AWAY, "stopping", "stopped"):
                return _unexpected(_VERIFYING_LAUNCH, name, found[name])
        if all(name in found and found[name].state == "running" for name in ids):
            return ended_well(call, {"InstanceIds": [*ids], "InstanceStates": _states(ids, found)})
        return None

    return wait_while(call, _VERIFYING_LAUNCH, look)


def change_instance_state(call: ActionCall) -> Ending:
    """Bring instances to a state, or only wait for it; running means that both status checks are passed as well."""
    desired, ids = call.text("DesiredState"), call.texts("InstanceIds")
    if desired not in _APIS:
        reason = f'DesiredState is "{desired}", expected {", ".join(_APIS)}'
        return failed(reason, Stage.INPUT_VALIDATION)
    if not ids:
        return failed("InstanceIds has no id", Stage.INPUT_VALIDATION)
    if not call.flag("CheckStateOnly"):
        request: dict[str, JsonValue] = {"InstanceIds": [*ids]}
        if desired == "running":
            request["AdditionalInfo"] = call.inputs.get("AdditionalInfo")
        elif desired == "stopped":
            request["Force"] = call.inputs.get("Force")
        call_while(call, _CHANGING, "ec2", _APIS[desired], request)
    fatal = _NEVER_LEADS_TO[desired]
    if desired == "running" and call.flag("FailOnUnexpectedStopped"):
        fatal = (*fatal, "stopped")

    def look() -> Ending | None:
        found = _described(call, ids, _VERIFYING_STATE)
        for name in ids:
            if name in found and found[name].state in fatal:
                return _unexpected(_VERIFYING_STATE, name, found[name])
        if all(name in found and _is_there(found[name], desired) for name in ids):
            return ended_well(call, {"InstanceStates": _states(ids, found)})
        return None

    return wait_while(call, _VERIFYING_STATE, look)


def _is_there(instance: _Instance, desired: str) -> bool:
    return instance.state == desired and (desired != "running" or instance.passes_checks)


def _described(call: ActionCall, ids: Sequence[str], doing: str) -> dict[str, _Instance]:
    """The instances as they are now, by id; one that was just launched may not be there yet.

    A mock may leave out the ids, which are then those that were asked for, and checks, which are then passed.

    Raises:
        StoppedError: the step ends.
    """
    request: dict[str, JsonValue] = {"InstanceIds": [*ids], "IncludeAllInstances": True}
    try:
        answer = checked_call(call, "ec2", "DescribeInstanceStatus", request)
    except ApiFailedError as error:
        if error.code == _NOT_THERE_YET and doing == _VERIFYING_LAUNCH:
            return {}
        raise StoppedError(api_failed(error, doing, "ec2", "DescribeInstanceStatus")) from error
    statuses = zip_longest(maps(answer, "InstanceStatuses"), ids, fillvalue=None)
    return {
        text(status, "InstanceId") or name or "": _Instance(
            text(status, "InstanceState", "Name"),
            all((text(status, check, "Status") or _OK) == _OK for check in ("InstanceStatus", "SystemStatus")),
        )
        for status, name in statuses
        if status is not None
    }


def _states(ids: Sequence[str], found: Mapping[str, _Instance]) -> list[JsonValue]:
    return [found[name].state for name in ids]


def _unexpected(doing: str, name: str, instance: _Instance) -> Ending:
    return unexpected(doing, f"Instance {name} entered unexpected state: {instance.state}")


def _launch_request(call: ActionCall) -> dict[str, JsonValue]:
    """The request of RunInstances; without an InstanceType m1.small, as the guide says."""
    request = {name: call.inputs.get(name) for name in _AS_THEY_ARE}
    profile = {
        "Arn": call.inputs.get("IamInstanceProfileArn"),
        "Name": call.inputs.get("IamInstanceProfileName"),
    }
    monitoring = call.inputs.get("Monitoring")
    given: dict[str, JsonValue] = {name: value for name, value in profile.items() if value}
    least, most = call.inputs.get("MinInstanceCount"), call.inputs.get("MaxInstanceCount")
    return {
        **request,
        "InstanceType": call.inputs.get("InstanceType") or "m1.small",
        "MinCount": 1 if least is None else least,
        "MaxCount": 1 if most is None else most,
        "IamInstanceProfile": given or None,
        "Monitoring": None if monitoring is None else {"Enabled": monitoring},
    }
