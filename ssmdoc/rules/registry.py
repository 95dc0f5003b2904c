"""What a rule is, and the decorator that makes one of a check."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ssmdoc.diagnostic import Diagnostic, Fix, Label, Severity
from ssmdoc.model.document import Document
from ssmdoc.model.kind import Kind
from ssmdoc.source.text import Span


class Finding(NamedTuple):
    """What a check yields; the rule adds its name, and its severity where the finding has none of its own."""

    span: Span
    message: str
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None


Check = Callable[[Document], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: its name, how grave its findings are, and its check.

    A rule without a check is found by the reader or by the JSON Schemas; here it has its severity and its page.
    """

    name: str
    severity: Severity
    check: Check | None
    kinds: tuple[Kind, ...] | None = None
    """The kinds of document that the check is for; None for all of its scope."""

    @property
    def documentation(self) -> str:
        """The rule's page in Markdown: what, why, and examples, each of which the tests run.

        It is the docstring of the check, or of the module below `pages` when there is no check.
        """
        from importlib import import_module
        from inspect import getdoc

        owner = self.check or import_module(f"ssmdoc.rules.pages.{self.name.replace('-', '_')}")
        return getdoc(owner) or ""

    def run(self, document: Document) -> Iterator[Diagnostic]:
        """The findings of the rule in one document, which is of a kind that the rule is for."""
        for found in self.check(document) if self.check else ():
            severity = found.severity or self.severity
            yield Diagnostic(self.name, severity, found.message, found.span, found.labels, found.fix)


def rule(
    name: str, severity: Severity = Severity.ERROR, kinds: tuple[Kind, ...] | None = None
) -> Callable[[Check], Rule]:
    """Make a rule of a check, under a name that describes the bad pattern; for all kinds of its scope, or for some."""

    def make(check: Check) -> Rule:
        return Rule(name, severity, check, kinds)

    return make
