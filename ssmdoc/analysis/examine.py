"""Everything that lint finds in one text."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ssmdoc.diagnostic import MAX_FINDINGS, Diagnostic, Severity, from_problem
from ssmdoc.model.document import Document, build, build_as
from ssmdoc.model.kind import LEFT_ALONE, Kind, document_kind, foreign, is_calendar
from ssmdoc.rules import rules_for
from ssmdoc.schema.check import SCHEMAS, check
from ssmdoc.source.problem import Problem, in_one_line
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Node

SYNTAX_ERROR = "syntax-error"
NOT_A_DOCUMENT = "not-an-ssm-document"
UNNAMED = "<document>"
"""What a text without a path is called."""

_NO_DOCUMENT = (
    "this is not an SSM document: it would have schemaVersion, and with it mainSteps, runtimeConfig or sessionType"
)
_LEFT_OUT = f"more than {MAX_FINDINGS:,} findings; from here on they are left out"


class Examination(NamedTuple):
    """What is known of a text: its tree, its kind (None when it is no SSM document), and the findings in its order."""

    source: Source
    root: Node | None
    """The tree, as far as the text could be read; None when it is empty."""
    kind: Kind | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def checked(self) -> bool:
        """Whether there is anything to check in a document of this kind; if not, having no findings says nothing."""
        return self.kind in SCHEMAS


def analyze(text: str, path: str = UNNAMED) -> list[Diagnostic]:
    """The findings in a text, in its order. Never raises because of the text.

    A text that is no SSM document gives one finding that says so; a document of a kind that is left alone (a
    ChangeCalendar, for example) gives none. `path` tells JSON from YAML by its ending.
    """
    found = examine(Source(path, text))
    if found.kind is None and not found.diagnostics:
        return [not_a_document(found.source, found.root)]
    return list(found.diagnostics)


def load(text: str, path: str = UNNAMED) -> Document:
    """The document that a text is. Never raises because of the text: what cannot be read is missing from it."""
    source = Source(path, text)
    return build(source, read(source).root)


def examine(source: Source, decoding: Iterable[Problem] = (), *, structure_only: bool = False) -> Examination:
    """The findings in a source, `decoding` problems included; with `structure_only` those of the schemas alone.

    Where the text has a syntax error nothing else is reported: it would follow from the broken tree.
    """
    if is_calendar(source.text):
        return Examination(source, None, Kind.CHANGE_CALENDAR, ())
    root, problems = read(source)
    problems = (*decoding, *problems)
    kind = document_kind(root)
    findings = _from_reader(problems)
    broken = [found for found in findings if found.rule == SYNTAX_ERROR]
    if broken:
        return Examination(source, root, kind, _ordered(broken))
    if kind is None or kind in LEFT_ALONE:
        return Examination(source, root, kind, ())
    if root is not None and kind in SCHEMAS:
        further = check(kind, root) if structure_only else _from_document(source, kind, root)
        # where the reader has said what is wrong with a value, that the value is wrong follows from it
        said = {found.span for found in findings}
        findings.update([found for found in further if found.span not in said])
    return Examination(source, root, kind, _ordered(findings))


def examine_root(source: Source, root: Node) -> Examination:
    """As `examine`, of a document that is a part of a text which was read without problems."""
    kind = document_kind(root)
    if kind is None or kind not in SCHEMAS:
        return Examination(source, root, kind, ())
    return Examination(source, root, kind, _ordered(set(_from_document(source, kind, root))))


def not_a_document(source: Source, root: Node | None = None) -> Diagnostic:
    """The finding about a file that was named and is no SSM document; it stands at the first line."""
    what = foreign(root)
    message = f"this is {what}, not an SSM document" if what else _NO_DOCUMENT
    end = source.text.find("\n")
    return Diagnostic(NOT_A_DOCUMENT, Severity.ERROR, message, Span(0, len(source.text) if end < 0 else end))


def _from_reader(problems: tuple[Problem, ...]) -> set[Diagnostic]:
    if not problems:
        return set()
    from ssmdoc.rules import pages

    severities = {rule.name: rule.severity for rule in pages.RULES}
    return {from_problem(problem, severities[problem.rule]) for problem in problems}


def _from_document(source: Source, kind: Kind, root: Node) -> list[Diagnostic]:
    findings = list(check(kind, root, left_to=_names_of_rules(kind)))
    document = build_as(kind, source, root)
    for rule in rules_for(kind):
        if rule.concerns(document):
            findings += rule.run(document)
    return findings


@cache
def _names_of_rules(kind: Kind) -> frozenset[str]:
    return frozenset(rule.name for rule in rules_for(kind))


def _ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in the order of the text; of too many the first, and a last one that says so."""
    ordered = sorted(findings, key=lambda found: (found.span, found.rule, found.message))
    if len(ordered) <= MAX_FINDINGS:
        return tuple(map(_in_lines, ordered))
    worst = min((found.severity for found in ordered[MAX_FINDINGS:]), key=list(Severity).index)
    last = ordered[MAX_FINDINGS].span
    return (*map(_in_lines, ordered[:MAX_FINDINGS]), Diagnostic(SYNTAX_ERROR, worst, _LEFT_OUT, last))


def _in_lines(found: Diagnostic) -> Diagnostic:
    """The finding with messages of one bounded line each, whatever words of the user they hold."""
    labels = tuple(label._replace(message=in_one_line(label.message)) for label in found.labels)
    return found._replace(message=in_one_line(found.message), labels=labels)
