"""What the parts of one configurePackage step share."""

from dataclasses import dataclass

from ssmdoc.running.packages.library import PackageFolder
from ssmdoc.running.packages.manifest import Manifest
from ssmdoc.running.plugins.call import PluginCall
from ssmdoc.running.plugins.configure_package.environment import NodeFacts, node_facts
from ssmdoc.running.plugins.configure_package.installed import InstalledPackage, State
from ssmdoc.running.plugins.configure_package.package_inputs import PackageInputs
from ssmdoc.running.plugins.configure_package.trace import Trace
from ssmdoc.running.result import Status


@dataclass(slots=True)
class Job:
    """A step at work; `status` is its end as far as that is decided."""

    call: PluginCall
    inputs: PackageInputs
    trace: Trace
    package: InstalledPackage
    source: PackageFolder
    manifest: Manifest
    is_known: bool
    """Whether the node has had this manifest before."""
    status: Status | None = None
    _facts: NodeFacts | None = None

    def facts(self) -> NodeFacts:
        """What the agent finds out about the node.

        Raises:
            PackageError: it knows no packages for the node's platform.
        """
        if self._facts is None:
            self._facts = node_facts(self.call.node)
        return self._facts

    def set_state(self, version: str, state: State) -> None:
        """Write the state of the package, and say so if that does not work."""
        with self.trace.section() as section:
            section.error = self.package.set_state(version, state)

    def remove(self, version: str) -> None:
        """Remove a version that is no longer needed."""
        with self.trace.section():
            self.package.remove(version)
