"""What to say of a place: the page of the rule that found something there, else what stands there."""

from typing import NamedTuple

from ssmdoc.analysis.examine import Examination
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.lsp.checker import Checked
from ssmdoc.lsp.declarations import declaration
from ssmdoc.lsp.descriptions import description
from ssmdoc.lsp.markdown import literal
from ssmdoc.rules import RULES
from ssmdoc.source.text import Span


class Said(NamedTuple):
    """A text in Markdown, and the range that it is about."""

    span: Span
    markdown: str


def said_of(checked: Checked, offset: int) -> Said | None:
    """What there is to say of an offset: the findings with the pages of their rules, a declaration, a description."""
    examination = checked.examination
    if examination is None:
        return None
    here = sorted(
        (found for found in checked.findings if covers(found.span, offset)),
        key=lambda found: found.span.end - found.span.start,
    )
    if here:
        return Said(here[0].span, "\n\n---\n\n".join(_pages(here)))
    return _what_stands_at(examination, offset)


def covers(span: Span, offset: int) -> bool:
    """Whether a span has the character at an offset; an empty one has its place."""
    return span.start <= offset < max(span.end, span.start + 1)


def _what_stands_at(examination: Examination, offset: int) -> Said | None:
    found = declaration(examination, offset) or description(examination, offset)
    return Said(*found) if found else None


def _pages(findings: list[Diagnostic]) -> list[str]:
    """The findings with the pages of their rules, a page for all findings of its rule."""
    by_rule: dict[str, list[Diagnostic]] = {}
    for found in findings:
        by_rule.setdefault(found.rule, []).append(found)
    return [_page(name, of_rule) for name, of_rule in by_rule.items()]


def _page(name: str, findings: list[Diagnostic]) -> str:
    messages = "\n\n".join(f"**{found.severity.value}**: {literal(found.message)}" for found in findings)
    return f"### {name}\n\n{messages}\n\n{RULES[name].documentation.strip()}"
