"""What one rule finds in a text, asked as lint asks it, for the tables of the tests of rules."""

from ssmdoc.analysis import load
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.rules import RULES, rules_for


def found_by(rule: str, text: str) -> list[Diagnostic]:
    """The findings of a rule; none where lint does not ask it, because of the kind of the document or of its keys."""
    document = load(text)
    asked = document.kind is not None and RULES[rule] in rules_for(document.kind) and RULES[rule].concerns(document)
    return RULES[rule].run(document) if asked else []


def of_rule(rule: str, text: str) -> list[tuple[str, str, str]]:
    """Severity, marked text and message of each finding."""
    found = found_by(rule, text)
    return [(item.severity.value, text[item.span.start : item.span.end], item.message) for item in found]


def said_by(rule: str, text: str) -> list[str]:
    """Severity and message of each finding."""
    return [f"{item.severity.value}: {item.message}" for item in found_by(rule, text)]
