"""A document as SSM means it: its parameters and steps, each part still a node of the tree with its place.

Any tree gives a document: what has the wrong shape is left out here and reported by the JSON Schemas.
"""

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.catalogue.system_variables import SYSTEM_VARIABLES
from ssmdoc.model.kind import AUTOMATION_KINDS, Kind, document_kind
from ssmdoc.model.parameters import Parameter, declared
from ssmdoc.model.places import Where, places
from ssmdoc.model.references import Delimiter, Form, Reference, find_references, whole_reference
from ssmdoc.model.steps import Step, read_steps
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from ssmdoc.model.flow import Flow
    from ssmdoc.model.scope import Use
    from ssmdoc.source.character_map import CharacterMap


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
        return {found.name.text: found for found in declared(root, "variables")} if isinstance(root, Mapping) else {}

    @property
    def has_unreadable_variables(self) -> bool:
        """Whether variables are declared in some other way than a map, so that their names are not known."""
        variables = self.get("variables")
        return variables is not None and not isinstance(variables, Mapping)

    @cached_property
    def flow(self) -> "Flow | None":
        """The step graph of an Automation document; None for other kinds, and where there are too many steps."""
        from ssmdoc.model.flow import MAX_STEPS, Flow  # only Automation documents need it

        if self.kind not in AUTOMATION_KINDS or len(self.steps) > MAX_STEPS:
            return None
        return Flow(self.steps)

    @cached_property
    def places(self) -> dict[Scalar, Where]:
        """The scalars in which SSM replaces references, in no certain order."""
        return places(self.kind, self.root, self.steps)

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
    return Document(source, root, kind, tuple(declared(root, "parameters")), read_steps(root, kind))
