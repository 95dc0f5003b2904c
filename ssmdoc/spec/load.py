"""A spec file as text becomes its values, or diagnostics that say what is wrong with it."""

from collections.abc import Iterable
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Severity, from_problem
from ssmdoc.schema.check import check_schema
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Mapping
from ssmdoc.spec.build import build_spec
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.values import Spec

SCHEMA = "ssmtest"


class Loaded(NamedTuple):
    """A spec without diagnostics, or diagnostics without a spec."""

    spec: Spec | None
    diagnostics: tuple[Diagnostic, ...]


def load_spec(source: Source, decoding: Iterable[Problem] = ()) -> Loaded:
    """Read a spec; whatever the text holds, this gives a spec or at least one diagnostic.

    `decoding` is what is wrong with its bytes.
    """
    found = read(source)
    problems = (*decoding, *found.problems)
    if problems:
        return Loaded(None, tuple(map(from_problem, problems)))
    if found.root is None:
        empty = Diagnostic("syntax-error", Severity.ERROR, "the spec is empty", Span(0, 0))
        return Loaded(None, (empty,))
    diagnostics = tuple(check_schema(SCHEMA, found.root))
    if diagnostics or not isinstance(found.root, Mapping):
        return Loaded(None, diagnostics)
    context = Context(source)
    spec = build_spec(found.root, context)
    return Loaded(None, context.mistakes) if context.mistakes else Loaded(spec, ())
