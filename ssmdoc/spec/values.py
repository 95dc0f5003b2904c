"""A spec as plain values: a document, and cases that say what must come out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.source.text import Source, Span
from ssmdoc.source.values import JsonValue

SandboxName = Literal["auto", "docker", "namespace"]


@dataclass(frozen=True, slots=True)
class TextExpectation:
    """What a text must be; every part that is given must hold."""

    same: str | None = None
    """The text as written without a matcher: line breaks at the end do not count."""
    equals: str | None = None
    contains: tuple[str, ...] = ()
    matches: str | None = None
    """A regular expression that is found somewhere in the text."""


@dataclass(frozen=True, slots=True)
class StepExpectation:
    """What must come out of one step; None is not looked at."""

    name: str
    span: Span
    """The step's name in the spec."""
    status: str | None = None
    code: int | None = None
    stdout: TextExpectation | None = None
    stderr: TextExpectation | None = None
    output: TextExpectation | None = None


@dataclass(frozen=True, slots=True)
class RefusalExpectation:
    """The service must refuse to run the document, with this error code and message."""

    code: str | None = None
    message: TextExpectation | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come out of a case."""

    status: str | None = "Success"
    """None when it is `refused` that is expected."""
    error: TextExpectation | None = None
    steps: tuple[StepExpectation, ...] = ()
    refused: RefusalExpectation | None = None


class Located(NamedTuple):
    """A file or folder that a spec names."""

    path: Path
    """Seen from the working directory."""
    span: Span
    """Where the spec names it."""


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
    expect: Expectation = Expectation()
    tags: tuple[str, ...] = ()
    skip: str | None = None
    """Why the case is not to be run."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A spec file."""

    source: Source
    document: Path
    """Where the document is, seen from the working directory."""
    document_span: Span
    cases: tuple[Case, ...]
