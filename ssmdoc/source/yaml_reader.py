"""YAML 1.1 with a span on every node, from the events of libyaml.

Events and not `yaml.compose`: they are as fast, they tell where an alias stands, and deep nesting cannot
exhaust the C stack.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)

from ssmdoc.source.decode import printable
from ssmdoc.source.duplicate_keys import duplicate_keys
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML was built without libyaml: the same events, ten times slower
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

MAX_DEPTH = 200
MAX_NODES = 200_000

_STYLES = {
    None: Style.PLAIN,
    "": Style.PLAIN,
    "'": Style.SINGLE,
    '"': Style.DOUBLE,
    "|": Style.LITERAL,
    ">": Style.FOLDED,
}


def read_yaml(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of the first YAML document of a text."""
    if text.startswith("\ufeff"):
        text = "\n" + text[1:]
    unprintable: tuple[Problem, ...] = ()
    try:
        events = _events(text)
    except (YAMLError, UnicodeEncodeError):
        text, unprintable = printable(text)
        events = _events(text)
    builder = _Builder(text)
    try:
        root = builder.build(events)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = min(mark.index, len(text)) if mark else 0
        return None, (*unprintable, Problem("syntax-error", str(error.problem), Span(place, place)))
    except _Stop as stop:
        return None, (*unprintable, stop.problem)
    except YAMLError:
        cleaned, unprintable = printable(text)
        if not unprintable:
            raise
        root, problems = read_yaml(cleaned)
        return root, unprintable + problems
    return root, (*unprintable, *builder.problems)


def _events(text: str) -> Iterator[Any]:
    return iter(Parser(text).get_event, None)


class _Stop(Exception):  # noqa: N818 - ends the reading, does not leave this module
    def __init__(self, message: str, start: int, end: int) -> None:
        self.problem = Problem("syntax-error", message, Span(start, end))


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}

    def build(self, events: Iterator[Any]) -> Node | None:
        children: list[Node] = []
        stack: list[tuple[list[Node], Any]] = []
        nodes = 0
        for event in islice(events, MAX_NODES * 2):
            kind = event.__class__
            if kind is ScalarEvent:
                scalar = Scalar(event.start_mark.index, event.end_mark.index, event.value, _STYLES[event.style])
                if event.anchor is not None:
                    self.anchors[event.anchor] = scalar
                scalar.tag = event.tag
                if event.style in ("|", ">"):
                    scalar.end = scalar.start + len(self.text[scalar.start : scalar.end].rstrip())
                children.append(scalar)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= MAX_DEPTH:
                    raise _Stop(
                        f"nested more than {MAX_DEPTH} levels deep", event.start_mark.index, event.end_mark.index
                    )
                stack.append((children, event))
                children = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                items = children
                children, start = stack.pop()
                end = event.end_mark.index
                if not start.flow_style:
                    end = max(start.start_mark.index, items[-1].end) if items else end
                node: Node
                if kind is MappingEndEvent:
                    it = iter(items)
                    entries = [Entry(key, value) for key, value in zip(it, it, strict=True)]
                    self.problems += duplicate_keys(self.text, entries)
                    node = Mapping(start.start_mark.index, end, entries, start.tag)
                else:
                    node = Sequence(start.start_mark.index, end, items, start.tag)
                if start.anchor is not None:
                    self.anchors[start.anchor] = node
                nodes += len(items)
                children.append(node)
            elif kind is AliasEvent:
                if event.anchor not in self.anchors:
                    raise _Stop(f'alias "*{event.anchor}" is not defined', event.start_mark.index, event.end_mark.index)
                children.append(self.anchors[event.anchor])
        return children[0] if children else None
