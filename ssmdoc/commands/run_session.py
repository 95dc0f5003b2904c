"""One `ssmdoc run`, from a node that is starting to the result that is written."""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Timer

from ssmdoc.commands.run_inputs import InputError, Inputs, read_store, read_values
from ssmdoc.invoke import NotRunnableError, Prepared, Refused, SetupError, prepare, run_setup
from ssmdoc.plan.command_plan import CommandPlan, DocumentFailure
from ssmdoc.report.lint_result import FileFindings
from ssmdoc.report.lint_text import text as lint_text
from ssmdoc.report.run_text import LiveText, write_summary
from ssmdoc.report.terminal import wants_colour
from ssmdoc.report.visible import visible
from ssmdoc.running.aws_shapes import CommandRequest, NodeResult, command_json
from ssmdoc.running.command import run_command
from ssmdoc.running.result import CommandResult, Status
from ssmdoc.running.sandbox.protocol import NodeIdentity, Sandbox, SandboxError
from ssmdoc.running.sandbox.starting import StartingNode
from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value


class Session:
    """Runs one document once; `cancel` may be set from a signal handler."""

    def __init__(
        self,
        options: argparse.Namespace,
        inputs: Inputs,
        identity: NodeIdentity,
        sandbox: Sandbox,
        starting: StartingNode,
    ) -> None:
        self.cancel = Event()
        self._options = options
        self._inputs = inputs
        self._identity = identity
        self._sandbox = sandbox
        self._starting = starting
        self._live = options.format == "text"
        self._source = Source(options.document, decode(inputs.document)[0])
        self._requested = datetime.now(UTC)

    def run(self) -> bool:
        """Run the document and write the result; whether the command ended Success.

        Raises:
            InputError: the document or its parameters cannot be used.
            SandboxError: there is no node to run it on.
        """
        root = read(self._source).root
        values = read_values(self._inputs, to_value(root) if root is not None else None)
        prepared = self._prepare(values)
        if isinstance(prepared, Refused):
            self._write_refusal(prepared)
            return False
        began = time.monotonic()
        result = self._run(prepared)
        self._write_result(result, values, time.monotonic() - began)
        return result.status is Status.SUCCESS

    def _prepare(self, values: Mapping[str, JsonValue]) -> Prepared:
        store = read_store(self._inputs, self._options.ssm_parameters)
        try:
            return prepare(self._source, values, store, agent_only=self._options.agent_only)
        except NotRunnableError as error:
            raise InputError(str(error)) from error

    def _run(self, prepared: CommandPlan | DocumentFailure) -> CommandResult:
        node = self._starting.wait()
        try:
            if self._inputs.setup is not None:
                run_setup(node, self._inputs.setup)
        except SetupError as error:
            raise SandboxError(str(error)) from error
        timer = Timer(self._options.cancel_after, self.cancel.set) if self._options.cancel_after is not None else None
        if timer:
            timer.daemon = True
            timer.start()
        on_event = LiveText(sys.stdout) if self._live else lambda _: None
        return run_command(prepared, node, self._identity, on_event=on_event, cancel=self.cancel)

    def _write_refusal(self, refused: Refused) -> None:
        if not self._live:
            print(json.dumps({"Error": {"Code": refused.code, "Message": refused.message}}, indent=2))
            return
        for line in lint_text(FileFindings(self._source, refused.diagnostics), colour=wants_colour(sys.stdout)):
            print(line)
        print(f"refused: {refused.code} (SendCommand): {visible(refused.message)}")

    def _write_result(self, result: CommandResult, values: Mapping[str, JsonValue], seconds: float) -> None:
        if self._live:
            write_summary(sys.stdout, result, where=self._sandbox.description, elapsed=seconds)
            return
        name = Path(self._options.document).stem if self._options.document != "-" else "document"
        request = CommandRequest(self._identity.command_id, name, self._requested, values)
        print(json.dumps(command_json(request, [NodeResult(self._identity.instance_id, result)]), indent=2))
