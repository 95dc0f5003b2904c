"""aws:createImage, aws:copyImage and aws:deleteImage.

Sources: UG25 automation-action-create.md, automation-action-copyimage.md, automation-action-delete.md; which APIs are
called: the managed policy AmazonSSMAutomationRole; that a snapshot in use is tried again: CDK.
"""

from collections.abc import Callable, Mapping

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
from ssmdoc.automation.records import Ending, succeeded
from ssmdoc.source.values import JsonValue

_VERIFYING = "verifying the image is available"
_DELETING = "deleting the image"
_NOT_THERE_YET = "InvalidAMIID.NotFound"
_IN_USE = "InvalidSnapshot.InUse"


def create_image(call: ActionCall) -> Ending:
    """Create an AMI from an instance and wait until it is available."""
    request = {
        "InstanceId": call.inputs.get("InstanceId"),
        "Name": call.inputs.get("ImageName"),
        "Description": call.inputs.get("ImageDescription"),
        "NoReboot": call.inputs.get("NoReboot"),
        "BlockDeviceMappings": call.inputs.get("BlockDeviceMappings"),
    }
    return _made(call, "creating the image", "CreateImage", request)


def copy_image(call: ActionCall) -> Ending:
    """Copy an AMI from another Region into this one and wait until the copy is available."""
    request = {
        "SourceRegion": call.inputs.get("SourceRegion"),
        "SourceImageId": call.inputs.get("SourceImageId"),
        "Name": call.inputs.get("ImageName"),
        "Description": call.inputs.get("ImageDescription"),
        "Encrypted": call.inputs.get("Encrypted"),
        "KmsKeyId": call.inputs.get("KmsKeyId"),
        "ClientToken": call.inputs.get("ClientToken"),
    }
    return _made(call, "copying the image", "CopyImage", request)


def delete_image(call: ActionCall) -> Ending:
    """Deregister an AMI and delete its snapshots, each of which may still be in use for a while."""
    image = call.text("ImageId")
    answer = call_while(call, _DELETING, "ec2", "DescribeImages", {"ImageIds": [image]}, "SnapshotId")
    devices = [device for found in maps(answer, "Images") for device in maps(found, "BlockDeviceMappings")]
    snapshots = [snapshot for device in devices if (snapshot := text(device, "Ebs", "SnapshotId"))]
    call_while(call, _DELETING, "ec2", "DeregisterImage", {"ImageId": image})
    for snapshot in snapshots:
        ending = wait_while(call, _DELETING, _deleting(call, snapshot))
        if ending != _DELETED:
            return ending
    return _DELETED


_DELETED = succeeded()


def _deleting(call: ActionCall, snapshot: str) -> Callable[[], Ending | None]:
    def delete() -> Ending | None:
        try:
            checked_call(call, "ec2", "DeleteSnapshot", {"SnapshotId": snapshot})
        except ApiFailedError as error:
            return None if error.code == _IN_USE else api_failed(error, _DELETING, "ec2", "DeleteSnapshot")
        return _DELETED

    return delete


def _made(call: ActionCall, doing: str, operation: str, request: Mapping[str, JsonValue]) -> Ending:
    """Make an image and wait for it."""
    image = id_in(call_while(call, doing, "ec2", operation, request), operation, "ImageId")

    def look() -> Ending | None:
        try:
            answer = checked_call(call, "ec2", "DescribeImages", {"ImageIds": [image]})
        except ApiFailedError as error:
            if error.code == _NOT_THERE_YET:
                return None
            raise StoppedError(api_failed(error, _VERIFYING, "ec2", "DescribeImages")) from error
        for found in maps(answer, "Images"):
            state = text(found, "State")
            if state == "available":
                return ended_well(call, {"ImageId": image, "ImageState": state})
            if state != "pending":
                why = text(found, "StateReason", "Message")
                reason = f"Image {image} entered unexpected state: {state}"
                return unexpected(_VERIFYING, f"{reason}. {why}" if why else reason)
        return None

    return wait_while(call, _VERIFYING, look)
