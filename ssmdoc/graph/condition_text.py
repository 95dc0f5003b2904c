"""Conditions as a person would say them: `check.State = "running" and not (Force = true)`."""

from ssmdoc.catalogue.conditions import COMBINATORS, NEGATION, NEXT_STEP, OPERATIONS
from ssmdoc.graph.words import plain
from ssmdoc.model.conditions import comparison
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence

_FORMS = {
    "StringEquals": "{} = {}",
    "EqualsIgnoreCase": "{} = {} in any case",
    "StartsWith": "{} starts with {}",
    "EndsWith": "{} ends with {}",
    "Contains": "{} contains {}",
    "NumericEquals": "{} = {}",
    "NumericGreater": "{} > {}",
    "NumericLesser": "{} < {}",
    "NumericGreaterOrEquals": "{} ≥ {}",
    "NumericLesserOrEquals": "{} ≤ {}",
    "BooleanEquals": "{} = {}",
}
_DEEPEST = 6
"""Of what is nested deeper only a sign is shown."""
_MOST_PARTS = 40
"""So many parts of a condition are shown; aliases can make any number of them."""


def condition_text(condition: Node) -> str:
    """A condition in one line of bounded length; `…` stands for what it lacks and for what is left out."""
    return plain(_Writer().text(condition, 0), 200)


def variable_text(text: str) -> str:
    """A reference without its braces; any other text as it is."""
    stripped = text.strip()
    for opening, closing in (("{{", "}}"), ("<<", ">>")):
        if stripped.startswith(opening) and stripped.endswith(closing) and stripped.count(opening) == 1:
            return plain(stripped[2:-2], 60)
    return plain(text, 60) or '""'


class _Writer:
    def __init__(self) -> None:
        self._left = _MOST_PARTS

    def text(self, node: Node, depth: int, around: str = "") -> str:
        """A condition; in parentheses where the word around it would tear it apart."""
        self._left -= 1
        if not isinstance(node, Mapping) or depth > _DEEPEST or self._left < 0:
            return "…"
        parts: list[str] = []
        word = "and"
        for key, value in node.named():
            if key.text == NEGATION:
                parts.append(f"not ({self.text(value, depth + 1)})")
            elif key.text in COMBINATORS:
                word = key.text.lower()
                parts.append(self._joined(value, word, depth))
        found = comparison(node)
        if found is not None:
            variable = variable_text(found.variable.text) if found.variable else "…"
            parts += [_compared(variable, operation) for operation in found.operations] or [f"{variable} …"]
        if len(parts) == 1:
            many = any(key.text not in (NEGATION, NEXT_STEP) and key.text in COMBINATORS for key, _ in node.named())
            return f"({parts[0]})" if many and around and around != word else parts[0]
        return f"({' and '.join(parts)})" if around else " and ".join(parts) or "…"

    def _joined(self, value: Node, word: str, depth: int) -> str:
        items = value.items if isinstance(value, Sequence) else [value]
        texts = []
        for item in items:
            if self._left < 0:
                texts.append("…")
                break
            texts.append(self.text(item, depth + 1, word))
        return f" {word} ".join(texts) or "…"


def _compared(variable: str, operation: Entry) -> str:
    name = operation.key.text if isinstance(operation.key, Scalar) else "…"
    operand = "…"
    if isinstance(operation.value, Scalar):
        known = OPERATIONS.get(name)
        text = plain(operation.value.text, 60)
        operand = text if known and known.operand != "String" else f'"{text}"'
    return _FORMS.get(name, f"{{}} {plain(name, 30).replace('{', '{{').replace('}', '}}')} {{}}").format(
        variable, operand
    )
