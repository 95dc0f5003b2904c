"""What a command finds outside of its node, in the place of AWS and of the network."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ssmdoc.plan.parameter_store import ParameterStore, StoredParameter
from ssmdoc.running.library import Library
from ssmdoc.running.packages.library import PackageLibrary
from ssmdoc.running.sources import Sources
from ssmdoc.running.tracing import Tracer
from ssmdoc.source.values import JsonValue

OnInventory = Callable[[Mapping[str, JsonValue]], None]
_EMPTY_STORE: Mapping[str, StoredParameter] = MappingProxyType({})


class Surroundings(NamedTuple):
    """Documents by name, what addresses stand for, Parameter Store and packages; nothing of each unless it is given."""

    library: Library = Library()
    sources: Sources = Sources()
    store: ParameterStore = _EMPTY_STORE
    packages: PackageLibrary = PackageLibrary()
    inventory: OnInventory | None = None
    """Takes what PutInventory would be sent. If there is one, the command runs as for an association."""
    tracer: Tracer | None = None
    """Learns which lines of scripts run."""


NOTHING_AROUND = Surroundings()
