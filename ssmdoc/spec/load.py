"""A spec file as text becomes its values, or diagnostics that say what is wrong with it."""

from collections.abc import Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Label, Severity
from ssmdoc.schema.check import _findings
from ssmdoc.schema.engine import compiled, preferred
from ssmdoc.schema.store import load
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Mapping, Node
from ssmdoc.source.values import to_value
from ssmdoc.spec.build import build_spec, meaning_problems
from ssmdoc.spec.values import Spec

SCHEMA = "ssmtest"


class Loaded(NamedTuple):
    """A spec without diagnostics, or diagnostics without a spec."""

    spec: Spec | None
    diagnostics: tuple[Diagnostic, ...]


def load_spec(source: Source) -> Loaded:
    """Read a spec; whatever the text holds, this gives a spec or at least one diagnostic."""
    found = read(source)
    if found.problems:
        return Loaded(None, tuple(map(_diagnostic, found.problems)))
    if found.root is None:
        empty = Diagnostic("syntax-error", Severity.ERROR, "the spec is empty", Span(0, 0))
        return Loaded(None, (empty,))
    diagnostics = tuple(_structure(found.root))
    if not diagnostics and isinstance(found.root, Mapping):
        diagnostics = tuple(meaning_problems(found.root))
        if not diagnostics:
            return Loaded(build_spec(source, found.root), ())
    return Loaded(None, diagnostics)


def _structure(root: Node) -> Iterator[Diagnostic]:
    """What the schema of specs finds; `schema.check.check` itself knows only the kinds of document."""
    violations = list(compiled(SCHEMA, preferred()).violations(to_value(root)))
    wrong = {violation.path for violation in violations if violation.keyword == "type"}
    found: set[Diagnostic] = set()
    for violation in violations:
        if violation.keyword == "type" or violation.path not in wrong:
            found.update(_findings(load(SCHEMA), root, violation))
    yield from sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.rule, diagnostic.message))


def _diagnostic(problem: Problem) -> Diagnostic:
    labels = tuple(Label(span, word) for span, word in problem.notes)
    return Diagnostic(problem.rule, Severity.ERROR, problem.message, problem.span, labels)
