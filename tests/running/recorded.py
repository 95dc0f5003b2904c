"""A node that answers from a list and keeps what it was asked."""

from collections.abc import Callable, Sequence
from threading import Event

from ssmdoc.running.sandbox.protocol import Capture, NodeIdentity, OnOutput, Outcome, Script

IDENTITY = NodeIdentity("i-0123456789abcdef0", "eu-west-1", "11111111-2222-3333-4444-555555555555")
ORCHESTRATION = f"/var/lib/amazon/ssm/{IDENTITY.instance_id}/document/orchestration/{IDENTITY.command_id}"


def ended(code: int | None = 0, stdout: bytes = b"", stderr: bytes = b"") -> Outcome:
    """A script that ended with an exit code."""
    return Outcome(Capture(stdout, len(stdout)), Capture(stderr, len(stderr)), exit_code=code)


class RecordedNode:
    """Gives one outcome after the other; an outcome may be an exception, or a function that does something first."""

    platform_name = "Debian GNU/Linux"
    platform_version = "12"

    def __init__(self, outcomes: Sequence[Outcome | Exception | Callable[[], Outcome]]) -> None:
        self.outcomes = list(outcomes)
        self.scripts: list[Script] = []
        self.restarts = 0

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        self.scripts.append(script)
        answer = self.outcomes.pop(0)
        if isinstance(answer, Exception):
            raise answer
        outcome = answer if isinstance(answer, Outcome) else answer()
        if outcome.stdout.data:
            on_output("stdout", outcome.stdout.data)
        return outcome

    def restart(self) -> None:
        self.restarts += 1

    def stop(self) -> None:
        raise AssertionError("whoever started the node stops it")
