"""Texts of answers that are made up: ids and names as AWS makes them."""

from typing import TYPE_CHECKING

from ssmdoc.aws import shapes

if TYPE_CHECKING:
    from botocore.model import Shape

ACCOUNT = "123456789012"
REGION = "us-east-1"
_HEXADECIMAL = "0123456789abcdef0"
_PREFIXES = {
    "AllocationId": "eipalloc",
    "AssociationId": "eipassoc",
    "AttachmentId": "eni-attach",
    "GroupId": "sg",
    "ImageId": "ami",
    "InstanceId": "i",
    "InternetGatewayId": "igw",
    "LaunchTemplateId": "lt",
    "NatGatewayId": "nat",
    "NetworkInterfaceId": "eni",
    "ReservationId": "r",
    "RouteTableId": "rtb",
    "SecurityGroupId": "sg",
    "SnapshotId": "snap",
    "SubnetId": "subnet",
    "VolumeId": "vol",
    "VpcId": "vpc",
}
"""What ids of resources of EC2 begin with."""


_SETTLED = (
    *("available", "running", "active", "online", "success", "succeeded", "successful", "completed", "complete"),
    *("create_complete", "inservice", "in-service", "enabled", "ok", "ready", "deployed", "passed"),
)
"""The states that people wait for, the likeliest first."""


def sample_text(shape: "Shape", name: str, service: str) -> str:
    """A text for a member of this name: one of the texts it can be, else one as AWS would give."""
    allowed = shapes.choices(shape)
    if allowed:
        return min(allowed, key=_unsettled)
    least, most = int(shape.metadata.get("min", 0)), int(shape.metadata.get("max", 1000))
    text = _text(name, service)
    return (text + "x" * (least - len(text)))[: max(most, least)]


def _text(name: str, service: str) -> str:
    singular = name.removesuffix("s") if name.endswith(("Ids", "Arns", "ARNs", "Names")) else name
    for ending, prefix in _PREFIXES.items():
        if singular.endswith(ending):
            return f"{prefix}-{_HEXADECIMAL}"
    folded = singular.lower()
    if folded.endswith(("status", "state")):
        return _SETTLED[0]
    if folded.endswith("arn"):
        return f"arn:aws:{service}:{REGION}:{ACCOUNT}:example"
    if folded.endswith(("accountid", "ownerid")):
        return ACCOUNT
    if folded.endswith("region"):
        return REGION
    return f"example-{folded}" if folded.endswith(("id", "name")) else name


def _unsettled(state: str) -> int:
    folded = state.lower()
    return _SETTLED.index(folded) if folded in _SETTLED else len(_SETTLED)
