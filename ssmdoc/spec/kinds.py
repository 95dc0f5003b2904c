"""Keys of a spec that mean nothing for the kind of its document."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ssmdoc.diagnostic import Diagnostic, Severity
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS, Kind
from ssmdoc.source import tree
from ssmdoc.spec.building.written import get, items, named
from ssmdoc.spec.values import Spec

_AROUND = frozenset({"mocks", "aws", "aws_setup", "decisions", "time", "attachments", "fleet"})
_OF_AUTOMATION = MappingProxyType(
    {
        "spec": _AROUND,
        "case": _AROUND,
        "expect": frozenset({"failure", "path", "outputs", "variables", "calls", "no_other_calls", "nodes"}),
        "step": frozenset({"attempts", "duration", "outputs", "failure"}),
        "disturb": frozenset({"cancel", "service"}),
    }
)
_OF_COMMAND = MappingProxyType(
    {
        "spec": frozenset[str](),
        "case": frozenset({"isolation"}),
        "expect": frozenset({"error", "files", "processes", "ports", "commands", "idempotent"}),
        "step": frozenset({"stderr", "output"}),
        "disturb": frozenset({"reboot"}),
    }
)
_INSTEAD = dict.fromkeys(("files", "processes", "ports", "commands"), '; say it of a node, under "nodes"')


def problems_of_kind(spec: Spec, kind: Kind | None) -> Iterator[Diagnostic]:
    """What is said in a spec that its document cannot do."""
    if spec.written is None:
        return
    if kind in AUTOMATION_KINDS:
        yield from _foreign(spec.written, _OF_COMMAND, "a Command document, and this is an Automation document")
    elif kind in COMMAND_KINDS:
        yield from _foreign(spec.written, _OF_AUTOMATION, "an Automation document, and this is a Command document")


def _foreign(spec: tree.Mapping, foreign: Mapping[str, frozenset[str]], words: str) -> Iterator[Diagnostic]:
    for level, node in _levels(spec):
        for key, _ in named(node):
            if key.text in foreign[level]:
                instead = _INSTEAD.get(key.text, "") if level == "expect" else ""
                yield Diagnostic("spec", Severity.ERROR, f'"{key.text}" is for {words}{instead}', key.span)


def _levels(spec: tree.Mapping) -> Iterator[tuple[str, tree.Node]]:
    """The maps of a spec, each with what it is."""
    yield "spec", spec
    for case in items(get(spec, "cases")):
        yield "case", case
        yield from (("disturb", node) for node in items(get(case, "disturb")))
        expect = get(case, "expect")
        if expect is not None:
            yield "expect", expect
            yield from (("step", node) for _, node in named(get(expect, "steps")))
