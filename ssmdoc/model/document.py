"""A document as SSM means it: its parameters and steps, each part still a node of the tree with its place.

Any tree gives a document: what has the wrong shape is left out here and reported by the JSON Schemas.
"""

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.model.kind import Kind, document_kind
from ssmdoc.model.references import Delimiter, Form, Reference, find_references
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from ssmdoc.source.character_map import CharacterMap


class Parameter(NamedTuple):
    """A declared parameter: its name and what the declaration says about it."""

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


class Step(NamedTuple):
    """An item of `mainSteps`, or an entry of `runtimeConfig`, which has no name and calls its inputs `properties`."""

    node: Mapping
    name: Scalar | None
    action: Scalar | None
    inputs: Node | None
    settings: Node | None
    precondition: Entry | None

    def input_maps(self) -> Iterator[Mapping]:
        """The maps of inputs; the agent also takes a list of them (source: agent-semantics 1.4, AGENT runPlugin)."""
        inputs = self.inputs.items if isinstance(self.inputs, Sequence) else (self.inputs,)
        for item in inputs:
            if isinstance(item, Mapping):
                yield item


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
    def scalars(self) -> tuple[Scalar, ...]:
        """The scalars in which SSM replaces references, in document order: all but keys, names and descriptions.

        Source: agent-semantics 1.7, AGENT docparser/parameters/parameters.go.
        """
        found: list[Scalar] = []
        for step in self.steps:
            precondition = step.precondition.value if step.precondition else None
            for node in (step.settings, step.inputs, precondition):
                if node is not None:
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

    def _counts(self, reference: Reference) -> bool:
        if reference.delimiter is Delimiter.BRACES or reference.form in (Form.SSM, Form.SSM_SECURE):
            return True
        return reference.form is Form.PARAMETER and reference.names[0] in self.parameters_by_name


def build(source: Source, root: Node | None) -> Document:
    """The document that a tree is; it never raises, whatever the shape of the tree."""
    kind = document_kind(root)
    if not isinstance(root, Mapping):
        return Document(source, root, kind, (), ())
    steps = _steps_1(root) if kind is Kind.COMMAND_1 else _steps_2(root)
    return Document(source, root, kind, tuple(_parameters(root)), tuple(steps))


def _parameters(root: Mapping) -> Iterator[Parameter]:
    declared = root.get("parameters")
    if isinstance(declared, Mapping):
        for name, declaration in declared.named():
            yield Parameter(name, declaration)


def _steps_2(root: Mapping) -> Iterator[Step]:
    steps = root.get("mainSteps")
    for step in steps.items if isinstance(steps, Sequence) else ():
        if isinstance(step, Mapping):
            name, action = _scalar(step.get("name")), _scalar(step.get("action"))
            yield Step(step, name, action, step.get("inputs"), step.get("settings"), step.entry("precondition"))


def _steps_1(root: Mapping) -> Iterator[Step]:
    plugins = root.get("runtimeConfig")
    if isinstance(plugins, Mapping):
        for plugin, step in plugins.named():
            if isinstance(step, Mapping):
                yield Step(step, None, plugin, step.get("properties"), step.get("settings"), None)


def _scalar(node: Node | None) -> Scalar | None:
    return node if isinstance(node, Scalar) else None


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
