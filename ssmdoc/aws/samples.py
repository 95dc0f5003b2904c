"""Answers made from the output shape of an operation: right by construction, always the same."""

from typing import TYPE_CHECKING, NamedTuple

from ssmdoc.aws import shapes
from ssmdoc.aws.models import Operation, page_tokens
from ssmdoc.aws.texts import sample_text
from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from botocore.model import Shape

_MOST_MEMBERS = 4
"""A short answer shows as many members of a structure."""
_DEEPEST = 8
"""Lists and structures within each other in a short answer."""
_LISTS_WITHIN = 3
"""Lists of structures are of use to this depth: reservations, their instances, not what belongs to these."""
_TIME = "2026-01-01T00:00:00.000Z"
_TOLD_BY = ("identifier", "id", "arn", "name", "status", "state")
_SINGLE = ("string", "integer", "long", "float", "double", "boolean", "timestamp")


class _Path(NamedTuple):
    """Where in an answer a value is, and what is asked of the answer."""

    service: str
    words: frozenset[str]
    within: tuple[str, ...]
    """The shapes around the value, the outermost first."""


def sample_response(operation: Operation) -> dict[str, JsonValue]:
    """An answer with every member, lists and maps with one item, and no further page; without ResponseMetadata."""
    shape = operation.output
    if shape is None:
        return {}
    last = _last_page(operation)
    return {
        name: _whole(member, name, operation.service, (shape.name,))
        for name, member in _present(shape).items()
        if name not in last
    }


def short_response(operation: Operation, wanted: str = "") -> dict[str, JsonValue]:
    """An answer to fill in: the members that people need most, and those that the text `wanted` names.

    `wanted` is what reads the answer, such as the selectors of a step.
    """
    shape = operation.output
    if shape is None:
        return {}
    words = frozenset("".join(sign if sign.isalnum() or sign == "_" else " " for sign in wanted).split())
    return _short_members(shape, _last_page(operation), _Path(operation.service, words, (shape.name,)))


def _last_page(operation: Operation) -> frozenset[str]:
    return page_tokens(operation.service).get(operation.name, frozenset()) | {"NextToken", "nextToken"}


def _present(shape: "Shape") -> dict[str, "Shape"]:
    """The members that a value has: all of them, of a union the first one; no streams of events."""
    members = {
        name: member
        for name, member in shapes.members(shape).items()
        if not (member.type_name == "structure" and member.serialization.get("eventstream"))
    }
    return dict(list(members.items())[:1]) if shapes.is_union(shape) else members


def _whole(shape: "Shape", name: str, service: str, within: tuple[str, ...]) -> JsonValue:
    if shape.name in within:
        return {} if shape.type_name in ("structure", "map") else []
    deeper = (*within, shape.name)
    match shape.type_name:
        case "structure":
            return {part: _whole(member, part, service, deeper) for part, member in _present(shape).items()}
        case "list":
            if shapes.item(shape).name in within:
                return []
            return [_whole(shapes.item(shape), name, service, deeper)] * _least_items(shape)
        case "map":
            text = sample_text(shapes.key(shape), "Key", service)
            return {text: _whole(shapes.value(shape), name, service, deeper)}
        case _:
            return _single(shape, name, service)


def _short_members(shape: "Shape", hidden: frozenset[str], path: _Path) -> dict[str, JsonValue]:
    members = {name: member for name, member in _present(shape).items() if name not in hidden}
    ranked = sorted(members, key=lambda name: _rank(name, members[name], path))
    asked = [name for name in ranked if name in path.words]
    if path.words and not asked:  # $..InstanceId
        asked = [name for name in ranked if _leads_to(members[name], path.words, path.within)]
    chosen = asked or ranked[:_MOST_MEMBERS]
    return {name: _short(member, name, path) for name, member in members.items() if name in chosen}


def _short(shape: "Shape", name: str, path: _Path) -> JsonValue:
    kind = shape.type_name
    if kind not in ("structure", "list", "map"):
        return _single(shape, name, path.service)
    if shape.name in path.within or len(path.within) > _DEEPEST:
        return [] if kind == "list" else {}
    deeper = path._replace(within=(*path.within, shape.name))
    match kind:
        case "structure":
            return _short_members(shape, frozenset(), deeper)
        case "list":
            if shapes.item(shape).name in path.within:
                return []
            return [_short(shapes.item(shape), name, deeper)] * _least_items(shape)
        case _:
            asked = [choice for choice in shapes.choices(shapes.key(shape)) if choice in path.words]
            keys = asked or [sample_text(shapes.key(shape), "Key", path.service)]
            return {key: _short(shapes.value(shape), key, deeper) for key in keys}


def _leads_to(shape: "Shape", words: frozenset[str], within: tuple[str, ...]) -> bool:
    """Whether a member below has one of the names."""
    if shape.name in within or len(within) > _DEEPEST:
        return False
    deeper = (*within, shape.name)
    match shape.type_name:
        case "structure":
            members = shapes.members(shape)
            return any(name in words or _leads_to(member, words, deeper) for name, member in members.items())
        case "list":
            return _leads_to(shapes.item(shape), words, deeper)
        case "map":
            return _leads_to(shapes.value(shape), words, deeper)
        case _:
            return False


def _rank(name: str, shape: "Shape", path: _Path) -> tuple[int, int]:
    """The lower, the more people need the member: what the structure is, its state, and what it is a list of."""
    kind, folded = shape.type_name, name.lower()
    if kind == "list" and shapes.item(shape).type_name == "structure" and len(path.within) <= _LISTS_WITHIN:
        return (1, -len(shapes.members(shapes.item(shape))))
    ending = next((ending for ending in _TOLD_BY if folded.endswith(ending)), None)
    if ending is None:
        return (3 if kind in _SINGLE else 4, 0)
    stem = folded.removesuffix(ending)
    if kind == "structure":
        return (2 if stem else 1, 0)
    return (0 if stem in path.within[-1].lower() else 2, 0) if kind in _SINGLE else (4, 0)


def _least_items(shape: "Shape") -> int:
    return max(int(shape.metadata.get("min", 1)), 1)


def _single(shape: "Shape", name: str, service: str) -> JsonValue:
    match shape.type_name:
        case "boolean":
            return False
        case "integer" | "long":
            return max(int(shape.metadata.get("min", 1)), 1)
        case "float" | "double":
            return max(float(shape.metadata.get("min", 1.0)), 1.0)
        case "timestamp":
            return _TIME
        case "blob":
            return name
        case _:
            return sample_text(shape, name, service)
