"""`ssmdoc run`: run a Command document on a node, step by step, and show what GetCommandInvocation would."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from uuid import uuid4

from ssmdoc.commands.run_inputs import InputError, Inputs, read_inputs
from ssmdoc.config import Configuration, ConfigurationError, load_configuration
from ssmdoc.running.sandbox.protocol import NodeIdentity, SandboxError
from ssmdoc.running.sandbox.select import DEFAULT_IMAGE, SandboxChoice, open_sandbox
from ssmdoc.running.sandbox.starting import StartingNode

GOOD, FAILED, USAGE = 0, 1, 2

INSTANCE_ID = "i-0123456789abcdef0"
"""The node's instance id when none is given: a fixed one, so that two runs give the same text."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("document", metavar="DOC", help="the document, YAML or JSON; - for standard input")
    parser.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="a parameter's value; repeatable"
    )
    parser.add_argument("--parameters", metavar="JSON|@FILE", help="values as a JSON object, or a file that holds it")
    parser.add_argument("--ssm-parameters", metavar="FILE", help="Parameter Store: name: {type, value, version}")
    parser.add_argument("--sandbox", choices=("auto", "docker", "namespace"), help="where scripts run (default: auto)")
    parser.add_argument("--image", help=f"the container image of the node (default: {DEFAULT_IMAGE})")
    parser.add_argument("--network", metavar="NAME", help="the container's network (default: none)")
    parser.add_argument("--setup", metavar="FILE", help="a shell script to run on the node first")
    parser.add_argument("--instance-id", default=INSTANCE_ID, metavar="ID", help=f"default: {INSTANCE_ID}")
    parser.add_argument("--cancel-after", type=float, metavar="SECONDS", help="cancel the command after this time")
    parser.add_argument("--agent-only", action="store_true", help="leave out the checks that the service makes first")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(options: argparse.Namespace) -> int:
    """Run the document; the exit code is 0 when the command ended Success."""
    try:
        configuration = load_configuration(Path.cwd())
        return run(options, configuration, read_inputs(options))
    except (ConfigurationError, InputError) as error:
        notice(str(error))
        return USAGE
    except SandboxError as error:
        notice(str(error))
        return FAILED


def notice(text: str) -> None:
    """Tell the user something that is not the result."""
    from ssmdoc.report.visible import visible

    for line in text.splitlines():
        print(f"ssmdoc: {visible(line)}", file=sys.stderr)


def run(options: argparse.Namespace, configuration: Configuration, inputs: Inputs) -> int:
    """Start a node, and while it starts, read and plan the document; then run it and write the result."""
    identity = NodeIdentity(options.instance_id, configuration.region, str(uuid4()))
    choice = SandboxChoice(
        name=options.sandbox or configuration.sandbox or "auto",
        image=options.image or configuration.image,
        network=options.network or configuration.network or "none",
    )
    sandbox = open_sandbox(choice, notice)
    starting = StartingNode(sandbox, identity, configuration.limits)
    try:
        # Imported here: it takes about as long as the engine takes to start the container.
        from ssmdoc.commands.run_session import Session

        session = Session(options, inputs, identity, sandbox, starting)
        with cancelled_by_signals(session.cancel):
            return GOOD if session.run() else FAILED
    finally:
        starting.discard()
        sandbox.close()


@contextmanager
def cancelled_by_signals(cancel: Event) -> Iterator[None]:
    """In the block, the first Ctrl-C (or SIGTERM, SIGHUP) cancels the command; the second ends ssmdoc at once."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        notice("cancelling the command; once more to stop at once")
        cancel.set()

    numbers = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
