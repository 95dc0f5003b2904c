"""Texts and values that are expected, and the matchers that can stand in their place."""

import re

from ssmdoc.aws.matchers import Contains, Equals, Every, Items, Json, Matcher, Matches, Members, Not, OneOf, Present
from ssmdoc.schema.words import actual
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import to_value
from ssmdoc.spec.building.context import Context
from ssmdoc.spec.building.written import get, items, named, text
from ssmdoc.spec.expected.text import TextExpectation

WORDS = ("equals", "contains", "matches", "one_of", "json", "not", "any", "absent")
"""A map of which every key is one of these holds matchers."""


def read_text(node: Node | None, context: Context) -> TextExpectation | None:
    """What a text must be; None without a node."""
    match node:
        case None:
            return None
        case Mapping():
            expression, json, negated = get(node, "matches"), get(node, "json"), get(node, "not")
            if expression is not None:
                _pattern(expression, context)
            return TextExpectation(
                equals=text(get(node, "equals")),
                contains=tuple(part.text for part in items(get(node, "contains")) if isinstance(part, Scalar)),
                matches=text(expression),
                one_of=tuple(found for part in items(get(node, "one_of")) if (found := read_text(part, context))),
                json=read_value(json, context) if json is not None else None,
                negated=read_text(negated, context),
            )
        case _:
            return TextExpectation(same=text(node) or "")


def read_value(node: Node, context: Context) -> Matcher:
    """What a JSON value must be: maps may have more members than are named, lists have exactly the items."""
    match node:
        case Mapping():
            written = list(named(node))
            if written and all(key.text in WORDS for key, _ in written):
                found = tuple(_by_word(key.text, value, context) for key, value in written)
                return found[0] if len(found) == 1 else Every(found)
            return Members(tuple((key.text, read_value(value, context)) for key, value in written))
        case Sequence():
            return Items(tuple(read_value(item, context) for item in node.items))
        case Scalar():
            return Equals(to_value(node))


def _by_word(word: str, node: Node, context: Context) -> Matcher:
    match word:
        case "equals":
            return Equals(to_value(node))
        case "contains" if isinstance(node, Sequence):
            return Every(tuple(Contains(read_value(item, context)) for item in node.items))
        case "contains":
            return Contains(read_value(node, context))
        case "matches":
            pattern = _pattern(node, context)
            return Matches(pattern) if pattern else Present()
        case "one_of" if isinstance(node, Sequence) and node.items:
            return OneOf(tuple(read_value(item, context) for item in node.items))
        case "one_of":
            context.mistake(node.span, f'"one_of" must be a list of at least one value, not {actual(node)}')
        case "json":
            return Json(read_value(node, context))
        case "not":
            return Not(read_value(node, context))
        case "any" | "absent" if to_value(node) is not True:
            context.mistake(node.span, f'"{word}" must be true, not {actual(node)}')
    return Present(there=word != "absent")


def _pattern(node: Node, context: Context) -> re.Pattern[str] | None:
    if not isinstance(node, Scalar):
        context.mistake(node.span, f'"matches" must be a regular expression, not {actual(node)}')
        return None
    try:
        return re.compile(node.text, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        context.mistake(node.span, f"not a regular expression: {error}")
        return None
