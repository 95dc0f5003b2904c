"""The document that is fuzzed: its plans for values, and where values get into its steps."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.catalogue.parameter_types import ENV_VAR
from ssmdoc.fuzz.subject import Subject
from ssmdoc.invoke.command import Prepared, prepare
from ssmdoc.model.document import Document, build_as
from ssmdoc.model.references import Form, Reference
from ssmdoc.model.steps import Step
from ssmdoc.plan.angles import with_braces
from ssmdoc.plan.command_plan import CommandPlan, plan_command
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Scalar, Sequence
from ssmdoc.source.values import JsonValue, to_value


class Use(NamedTuple):
    """A place where the value of a parameter gets into a step."""

    step: str
    span: Span
    is_variable: bool
    """Through its environment variable, not replaced in the text."""


class Target:
    """A Command document that AWS takes."""

    def __init__(self, examination: Examination) -> None:
        self.examination = examination
        self.document: Document = build_as(examination.kind, examination.source, examination.root)
        self._value: JsonValue = to_value(examination.root) if examination.root is not None else None

    @property
    def source(self) -> Source:
        """The text."""
        return self.examination.source

    def subjects(self) -> dict[str, Subject]:
        """The parameters."""
        declared = self._value.get("parameters") if isinstance(self._value, dict) else None
        if not isinstance(declared, dict):
            return {}
        return {name: Subject(name, fields) for name, fields in declared.items() if isinstance(fields, dict)}

    def prepare(self, values: Mapping[str, JsonValue]) -> Prepared:
        """As `invoke.command.prepare`."""
        return prepare(self.examination, values, {})

    def scripts(self) -> list[str]:
        """The texts that hold what steps run."""
        return [scalar.text for scalar, where in self.document.places.items() if where.key.lower() == "runcommand"]

    def is_script(self, name: str) -> bool:
        """Whether a parameter is meant to be commands: the whole of `runCommand`, or of one of its lines."""
        for step in self.document.steps:
            for node in step.agent_inputs("runCommand"):
                for item in node.items if isinstance(node, Sequence) else (node,):
                    whole = self.document.whole_parameter(item.text.strip()) if isinstance(item, Scalar) else None
                    if whole is not None and whole.name.text == name:
                        return True
        return False

    def uses(self, name: str) -> tuple[Use, ...]:
        """Where the value of a parameter gets in, in the order of the text."""
        found = [
            Use(self._step(scalar), self.document.character_map(scalar).span(found.start, found.end), is_variable=False)
            for scalar, found in self._references(name)
        ]
        parameter = self.document.parameters_by_name[name]
        how = parameter.get("interpolationType")
        if isinstance(how, Scalar) and how.text == ENV_VAR:
            variable = re.compile(
                rf"\$\{{?SSM_{re.escape(name)}(?![A-Za-z0-9_])\}}?|SSM_{re.escape(name)}(?![A-Za-z0-9_])"
            )
            for scalar in self.document.places:
                span = self.document.character_map(scalar).span
                matches = variable.finditer(scalar.text) if "SSM_" in scalar.text else ()
                found += [Use(self._step(scalar), span(*match.span()), is_variable=True) for match in matches]
        return tuple(sorted(found, key=lambda use: use.span))

    def plan_with_one(
        self, name: str, use: Use, value: JsonValue, others: Mapping[str, JsonValue]
    ) -> CommandPlan | None:
        """The plan where only one reference to a parameter has this value, and the rest that of `others`."""
        edits = [place.span for place in self.uses(name) if not place.is_variable and place.span != use.span]
        text = self.source.text
        for span in reversed(edits):
            # the agent takes values for names that are not declared, too
            text = f"{text[: span.start]}{{{{ {name}Other }}}}{text[span.end :]}"
        root, problems = read(Source(self.source.path, text))
        if root is None or problems:
            return None
        given = {**others, name: value, f"{name}Other": others.get(name)}
        plan = plan_command(with_braces(to_value(root)), given, env_vars=True)
        return plan if isinstance(plan, CommandPlan) else None

    def step_span(self, name: str) -> Span:
        """Where a step is named."""
        steps = (step for step in self.document.steps if self._key(step) == name)
        step = next(steps, None)
        if step is None:
            return Span(0, 0)
        named = step.name or step.action
        return named.span if named is not None else step.node.span

    def _references(self, name: str) -> Iterator[tuple[Scalar, Reference]]:
        for site in self.document.sites:
            for reference in site.references:
                if reference.form is Form.PARAMETER and reference.names[0] == name:
                    yield site.scalar, reference

    def _step(self, scalar: Scalar) -> str:
        where = self.document.places[scalar]
        return self._key(where.step) if where.step is not None else ""

    def _key(self, step: Step) -> str:
        named = step.name or step.action
        return named.text if named is not None else ""
