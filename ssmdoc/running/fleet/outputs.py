"""Where a command's output and its news go, and the names that AWS gives them there.

Source: agent-semantics 4.3 and 4.4 (iohandler, fileS3, CloudWatch log streams); UG23 monitoring-sns-notifications.md.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ssmdoc.running.fleet.details import Details, status_of

ALL = "All"
NOTIFIED = ("InProgress", "Success", "TimedOut", "Cancelled", "Failed")
"""The statuses that AWS tells of; of Pending and Cancelling it does not."""


class Notifications(NamedTuple):
    """NotificationConfig."""

    arn: str
    events: tuple[str, ...]
    kind: str
    """`Command` or `Invocation`."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What SendCommand is told about output and notifications."""

    bucket: str = ""
    prefix: str = ""
    log_group: str | None = None
    """None: no CloudWatch Logs; empty: the group that AWS makes for the document."""
    notifications: Notifications | None = None


NO_OUTPUTS = Outputs()


def s3_folder(outputs: Outputs, command_id: str, instance_id: str, action: str) -> str:
    """The key up to the plugin, which is what a reply says of it."""
    parts = (outputs.prefix.strip("/"), command_id, instance_id, _without_colons(action))
    return "/".join(part for part in parts if part)


def s3_key(folder: str, step: str, stream: str) -> str:
    """The key of a stream."""
    return f"{folder}/{_without_colons(step)}/{stream}"


def s3_url(outputs: Outputs, region: str, key: str) -> str:
    """The address of an object as AWS's answers have it."""
    return f"https://s3.{region}.amazonaws.com/{outputs.bucket}/{key}"


def log_group(outputs: Outputs, document_name: str) -> str:
    """The group of the log streams."""
    return outputs.log_group or f"/aws/ssm/{re.sub('[^a-zA-Z0-9_./#-]', '.', document_name)}"


def log_stream(command_id: str, instance_id: str, step: str, stream: str) -> str:
    """The name of a log stream."""
    return re.sub("[:*]", "-", f"{command_id}/{instance_id}/{step}/{stream}")


def is_notified(notifications: Notifications | None, kind: str, details: Details) -> bool:
    """Whether somebody wants to know that a command, or an invocation, has these details now."""
    status = status_of(details)
    if notifications is None or notifications.kind != kind or status not in NOTIFIED:
        return False
    return ALL in notifications.events or status in notifications.events


def _without_colons(name: str) -> str:
    return name.replace(":", "")
