"""The nodes of cases: started before they are wanted, shared by cases that say so, removed while the next case runs."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread, local
from typing import NamedTuple

from ssmdoc.running.identifiers import new_command_id
from ssmdoc.running.sandbox.protocol import (
    INSTANCE_ID,
    Kept,
    Limits,
    Node,
    NodeIdentity,
    OnOutput,
    OpenNode,
    Outcome,
    Sandbox,
    SandboxError,
    Script,
)
from ssmdoc.running.sandbox.select import SandboxChoice
from ssmdoc.running.sandbox.starting import StartingNode


class Wanted(NamedTuple):
    """What a node is like, and who shares it."""

    choice: SandboxChoice
    limits: Limits
    group: str = ""
    """Cases of one group may run on one node, one after the other; empty: a node for this case alone."""


@dataclass(slots=True, eq=False)
class LentNode:
    """The node of a case, which may still be starting."""

    wanted: Wanted
    identity: NodeIdentity
    starting: StartingNode
    cases: int = 1
    """How many it has had, this one included."""
    is_idle: bool = False

    def wait(self, cancel: Event) -> Node:
        """As `StartingNode.wait`."""
        node = self.starting.wait(cancel)
        return node if self.cases == 1 else _RenamedNode(node, self.identity.command_id)


class CaseNodes:
    """Lends nodes to cases; each thread has one at a time, until it settles or takes the next."""

    def __init__(self, open_sandbox: Callable[[SandboxChoice], Sandbox], region: str) -> None:
        self._open, self._region = open_sandbox, region
        self._lock = Lock()
        self._upcoming: deque[Wanted] = deque()
        self._ahead: list[LentNode] = []
        self._most_ahead = 0
        self._lent: list[LentNode] = []
        self._mine = local()
        self._leaving: list[Thread] = []

    def expect(self, wanted: Iterable[Wanted], workers: int) -> None:
        """Say which nodes will be taken, in this order; as many as there are workers are started ahead of that."""
        of_group: dict[Wanted, int] = {}
        for node in wanted:
            of_group[node] = of_group.get(node, 0) + 1
            if not node.group or of_group[node] <= workers:
                self._upcoming.append(node._replace(group=""))
        self._most_ahead = workers
        self._start_ahead()

    def take(self, wanted: Wanted) -> LentNode:
        """A node for the case that begins in this thread.

        Raises:
            SandboxError: there is no such sandbox.
        """
        mine: LentNode | None = getattr(self._mine, "lent", None)
        if mine is not None and mine.is_idle and mine.wanted == wanted:
            mine.is_idle = False
            mine.cases += 1
            mine.identity = replace(mine.identity, command_id=new_command_id())
            return mine
        self._let_go()
        lent = self._from_ahead(wanted) or self._start(wanted)
        lent.wanted = wanted
        with self._lock:
            self._lent.append(lent)
        self._mine.lent = lent
        self._start_ahead()
        return lent

    def settle(self, *, passed: bool, keep: bool = False) -> Kept | None:
        """Decide what becomes of the node of this thread: it is shared on, kept for the user to look into, or removed.

        A shared node goes on, restarted, after a case that passed. With `keep`, how to get into a node that stays.

        Raises:
            SandboxError: the node cannot be kept.
        """
        lent: LentNode | None = getattr(self._mine, "lent", None)
        if lent is None or lent.is_idle:
            return None
        if keep:
            try:
                return _keep(lent)
            finally:
                self._let_go()
        if passed and lent.wanted.group and _restarted(lent):
            lent.is_idle = True
        else:
            self._let_go()
        return None

    def close(self) -> None:
        """Remove all nodes."""
        with self._lock:
            self._upcoming.clear()
            left = [*self._ahead, *self._lent]
            self._ahead, self._lent = [], []
        for lent in left:
            self._remove(lent)
        for thread in self._leaving:
            thread.join()

    def _let_go(self) -> None:
        lent: LentNode | None = getattr(self._mine, "lent", None)
        self._mine.lent = None
        if lent is not None:
            with self._lock:
                if lent not in self._lent:
                    return
                self._lent.remove(lent)
            self._remove(lent)

    def _remove(self, lent: LentNode) -> None:
        thread = Thread(target=lent.starting.discard, daemon=True)
        thread.start()
        self._leaving = [other for other in self._leaving if other.is_alive()] + [thread]

    def _start(self, wanted: Wanted) -> LentNode:
        identity = NodeIdentity(INSTANCE_ID, self._region, new_command_id())
        starting = StartingNode(self._open(wanted.choice), identity, wanted.limits)
        return LentNode(wanted, identity, starting)

    def _from_ahead(self, wanted: Wanted) -> LentNode | None:
        with self._lock:
            for lent in self._ahead:
                if lent.wanted[:2] == wanted[:2]:
                    self._ahead.remove(lent)
                    return lent
        return None

    def _start_ahead(self) -> None:
        with self._lock:
            while self._upcoming and len(self._ahead) < self._most_ahead:
                # the case that wants the node meets the same error, and says it
                with contextlib.suppress(SandboxError):
                    self._ahead.append(self._start(self._upcoming.popleft()))


def _keep(lent: LentNode) -> Kept | None:
    node = lent.starting.wait(Event())
    return node.keep() if isinstance(node, OpenNode) else None


def _restarted(lent: LentNode) -> bool:
    try:
        lent.starting.wait(Event()).restart()
    except SandboxError:
        return False
    return True


class _RenamedNode:
    """A node that was started for an earlier command."""

    def __init__(self, node: Node, command_id: str) -> None:
        self._node, self._command_id = node, command_id
        self.platform_name, self.platform_version = node.platform_name, node.platform_version

    def run(self, script: Script, on_output: OnOutput, cancel: Event) -> Outcome:
        """As `Node.run`."""
        return self._node.run(replace(script, command_id=script.command_id or self._command_id), on_output, cancel)

    def restart(self) -> None:
        """As `Node.restart`."""
        self._node.restart()

    def stop(self) -> None:
        """Nothing: the node goes on."""
