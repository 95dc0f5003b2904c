"""Where a command is told to write its output, and whom to notify. Source: BOTO SendCommandRequest."""

from collections.abc import Mapping

from ssmdoc.plan.automation.convert import as_text, as_texts
from ssmdoc.running.fleet.outputs import ALL, Notifications, Outputs
from ssmdoc.source.values import JsonValue


def read_outputs(inputs: Mapping[str, JsonValue]) -> Outputs:
    """OutputS3BucketName, OutputS3KeyPrefix, CloudWatchOutputConfig and NotificationConfig of a step."""
    return Outputs(
        _text(inputs.get("OutputS3BucketName")),
        _text(inputs.get("OutputS3KeyPrefix")),
        _log_group(inputs.get("CloudWatchOutputConfig")),
        _notifications(inputs.get("NotificationConfig")),
    )


def is_delivered(outputs: Outputs) -> bool:
    """Whether something is to be written anywhere."""
    return bool(outputs.bucket or outputs.log_group is not None or outputs.notifications)


def _log_group(config: JsonValue) -> str | None:
    if not isinstance(config, dict) or _text(config.get("CloudWatchOutputEnabled")).lower() != "true":
        return None
    return _text(config.get("CloudWatchLogGroupName"))


def _notifications(config: JsonValue) -> Notifications | None:
    if not isinstance(config, dict) or not config.get("NotificationArn"):
        return None
    events = tuple(as_texts(config.get("NotificationEvents"))) or (ALL,)
    return Notifications(_text(config["NotificationArn"]), events, _text(config.get("NotificationType")) or "Command")


def _text(value: JsonValue) -> str:
    return "" if value is None else as_text(value)
