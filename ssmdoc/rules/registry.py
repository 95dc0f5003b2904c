"""What a rule is, and the decorator that makes one of a check."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from ssmdoc.diagnostic import MAX_FINDINGS, Diagnostic, Fix, Label, Severity
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
    keys: frozenset[str] = frozenset()
    """Keys in lower case; a document with none of them has nothing that the check could find. Empty: always ask."""

    def concerns(self, document: Document) -> bool:
        """Whether the document has anything that the check is about."""
        return not self.keys or not self.keys.isdisjoint(document.keys)

    @property
    def documentation(self) -> str:
        """The rule's page in Markdown: what, why, and examples, each of which the tests run.

        It is the docstring of the check, or of the module below `pages` when there is no check.
        """
        from importlib import import_module
        from inspect import getdoc

        owner = self.check or import_module(f"ssmdoc.rules.pages.{self.name.replace('-', '_')}")
        return getdoc(owner) or ""

    def run(self, document: Document) -> list[Diagnostic]:
        """The findings of the rule in one document, which is of a kind that the rule is for; not many too many."""
        if self.check is None:
            return []
        return [
            Diagnostic(self.name, severity or self.severity, message, span, labels, fix)
            for span, message, labels, fix, severity in islice(self.check(document), MAX_FINDINGS + 1)
        ]


def rule(
    name: str,
    severity: Severity = Severity.ERROR,
    kinds: tuple[Kind, ...] | None = None,
    keys: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a check, under a name that describes the bad pattern; for all kinds of its scope, or for some.

    `keys` are those of which a document must have one, in whatever letter case, for the check to be asked.
    """

    def make(check: Check) -> Rule:
        return Rule(name, severity, check, kinds, frozenset(map(str.lower, keys)))

    return make
