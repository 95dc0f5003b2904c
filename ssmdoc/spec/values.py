"""A spec as plain values: a document, and cases that say what must come out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from ssmdoc.automation.decisions import DeclaredDecisions
from ssmdoc.aws.mocks import Mock, MockError
from ssmdoc.aws.setup import SetupCall
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.fleet.nodes import FleetNode
from ssmdoc.source import tree
from ssmdoc.source.text import Source, Span
from ssmdoc.source.values import JsonValue
from ssmdoc.spec.expected.values import SUCCEEDS, Expectation

SandboxName = Literal["auto", "docker", "namespace"]
NO_DECISIONS = DeclaredDecisions()


class Located(NamedTuple):
    """A file or folder that a spec names."""

    path: Path
    """Seen from the working directory."""
    span: Span
    """Where the spec names it."""


@dataclass(frozen=True, slots=True)
class PutFile:
    """A file that is put into the node before the document runs."""

    path: str
    content: "bytes | Located"
    mode: int = 0o644
    owner: str = ""
    """`user`, `user:group` or empty, which is root."""


@dataclass(frozen=True, slots=True)
class StepDisturbance:
    """What happens to a step in the place of its action."""

    step: str
    what: Literal["fail", "time out", "reboot", "cancel"]
    code: int = 1
    message: str = ""
    times: int = 1
    """In how many of its attempts, from the first on."""


@dataclass(frozen=True, slots=True)
class CallDisturbance:
    """What a call of an API answers in the place of its answer."""

    service: str
    operation: str
    error: MockError
    calls: tuple[int, ...] = (1,)
    """Which calls, counted from 1; empty for all."""


Disturbance: TypeAlias = StepDisturbance | CallDisturbance


@dataclass(frozen=True, slots=True)
class Case:
    """One run of the document, on a fresh node."""

    name: str
    span: Span
    """The case's name in the spec."""
    parameters: Mapping[str, JsonValue] = field(default_factory=dict)
    """Those of the spec included."""
    image: str | None = None
    sandbox: SandboxName | None = None
    library: tuple[Located, ...] = ()
    """Folders of documents, first those of the case."""
    sources: tuple[tuple[str, Located], ...] = ()
    """Addresses and what stands for them, first those of the case."""
    packages: tuple[Located, ...] = ()
    """Folders of packages, first those of the case."""
    ssm_parameters: ParameterStore = field(default_factory=dict)
    """Parameter Store; those of the spec included."""
    expect: Expectation = SUCCEEDS
    isolation: Literal["node", "shared"] = "node"
    """Whether the case has a node to itself, or may run on one that earlier cases of the document have used."""
    tags: tuple[str, ...] = ()
    skip: str | None = None
    """Why the case is not to be run."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Of the node, by the names of `Limits`, where they differ from the configuration."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Of all scripts on the node."""
    files: tuple[PutFile, ...] = ()
    setup: "str | Located | None" = None
    """A script that runs on the node before the document."""
    teardown: "str | Located | None" = None
    """A script that runs on the node when all has been looked at."""
    disturbances: tuple[Disturbance, ...] = ()
    mocks: tuple[Mock, ...] = ()
    """First those of the case."""
    aws: str = "none"
    """Who answers behind the mocks: `none`, `moto`, or the address of an emulator."""
    aws_setup: tuple[SetupCall, ...] = ()
    decisions: DeclaredDecisions = NO_DECISIONS
    is_virtual: bool = True
    """Whether sleeps and waits take no time."""
    attachments: Located | None = None
    """The folder with the files that the document declares."""
    fleet: tuple[FleetNode, ...] | None = None
    """The managed nodes there are; None when any instance id is one."""
    written: tree.Mapping | None = field(default=None, compare=False, repr=False)
    """The case as the spec has it."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A spec file."""

    source: Source
    document: Path
    """Where the document is, seen from the working directory; the spec itself when the document is in it."""
    document_span: Span
    cases: tuple[Case, ...]
    inline: tree.Mapping | None = field(default=None, compare=False, repr=False)
    """The document, where it is in the spec."""
    written: tree.Mapping | None = field(default=None, compare=False, repr=False)
