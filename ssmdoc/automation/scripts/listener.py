"""Follows the output of a running script: passes on what it prints, and answers what it asks."""

import json
import time
from collections.abc import Callable, Mapping
from threading import Event
from typing import NamedTuple, TypeAlias

from ssmdoc.automation.scripts.calls import CallError, CallRefused, CallValue, OnCall, ScriptCall
from ssmdoc.automation.scripts.messages import Message, MessageFilter
from ssmdoc.running.sandbox.markers import CaptureBuffer
from ssmdoc.running.sandbox.protocol import AnsweringNode, Node, OnOutput, Stream
from ssmdoc.source.values import JsonValue

Lend: TypeAlias = Callable[[JsonValue], bytes]
"""Gives what a script asks to borrow: see lending.py."""

MOST_LOANS = 1000
"""Of one script: more than the SDK has models to read, and fewer than would hold us up."""


class Bounds(NamedTuple):
    """When a script is not answered any more: it could ask faster than we look at the clock."""

    cancel: Event
    deadline: float
    """On the monotonic clock."""

    def are_reached(self) -> bool:
        """Whether the script is to end."""
        return self.cancel.is_set() or time.monotonic() > self.deadline


def _read(text: str) -> JsonValue:
    """A value whose texts can be written: halves of characters become question marks.

    Raises:
        ValueError, RecursionError: it is no JSON that is read.
    """
    value: JsonValue = json.loads(text, parse_constant=_refuse)
    if "\\ud" in text.lower():
        value = json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


class Heard:
    """What a script has said in the course of its run."""

    def __init__(self) -> None:
        self.runtime: str | None = None
        self.result: tuple[str, JsonValue] | None = None
        """`returned` or `raised`, and its value; what is said last counts, as the harness speaks last."""
        self.refused: str | None = None
        """What the first call was refused with."""
        self.log = CaptureBuffer()


class Listener:
    """Takes the output of one script as it comes."""

    def __init__(
        self,
        node: Node,
        folder: str,
        mark: str,
        on_output: OnOutput,
        on_call: OnCall,
        lend: Lend,
        bounds: Bounds,
        on_line: Callable[[int], None] | None = None,
    ) -> None:
        self._node = node
        self._folder = folder
        self._filter = MessageFilter(mark)
        self._on_output = on_output
        self._on_call = on_call
        self._lend = lend
        self._loans = 0
        self._bounds = bounds
        self._on_line = on_line
        self._heard = Heard()

    def take(self, stream: Stream, data: bytes) -> None:
        """The next piece of a stream, as `OnOutput`."""
        messages: list[Message] = []
        if stream == "stdout":
            data, messages = self._filter.feed(data)
        self._pass_on(stream, data)
        for message in messages:
            if message.kind not in ("call", "lend") or not self._bounds.are_reached():
                self._hear(message)

    def close(self) -> Heard:
        """The script has ended: what was heard of it."""
        self._pass_on("stdout", self._filter.rest())
        return self._heard

    def _pass_on(self, stream: Stream, data: bytes) -> None:
        if data:
            self._heard.log.add(data)
            self._on_output(stream, data)

    def _hear(self, message: Message) -> None:
        try:
            value = _read(message.text)
        except (ValueError, RecursionError):
            return  # the harness says nothing of the kind; a script that does gets no answer
        match message.kind, value:
            case "runtime", str(runtime):
                self._heard.runtime = runtime[:100]
            case "returned" | "raised", _:
                self._heard.result = (message.kind, value)
            case "line", int(line) if self._on_line is not None:
                self._on_line(line)
            case "call", [str(service), str(operation), dict(parameters), str(region)]:
                call = ScriptCall(service, operation, parameters, region)
                self._answer(message.process, json.dumps(self._called(call)).encode())
            case "lend", _ if self._loans < MOST_LOANS:
                self._loans += 1
                self._answer(message.process, self._lend(value))

    def _called(self, call: ScriptCall) -> Mapping[str, object]:
        if self._heard.refused is not None:
            return {"refused": self._heard.refused}
        match self._on_call(call):
            case CallValue(value):
                return {"value": value}
            case CallError(code, text, status):
                return {"code": code, "message": text, "status": status}
            case CallRefused(text):
                self._heard.refused = text
                return {"refused": text}

    def _answer(self, process: int, data: bytes) -> None:
        if isinstance(self._node, AnsweringNode):
            self._node.hand_over(f"{self._folder}/answers.{process}", b"%d\n%s" % (len(data), data))
