"""Delivers the output of steps and notifications to local folders, where AWS would send them to S3, CloudWatch and SNS.

Below the folder: `s3/BUCKET/PREFIX/COMMAND/NODE/PLUGIN/STEP/stdout`, `logs/GROUP/COMMAND/NODE/STEP/stdout`, and
`sns/TOPIC.jsonl`, one notification in a line. Source: agent-semantics 4.3, 4.4; UG23 monitoring-sns-examples.md.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ssmdoc.running import aws_times
from ssmdoc.running.command_request import CommandRequest
from ssmdoc.running.events import Event, StepEnded, StepOutput, StepStarted
from ssmdoc.running.fleet.details import Details, status_of
from ssmdoc.running.fleet.outputs import is_notified, log_group, log_stream, s3_folder, s3_key
from ssmdoc.running.output import MAXIMUM_STREAM_BYTES, decode
from ssmdoc.running.result import StepResult
from ssmdoc.running.sandbox.protocol import Stream
from ssmdoc.source.values import JsonValue

OnTrouble = Callable[[str], None]
"""Hears why something could not be delivered: as with the agent, a command does not fail by that."""


class Delivery:
    """What is delivered of one command; the folder gets what the request asks for."""

    def __init__(self, folder: Path, request: CommandRequest, on_trouble: OnTrouble) -> None:
        self._folder, self._request, self._on_trouble = folder, request, on_trouble

    def to_node(self, instance_id: str) -> "NodeDelivery":
        """What takes the events of a node."""
        return NodeDelivery(lambda *names: self._paths(instance_id, *names), self._on_trouble)

    def _paths(self, instance_id: str, action: str, step: str, stream: Stream) -> Iterator[Path]:
        request, outputs = self._request, self._request.outputs
        if outputs.bucket:
            folder = s3_folder(outputs, request.command_id, instance_id, action)
            yield self._folder / "s3" / outputs.bucket / _inside(s3_key(folder, step, stream))
        if outputs.log_group is not None:
            group = log_group(outputs, request.document_name)
            stream_name = log_stream(request.command_id, instance_id, step, stream)
            yield self._folder / "logs" / _inside(group) / _inside(stream_name)

    def tell_command(self, instance_ids: list[str], details: Details) -> None:
        """Tell of a command's status; with targets, AWS leaves the ids out."""
        request = self._request
        self._tell(
            "Command",
            details,
            {
                "instanceIds": [] if request.targets else [*instance_ids],
                "requestedDateTime": aws_times.text(request.requested),
                "expiresAfter": aws_times.text(request.expires),
                "outputS3BucketName": request.outputs.bucket,
                "outputS3KeyPrefix": request.outputs.prefix,
            },
        )

    def tell_invocation(self, instance_id: str, details: Details) -> None:
        """Tell of the status of a node's invocation."""
        requested = aws_times.text(self._request.requested)
        self._tell("Invocation", details, {"instanceId": instance_id, "requestedDateTime": requested})

    def _tell(self, kind: str, details: Details, fields: Mapping[str, JsonValue]) -> None:
        notifications = self._request.outputs.notifications
        if notifications is None or not is_notified(notifications, kind, details):
            return
        message: dict[str, JsonValue] = {
            "commandId": self._request.command_id,
            "documentName": self._request.document_name,
            **fields,
            "status": status_of(details),
            "eventTime": aws_times.text(datetime.now(UTC)),
        }
        path = self._folder / "sns" / _inside(f"{notifications.arn.rpartition(':')[2]}.jsonl")
        try:
            _append(path, f"{json.dumps(message)}\n".encode())
        except OSError as error:
            self._on_trouble(f"{path}: {_reason(error)}")


class NodeDelivery:
    """Writes the output of a node's steps as it comes, all of it, and at a step's end what the agent adds to it."""

    def __init__(self, paths: Callable[[str, str, Stream], Iterator[Path]], on_trouble: OnTrouble) -> None:
        self._paths, self._on_trouble = paths, on_trouble
        self._action = ""

    def __call__(self, event: Event) -> None:
        """Take an event."""
        match event:
            case StepStarted(_, action):
                self._action = action
            case StepOutput(name, stream, data):
                self._write(name, stream, lambda path: _append(path, data))
            case StepEnded(result):
                self._action = result.action
                self._end(result, "stdout", result.stdout)
                self._end(result, "stderr", result.stderr)

    def _end(self, result: StepResult, stream: Stream, text: str) -> None:
        self._write(result.name, stream, lambda path: _complete(path, text))

    def _write(self, step: str, stream: Stream, write: Callable[[Path], None]) -> None:
        for path in self._paths(self._action, step, stream):
            try:
                write(path)
            except OSError as error:
                self._on_trouble(f"{path}: {_reason(error)}")


def _append(path: Path, data: bytes) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(data)


def _complete(path: Path, text: str) -> None:
    """Bring a file to what the agent kept of a stream, if that is all there was; AWS has no empty objects."""
    written = path.stat().st_size if path.exists() else 0
    if written >= MAXIMUM_STREAM_BYTES:
        return
    shown = decode(path.read_bytes()) if written else ""
    if text.startswith(shown):
        added = text[len(shown) :]
        if added:
            _append(path, added.encode())
    elif text:
        path.write_bytes(text.encode())
    elif written:
        path.unlink()


def _inside(name: str) -> Path:
    """A name as a path that cannot lead out of its folder."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return Path(*(("_" * len(part) if set(part) == {"."} else part)[:200].replace("\0", "_") for part in parts))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
