"""The node that documents are fuzzed on: kept from run to run, looked at, and replaced when it has suffered."""

from dataclasses import replace
from threading import Event

from ssmdoc.fuzz.observation import Ending, Observation, observed
from ssmdoc.fuzz.payloads import CANARY, FOLDER
from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.running.command import run_command
from ssmdoc.running.events import Event as RunEvent
from ssmdoc.running.events import StepStarted
from ssmdoc.running.sandbox.protocol import Limits, Node, NodeIdentity, OnOutput, Outcome, Sandbox, SandboxError, Script
from ssmdoc.running.sandbox.shell_text import PATH
from ssmdoc.running.sandbox.starting import StartingNode
from ssmdoc.running.surroundings import Surroundings

_MOST_RUNS = 50
"""On one node; a script may leave something each time."""
_OWN = "/run/.ssmdoc-look.sh"
_RAN = f"{FOLDER}/ran"
_SET_UP = f"""
mkdir -p {FOLDER} && chmod 777 {FOLDER} &&
printf '#!/bin/sh\\n: >{_RAN}\\n' >{FOLDER}/{CANARY} && chmod 755 {FOLDER}/{CANARY}
"""
_YES, _NO = 3, 4
_LOOK = f"[ -x {FOLDER}/{CANARY} ] || exit 1\n[ -e {_RAN} ] || exit {_NO}\nrm -f {_RAN} && exit {_YES}\n"
_LOOK_SECONDS = 60.0


class Nodes:
    """Runs plans, on one node at a time; `close` removes it."""

    def __init__(
        self,
        sandbox: Sandbox,
        identity: NodeIdentity,
        limits: Limits,
        around: Surroundings,
        step_seconds: float,
        cancel: Event,
    ) -> None:
        self._sandbox, self._identity, self._limits, self._around = sandbox, identity, limits, around
        self._step_seconds, self._cancel = step_seconds, cancel
        self._starting: StartingNode | None = None
        self._ready: Node | None = None
        self._runs_here = 0
        self.runs = 0

    def run(self, plan: CommandPlan, *, fresh: bool = False) -> Observation:
        """Run a plan and see what it does; with `fresh` on a node of its own.

        Raises:
            SandboxError: no node can be started; NotStartedError when that was cancelled.
        """
        if fresh or self._runs_here >= _MOST_RUNS:
            self.close()
        node = self._ready or self._started()
        watched = _Watched(node, self._step_seconds)
        result = run_command(
            plan, watched, self._identity, on_event=watched.on_event, cancel=self._cancel, surroundings=self._around
        )
        self._runs_here += 1
        self.runs += 1
        if fresh or result.trace or watched.has_suffered:
            self.close()
        return observed(result, watched.endings)

    def close(self) -> None:
        """Remove the node."""
        starting, self._starting, self._ready, self._runs_here = self._starting, None, None, 0
        if starting is not None:
            starting.discard()

    def _started(self) -> Node:
        self._starting = StartingNode(self._sandbox, self._identity, self._limits)
        self._ready = node = self._starting.wait(self._cancel)
        outcome = _shell(node, _SET_UP, self._cancel)
        if outcome.exit_code != 0 and not self._cancel.is_set():
            said = outcome.stderr.data.decode(errors="replace").strip()
            raise SandboxError(f"the node cannot be prepared for fuzzing: {said or 'no /bin/sh'}")
        return node


def _shell(node: Node, text: str, cancel: Event) -> Outcome:
    script = Script(_OWN, text.encode(), ("sh", _OWN), ("/",), _LOOK_SECONDS)
    return node.run(script, lambda _stream, _data: None, cancel)


class _Watched:
    """A node whose scripts find the canary in PATH and have little time; it keeps how each ended."""

    def __init__(self, node: Node, seconds: float) -> None:
        self._node, self._seconds = node, seconds
        self.platform_name, self.platform_version = node.platform_name, node.platform_version
        self.endings: list[Ending] = []
        self._step = ""
        self.has_suffered = False
        """Whether the node should not be used again."""

    def on_event(self, event: RunEvent) -> None:
        """Learn which step runs."""
        if isinstance(event, StepStarted):
            self._step = event.name

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        environment = {**script.environment, "PATH": f"{script.environment.get('PATH', PATH)}:{FOLDER}"}
        timeout = min(script.timeout, self._seconds)
        outcome = self._node.run(replace(script, environment=environment, timeout=timeout), on_output, cancel)
        code = _shell(self._node, _LOOK, cancel).exit_code
        self.has_suffered |= outcome.timed_out or code not in (_YES, _NO)
        self.endings.append(Ending(self._step, outcome, canary_ran=code == _YES))
        return outcome

    def restart(self) -> None:
        """As `Node.restart`."""
        self._node.restart()

    def stop(self) -> None:
        """Nothing: the node goes on."""
