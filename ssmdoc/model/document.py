"""A document as SSM means it: its parameters and steps, each part still a node of the tree with its place.

Any tree gives a document: what has the wrong shape is left out here and reported by the JSON Schemas.
"""

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.model.kind import AUTOMATION_KINDS, Kind, document_kind
from ssmdoc.model.references import Delimiter, Form, Reference, find_references
from ssmdoc.model.steps import LOOP, Step, read_steps
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from ssmdoc.model.flow import Flow
    from ssmdoc.source.character_map import CharacterMap


class Parameter(NamedTuple):
    """A declared parameter or variable: its name and what the declaration says about it."""

    name: Scalar
    declaration: Node

    def get(self, key: str) -> Node | None:
        """The value of an attribute (`type`, `default`, `allowedValues`, ...), None without one."""
        return self.declaration.get(key) if isinstance(self.declaration, Mapping) else None

    @property
    def type(self) -> str | None:
        """The declared type as written."""
        node = self.get("type")
        return node.text if isinstance(node, Scalar) else None


REPLACED_KEYS = {
    Kind.AUTOMATION: ("assumeRole",),
    Kind.CHANGE_TEMPLATE: ("assumeRole",),
    Kind.SESSION: ("inputs", "properties"),
}
"""Top-level keys whose values hold references, by kind. Source: UG23 automation-variables.md, AGENT docparser.go."""


class Site(NamedTuple):
    """A scalar in which SSM replaces references, with what was found there."""

    scalar: Scalar
    references: tuple[Reference, ...]


class Document:
    """One SSM document."""

    def __init__(
        self,
        source: Source,
        root: Node | None,
        kind: Kind | None,
        parameters: tuple[Parameter, ...],
        steps: tuple[Step, ...],
    ) -> None:
        self.source = source
        self.root = root
        self.kind = kind
        self.parameters = parameters
        self.steps = steps
        """All steps in document order, those of loops included."""
        self._character_maps: dict[Scalar, CharacterMap] = {}

    @property
    def schema_version(self) -> Scalar | None:
        """The schema version as written."""
        version = self.root.get("schemaVersion") if isinstance(self.root, Mapping) else None
        return version if isinstance(version, Scalar) else None

    @cached_property
    def parameters_by_name(self) -> dict[str, Parameter]:
        """The declared parameters; of equal names the last one counts."""
        return {parameter.name.text: parameter for parameter in self.parameters}

    @cached_property
    def steps_by_name(self) -> dict[str, Step]:
        """The steps that have a name; of equal names the first one counts."""
        return {step.name.text: step for step in reversed(self.steps) if step.name}

    @cached_property
    def variables(self) -> dict[str, Parameter]:
        """The variables that an Automation document declares (source: UG25 documents-syntax-data-elements)."""
        root = self.root
        return {found.name.text: found for found in _declared(root, "variables")} if isinstance(root, Mapping) else {}

    @cached_property
    def flow(self) -> "Flow | None":
        """The step graph of an Automation document; None for other kinds, and where there are too many steps."""
        from ssmdoc.model.flow import MAX_STEPS, Flow  # only Automation documents need it

        if self.kind not in AUTOMATION_KINDS or len(self.steps) > MAX_STEPS:
            return None
        return Flow(self.steps)

    @cached_property
    def scalars(self) -> tuple[Scalar, ...]:
        """The scalars in which SSM replaces references, in document order: all but keys, names and descriptions.

        Source: agent-semantics 1.7, AGENT docparser/parameters/parameters.go; UG25 automation-variables.md.
        """
        found: list[Scalar] = []
        for node in self._replaced():
            _collect(node, found)
        return tuple(sorted(dict.fromkeys(found), key=attrgetter("start")))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The scalars that hold references, in document order; `<< x >>` counts where x is declared or no parameter."""
        sites = []
        for scalar in self.scalars:
            if "{{" in scalar.text or "<<" in scalar.text:
                references = tuple(filter(self._counts, find_references(scalar.text)))
                if references:
                    sites.append(Site(scalar, references))
        return tuple(sites)

    def character_map(self, scalar: Scalar) -> "CharacterMap":
        """Where the characters of a scalar stand in the file; made once, for a scalar may have many findings."""
        from ssmdoc.source.character_map import character_map  # a document without findings does not need it

        if scalar not in self._character_maps:
            self._character_maps[scalar] = character_map(self.source, scalar)
        return self._character_maps[scalar]

    def _replaced(self) -> Iterator[Node]:
        """The parts of the document in which SSM replaces references."""
        if self.kind in REPLACED_KEYS and isinstance(self.root, Mapping):
            yield from filter(None, map(self.root.get, REPLACED_KEYS[self.kind]))
        for step in self.steps:
            precondition = step.precondition.value if step.precondition else None
            if step.runs(LOOP) and isinstance(step.inputs, Mapping):
                yield from (value for key, value in step.inputs.named() if key.text != "Steps")
            else:
                yield from filter(None, (step.settings, step.inputs, precondition))

    def _counts(self, reference: Reference) -> bool:
        if reference.delimiter is Delimiter.BRACES or reference.form in (Form.SSM, Form.SSM_SECURE):
            return True
        return reference.form is Form.PARAMETER and reference.names[0] in self.parameters_by_name


def build(source: Source, root: Node | None) -> Document:
    """The document that a tree is; it never raises, whatever the shape of the tree."""
    kind = document_kind(root)
    if not isinstance(root, Mapping):
        return Document(source, root, kind, (), ())
    return Document(source, root, kind, tuple(_declared(root, "parameters")), read_steps(root, kind))


def _declared(root: Mapping, key: str) -> Iterator[Parameter]:
    declared = root.get(key)
    if isinstance(declared, Mapping):
        for name, declaration in declared.named():
            yield Parameter(name, declaration)


def _collect(node: Node, found: list[Scalar]) -> None:
    """Add the scalars below a node, values only; each list and map is looked into once, however many aliases it has."""
    waiting = [node]
    seen: set[Node] = set()
    while waiting:
        below = waiting.pop()
        if isinstance(below, Scalar):
            found.append(below)
        elif below not in seen:
            seen.add(below)
            waiting += below.items if isinstance(below, Sequence) else [entry.value for entry in below.entries]
