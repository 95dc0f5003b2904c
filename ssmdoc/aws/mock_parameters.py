"""The parameters of a mock become matchers, held against the shape of the request."""

from typing import TYPE_CHECKING

from ssmdoc.aws import shapes
from ssmdoc.aws.matchers import WORDS, Contains, Equals, Items, Matcher, Matches, Members, Not, OneOf, Present
from ssmdoc.aws.models import Operation
from ssmdoc.aws.requests import canonical_name, fitted, member_names
from ssmdoc.aws.typed import Problems, read_single, unknown_member
from ssmdoc.catalogue.nearest import did_you_mean
from ssmdoc.patterns.expression import Expression, ExpressionError
from ssmdoc.schema.places import entries
from ssmdoc.schema.words import actual
from ssmdoc.source.problem import in_quotes
from ssmdoc.source.tree import Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import to_value

if TYPE_CHECKING:
    from botocore.model import Shape


def read_parameters(operation: Operation, node: Mapping, problems: Problems) -> Members:
    """What a mock expects of a request."""
    shape = operation.input
    members = shapes.members(shape) if shape is not None else {}
    found: list[tuple[str, Matcher]] = []
    for entry in entries(node):
        name = entry.key.text if isinstance(entry.key, Scalar) else ""
        known = canonical_name(operation, name)
        if known in members:
            found.append((known, read_matcher(entry.value, members[known], name, problems)))
        else:
            where = f"the parameters of {operation.service} {operation.name}"
            problems.error(entry.key.span, unknown_member(name, member_names(operation), where))
    return Members(tuple(found))


def read_matcher(node: Node, shape: "Shape", name: str, problems: Problems) -> Matcher:
    """What a mock expects of one value; `name` is the member that it is, or is in."""
    if isinstance(node, Mapping):
        written = entries(node)
        word = written[0].key if len(written) == 1 else None
        if isinstance(word, Scalar) and word.text in WORDS and not _is_member(word.text, shape):
            return _by_word(word.text, written[0].value, shape, name, problems)
    match shape.type_name, node:
        case _ if shapes.is_free(shape):
            return _plain(node, shape, name, problems)
        case "structure" | "map", Mapping():
            return _members(node, shape, name, problems)
        case "list", Sequence():
            return Items(tuple(read_matcher(part, shapes.item(shape), name, problems) for part in node.items))
        case "list", Scalar():
            return Items((read_matcher(node, shapes.item(shape), name, problems),))
        case _, Mapping(entries=[entry]) if isinstance(entry.key, Scalar):
            hint = did_you_mean(entry.key.text, WORDS)
            message = f"unknown matcher {in_quotes(entry.key.text)} for {in_quotes(name)}"
            problems.error(entry.key.span, message + (hint or f"; there are {', '.join(WORDS)}"))
            return Present()
        case _:
            return _plain(node, shape, name, problems)


def _is_member(name: str, shape: "Shape") -> bool:
    return shape.type_name == "structure" and name in shapes.members(shape)


def _members(node: Mapping, shape: "Shape", name: str, problems: Problems) -> Members:
    found: list[tuple[str, Matcher]] = []
    for entry in entries(node):
        part = entry.key.text if isinstance(entry.key, Scalar) else ""
        known = shapes.members(shape) if shape.type_name == "structure" else {part: shapes.value(shape)}
        if part in known:
            found.append((part, read_matcher(entry.value, known[part], part, problems)))
        else:
            problems.error(entry.key.span, unknown_member(part, known, in_quotes(name)))
    return Members(tuple(found))


def _plain(node: Node, shape: "Shape", name: str, problems: Problems) -> Equals:
    value = fitted(shape, to_value(node))
    if shapes.is_free(shape) or shape.type_name == "timestamp":
        return Equals(value)
    return Equals(read_single(node, value, shape, name, problems))


def _by_word(word: str, node: Node, shape: "Shape", name: str, problems: Problems) -> Matcher:
    """A matcher, by the one key of a map that says which it is."""
    match word:
        case "contains":
            return _contains(node, shape, name, problems)
        case "matches":
            return _matches(node, shape, name, problems)
        case "one_of" if isinstance(node, Sequence):
            return OneOf(tuple(read_matcher(part, shape, name, problems) for part in node.items))
        case "one_of":
            problems.error(node.span, f'"one_of" must be a list of values, not {actual(node)}')
        case "not":
            return Not(read_matcher(node, shape, name, problems))
        case "any" | "absent":
            if to_value(node) is not True:
                problems.error(node.span, f'"{word}" must be true, not {actual(node)}')
            return Present(there=word == "any")
        case _ if shape.type_name in ("structure", "map", "list"):
            if isinstance(node, Mapping) and shape.type_name != "list":
                _members(node, shape, name, problems)  # for what is wrong with it
            return Equals(fitted(shape, to_value(node)))
        case _:
            return _plain(node, shape, name, problems)
    return Present()


def _contains(node: Node, shape: "Shape", name: str, problems: Problems) -> Matcher:
    if shape.type_name == "list":
        return Contains(read_matcher(node, shapes.item(shape), name, problems))
    if not isinstance(node, Scalar) or shape.type_name not in ("string", "blob"):
        what = f"{in_quotes(name)} cannot contain {actual(node)}"
        problems.error(node.span, f'"contains" is for lists and texts, and {what}')
    return Contains(Equals(fitted(shape, to_value(node))))


def _matches(node: Node, shape: "Shape", name: str, problems: Problems) -> Matcher:
    if not isinstance(node, Scalar):
        problems.error(node.span, f'"matches" must be a regular expression, not {actual(node)}')
        return Present()
    if shape.type_name in ("structure", "map", "list"):
        problems.error(node.span, f'"matches" is for single values, and {in_quotes(name)} is a {shape.type_name}')
    expression = Expression(node.text)
    try:
        expression.check()
    except ExpressionError as error:
        problems.error(node.span, f"{in_quotes(node.text)} is no regular expression of RE2: {error}")
        return Present()
    return Matches(expression)
