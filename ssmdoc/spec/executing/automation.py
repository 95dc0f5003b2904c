"""An Automation document, run as a case says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Event, Lock

from ssmdoc.automation.clock import RealClock, VirtualClock
from ssmdoc.automation.nodes import SandboxNodes
from ssmdoc.automation.run import run_automation
from ssmdoc.automation.scope import Identity
from ssmdoc.automation.world import new_id
from ssmdoc.aws.call import DoorError
from ssmdoc.aws.mocks import MockDoor
from ssmdoc.aws.open_doors import open_doors
from ssmdoc.invoke.attachments import AttachmentError, find_attachments
from ssmdoc.invoke.automation import PreparedAutomation
from ssmdoc.invoke.world import make_world
from ssmdoc.running.sandbox.protocol import INSTANCE_ID, Limits, Node, Sandbox, SandboxError
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.spec.executing.cancelling import CaseCancel
from ssmdoc.spec.executing.disturb import DisturbedAutomation, DisturbedCalls
from ssmdoc.spec.executing.observe import observe
from ssmdoc.spec.executing.prepared import CaseError, prepare_node, tear_down
from ssmdoc.spec.outcome import Difference
from ssmdoc.spec.result import AutomationResult
from ssmdoc.spec.runner import Executed
from ssmdoc.spec.values import Case


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the automation of a case runs."""

    open_sandbox: Callable[[str | None], Sandbox]
    """A sandbox for an image; None is that of the case. It stays open."""
    limits: Limits
    region: str
    runtimes: Mapping[str, str]
    around: Surroundings
    notice: Callable[[str], None]
    """Hears what the user should know."""


class PreparedNodes:
    """The nodes of an automation, each prepared when it is first used."""

    def __init__(self, inner: SandboxNodes, case: Case) -> None:
        self._inner, self._case = inner, case
        self.fleet = inner.fleet
        self.prepared: dict[str, Node] = {}
        self.problem: SandboxError | None = None
        """Why a node cannot be as the case wants it."""
        self._lock = Lock()

    def instance(self, instance_id: str, cancel: Event) -> Node:
        """As `Nodes.instance`."""
        return self._own(instance_id, self._inner.instance(instance_id, cancel), cancel)

    def runtime(self, runtime: str, cancel: Event) -> Node:
        """As `Nodes.runtime`."""
        return self._own(f"scripts of {runtime}", self._inner.runtime(runtime, cancel), cancel)

    def renew_runtime(self, runtime: str) -> None:
        """As `Nodes.renew_runtime`."""
        self.prepared.pop(f"scripts of {runtime}", None)
        self._inner.renew_runtime(runtime)

    def _own(self, name: str, node: Node, cancel: Event) -> Node:
        with self._lock:
            if name not in self.prepared:
                try:
                    self.prepared[name] = prepare_node(node, self._case, cancel)
                except SandboxError as error:
                    self.problem = self.problem or error
                    raise
            return self.prepared[name]


def run_case_of_automation(prepared: PreparedAutomation, case: Case, setting: Setting, cancel: Event) -> Executed:
    """Run a runbook as a case says.

    Raises:
        SandboxError: the case cannot be run.
    """
    identity = Identity(new_id(), region=setting.region)
    clock = VirtualClock() if case.is_virtual else RealClock()
    own_cancel = CaseCancel(cancel)
    inner = SandboxNodes(setting.open_sandbox, setting.limits, setting.region, setting.runtimes, case.fleet)
    nodes = PreparedNodes(inner, case)
    try:
        folder = case.attachments.path if case.attachments else None
        attachments = find_attachments(prepared.runbook, folder, setting.notice)
        with open_doors(
            case.mocks,
            case.aws,
            region=identity.region,
            account=identity.account,
            setup=case.aws_setup,
            first=(DisturbedCalls(case.disturbances),),
            clock=clock.now,
        ) as doors:
            disturb = DisturbedAutomation(case.disturbances, clock, own_cancel)
            around = setting.around
            world = make_world(
                identity, clock, doors.chain, nodes, case.decisions, around, attachments, disturb=disturb
            )
            execution = run_automation(prepared.runbook, prepared.parameters, world, lambda _event: None, own_cancel)
            result = AutomationResult(execution, doors.chain.journal.entries())
            unmet = tuple(_unmet(doors.mocks))
        if nodes.problem is not None:
            raise CaseError(str(nodes.problem))
        found = () if cancel.is_set() else tuple(_on_nodes(nodes, case, cancel))
        return Executed(result, inner.description, (*unmet, *found))
    except (DoorError, AttachmentError) as error:
        raise CaseError(str(error)) from error
    finally:
        inner.remove()


def _unmet(door: MockDoor) -> Iterator[Difference]:
    """Mocks that were not called as often as they say."""
    for mock, count in zip(door.mocks, door.counts(), strict=True):
        if mock.times is not None and not mock.times.is_met(count):
            yield Difference(None, mock.name, "is", str(mock.times), str(count))


def _on_nodes(nodes: PreparedNodes, case: Case, cancel: Event) -> Iterator[Difference]:
    """What is not as expected on the nodes; an instance that nothing ran on has none."""
    expected = dict(case.expect.nodes)
    if case.expect.node is not None:
        expected[INSTANCE_ID] = case.expect.node
    for name, expectation in expected.items():
        where = ("nodes", name) if name in case.expect.nodes else ()
        if name not in nodes.prepared:
            used = ", ".join(nodes.prepared) or "none"
            yield Difference(
                None, f"node {name}", "is", "a node that ran something", f"not used; used are {used}", where
            )
            continue
        yield from observe(nodes.prepared[name], expectation, cancel, where)
    for node in nodes.prepared.values():
        yield from tear_down(node, case, cancel)
