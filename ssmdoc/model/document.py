"""A document as SSM means it: its parameters and steps, each part still a node of the tree with its place.

Any tree gives a document: what has the wrong shape is left out here and reported by the JSON Schemas.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.model.kind import AUTOMATION_KINDS, Kind, document_kind
from ssmdoc.model.references import Delimiter, Form, Reference, find_references, whole_reference
from ssmdoc.model.steps import LOOP, Step, read_steps
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import merged_mappings

if TYPE_CHECKING:
    from ssmdoc.model.flow import Flow
    from ssmdoc.model.scope import Use
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


class Where(NamedTuple):
    """What a text belongs to: an input of a step (or `settings`, `precondition`), or a top-level key without a step."""

    step: Step | None
    key: str


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

    def entry(self, key: str) -> Entry | None:
        """The entry of a top-level key."""
        return self.root.entry(key) if isinstance(self.root, Mapping) else None

    def get(self, key: str) -> Node | None:
        """The value of a top-level key."""
        return self.root.get(key) if isinstance(self.root, Mapping) else None

    @property
    def schema_version(self) -> Scalar | None:
        """The schema version as written."""
        version = self.get("schemaVersion")
        return version if isinstance(version, Scalar) else None

    @cached_property
    def parameters_by_name(self) -> dict[str, Parameter]:
        """The declared parameters; of equal names the last one counts."""
        return {parameter.name.text: parameter for parameter in self.parameters}

    def whole_parameter(self, text: str) -> Parameter | None:
        """The parameter that a text is nothing but a reference to."""
        reference = whole_reference(text)
        if reference is None or reference.form is not Form.PARAMETER:
            return None
        return self.parameters_by_name.get(reference.names[0])

    def parameters_with(self, key: str) -> Collection[Parameter]:
        """The parameters whose declaration has an attribute, in order; most rules look at few of them."""
        return self._by_attribute.get(key, ())

    @cached_property
    def _by_attribute(self) -> dict[str, list[Parameter]]:
        found: dict[str, list[Parameter]] = {}
        for parameter in self.parameters:
            if isinstance(parameter.declaration, Mapping):
                for key in {key.text for key, _ in parameter.declaration.named()}:
                    found.setdefault(key, []).append(parameter)
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys of the document's maps, in lower case."""
        found: set[str] = set()
        waiting: list[Node | None] = [self.root]
        seen: set[Node | None] = set()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            if isinstance(node, Mapping):
                seen.add(node)
                found.update(node.by_name)
                waiting += [entry.value for entry in node.entries if entry.value.__class__ is not Scalar]
            elif isinstance(node, Sequence):
                seen.add(node)
                waiting += [item for item in node.items if item.__class__ is not Scalar]
        return frozenset(map(str.lower, found))

    @cached_property
    def steps_by_name(self) -> dict[str, Step]:
        """The steps that have a name; of equal names the first one counts."""
        return {step.name.text: step for step in reversed(self.steps) if step.name}

    @cached_property
    def variables(self) -> dict[str, Parameter]:
        """The variables that an Automation document declares (source: UG25 documents-syntax-data-elements)."""
        root = self.root
        return {found.name.text: found for found in _declared(root, "variables")} if isinstance(root, Mapping) else {}

    @property
    def has_unreadable_variables(self) -> bool:
        """Whether variables are declared in some other way than a map, so that their names are not known."""
        declared = self.get("variables")
        return declared is not None and not isinstance(declared, Mapping)

    @cached_property
    def flow(self) -> "Flow | None":
        """The step graph of an Automation document; None for other kinds, and where there are too many steps."""
        from ssmdoc.model.flow import MAX_STEPS, Flow  # only Automation documents need it

        if self.kind not in AUTOMATION_KINDS or len(self.steps) > MAX_STEPS:
            return None
        return Flow(self.steps)

    @cached_property
    def places(self) -> dict[Scalar, Where]:
        """The scalars in which SSM replaces references, in no certain order: all but keys, names and descriptions.

        Of one that aliases put in several places the first counts.
        Source: agent-semantics 1.7, AGENT docparser/parameters/parameters.go; UG25 automation-variables.md.
        """
        found: dict[Scalar, Where] = {}
        seen: set[Node] = set()
        for node, where in self._replaced():
            _collect(node, where, found, seen)
        return found

    @cached_property
    def scalars(self) -> tuple[Scalar, ...]:
        """The scalars in which SSM replaces references, in document order."""
        return tuple(sorted(self.places, key=attrgetter("start")))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The scalars that hold references, in document order; `<< x >>` counts where x is known."""
        sites = []
        for scalar in self.places:
            text = scalar.text
            if "<<" in text:
                references = tuple(filter(self._counts, find_references(text)))
            else:
                references = find_references(text) if "{{" in text else ()
            if references:
                sites.append(Site(scalar, references))
        return tuple(sorted(sites, key=lambda site: site.scalar.start))

    @cached_property
    def uses(self) -> "tuple[Use, ...]":
        """The references in document order, each with what it means where it stands."""
        from ssmdoc.model.scope import uses

        return tuple(uses(self))

    @cached_property
    def unresolved(self) -> "tuple[Use, ...]":
        """The references that mean nothing where they stand; most documents have none."""
        from ssmdoc.model.scope import Unresolved

        return tuple(use for use in self.uses if use.meaning.__class__ is Unresolved)

    def character_map(self, scalar: Scalar) -> "CharacterMap":
        """Where the characters of a scalar stand in the file; made once, for a scalar may have many findings."""
        from ssmdoc.source.character_map import character_map  # a document without findings does not need it

        if scalar not in self._character_maps:
            self._character_maps[scalar] = character_map(self.source, scalar)
        return self._character_maps[scalar]

    def _replaced(self) -> Iterator[tuple[Node, Where]]:
        """The parts of the document in which SSM replaces references."""
        if self.kind in REPLACED_KEYS and isinstance(self.root, Mapping):
            for key in REPLACED_KEYS[self.kind]:
                node = self.root.get(key)
                if node is not None:
                    yield node, Where(None, key)
        for step in self.steps:
            if step.settings is not None:
                yield step.settings, Where(step, "settings")
            yield from _inputs(step)
            if step.precondition:
                yield step.precondition.value, Where(step, "precondition")

    def _counts(self, reference: Reference) -> bool:
        """Whether a reference is one: between braces always, between angle brackets where it names what is known."""
        form, names = reference.form, reference.names
        if reference.delimiter is Delimiter.BRACES or form in (Form.SSM, Form.SSM_SECURE):
            return True
        if form is Form.PARAMETER:
            return names[0] in self.parameters_by_name
        if self.kind not in AUTOMATION_KINDS:
            return False
        match form:
            case Form.OUTPUT:
                return names[0] in self.steps_by_name
            case Form.VARIABLE:
                return names[0] in self.variables
            case _:
                return f"{form.value}:{names[0]}" in SYSTEM_VARIABLES


def build(source: Source, root: Node | None) -> Document:
    """The document that a tree is; it never raises, whatever the shape of the tree."""
    return build_as(document_kind(root), source, root)


def build_as(kind: Kind | None, source: Source, root: Node | None) -> Document:
    """As `build`, where the kind is known already."""
    if not isinstance(root, Mapping):
        return Document(source, root, kind, (), ())
    return Document(source, root, kind, tuple(_declared(root, "parameters")), read_steps(root, kind))


def _declared(root: Mapping, key: str) -> Iterator[Parameter]:
    """The declarations of a map, those that a merge key takes over first: of equal names the last one counts."""
    declared = root.get(key)
    if not isinstance(declared, Mapping):
        return
    for entry in declared.entries:
        for merged in reversed(merged_mappings(entry)):
            yield from (Parameter(name, declaration) for name, declaration in merged.named())
    for name, declaration in declared.named():
        yield Parameter(name, declaration)


def _inputs(step: Step) -> Iterator[tuple[Node, Where]]:
    """The values of a step's inputs; the steps of a loop are steps of their own."""
    for inputs in step.inputs.items if isinstance(step.inputs, Sequence) else (step.inputs,):
        if not isinstance(inputs, Mapping):
            if inputs is not None:
                yield inputs, Where(step, "inputs")
            continue
        for entry in inputs.entries:
            key = entry.key.text if isinstance(entry.key, Scalar) else ""
            if key != "Steps" or not step.runs(LOOP):
                yield entry.value, Where(step, key)


def _collect(node: Node, where: Where, found: dict[Scalar, Where], seen: set[Node]) -> None:
    """Add the scalars below a node, values only; each list and map is looked into once, however many aliases it has."""
    waiting = [node]
    while waiting:
        below = waiting.pop()
        if isinstance(below, Scalar):
            found.setdefault(below, where)
        elif below not in seen:
            seen.add(below)
            waiting += below.items if isinstance(below, Sequence) else [entry.value for entry in below.entries]
