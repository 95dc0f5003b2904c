"""What lint finds in a text, for the tables of the tests of rules."""

from ssmdoc.model.document import build
from ssmdoc.rules import RULES
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source


def of_rule(rule: str, text: str) -> list[tuple[str, str, str]]:
    """Severity, marked text and message of each finding of one rule, whatever the kind of the document."""
    source = Source("x.yaml", text)
    document = build(source, read(source).root)
    kinds = RULES[rule].kinds
    if kinds is not None and document.kind not in kinds:
        return []
    found = RULES[rule].run(document)
    return [(item.severity.value, text[item.span.start : item.span.end], item.message) for item in found]
