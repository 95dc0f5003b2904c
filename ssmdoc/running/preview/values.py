"""What is known of a step before it runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ssmdoc.running.decision import Platform
from ssmdoc.running.surroundings import Surroundings
from ssmdoc.source.values import JsonValue


class Place(NamedTuple):
    """Where the steps would run."""

    platform: Platform
    surroundings: Surroundings
    region: str


class ScriptPreview(NamedTuple):
    """A script as it would be run."""

    text: str
    timeout: int
    """Seconds."""
    working_directory: str
    """As written; empty for the agent's own."""
    environment: Mapping[str, str]


class Fetch(NamedTuple):
    """Something that comes from outside of the node."""

    address: str
    path: str
    """The file or folder that stands for it; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Details:
    """What one run of a plugin would do."""

    scripts: tuple[ScriptPreview, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    steps: tuple["StepPreview", ...] = ()
    """Of the document that it runs."""
    failure: str = ""
    """Why it is sure to fail."""
    unknown: str = ""
    """What only the node can tell."""


@dataclass(frozen=True, slots=True)
class StepPreview:
    """A step, whether it would run, and what it would do."""

    name: str
    action: str
    decision: Literal["Run", "Skip", "Fail"]
    reason: str = ""
    """Why it is skipped or fails, in the agent's words."""
    details: Details = Details()
    inputs: JsonValue = None
    """After interpolation."""
    remarks: tuple[str, ...] = field(default=())
    """What its end means for other steps."""
