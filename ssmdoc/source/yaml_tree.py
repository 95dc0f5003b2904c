"""The events of a YAML parser made into our tree, with exact spans."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ssmdoc.source.aliases import Anchors
from ssmdoc.source.bounds import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY, Unreadable
from ssmdoc.source.mapping_keys import duplicate_keys, unquoted_reference
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

if TYPE_CHECKING:
    from ssmdoc.source.problem import Problem

_STYLES = {
    None: Style.PLAIN,
    "": Style.PLAIN,
    "'": Style.SINGLE,
    '"': Style.DOUBLE,
    "|": Style.LITERAL,
    ">": Style.FOLDED,
}
_BLOCK_STYLES = frozenset("|>")
_YAML_TAG = "tag:yaml.org,2002:"
_BLANKS = " \t\r\n\x85\u2028\u2029"

_properties = re.compile(r"(?:(?:&[\w-]+|!<[^>\s]*>|![^\s,\[\]{}]*)(?:\s+(?:#.*\s+)*)?)+").match
_block_header = re.compile(r"[|>][-+0-9]*").match
_colon = re.compile(r"\s*:").match


class TreeBuilder:
    """Builds the tree of one YAML document; `problems` are those that leave the tree whole."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._anchors = Anchors()
        self._alias_end = 0
        self._nodes = 0
        self.problems: list[Problem] = []

    def build(self, events: Iterator[Any]) -> Node | None:
        """The tree, None for an empty stream; takes events up to the end of the document.

        One loop without a call per scalar: it runs for every value of a document, and a call would take half as long
        as all the rest. Raises Unreadable, and what the parser raises.
        """
        outer: list[tuple[list[Node], Any]] = []
        children: list[Node] = []
        append = children.append
        new, styles, block_styles = object.__new__, _STYLES, _BLOCK_STYLES
        for event in islice(events, MAX_NODES * 2):
            kind = event.__class__
            if kind is ScalarEvent:
                scalar = new(Scalar)
                scalar.start = event.start_mark.index
                scalar.end = event.end_mark.index
                scalar.text = text = event.value
                scalar.style = styles[event.style]
                scalar.tag = tag = event.tag
                append(scalar)
                if not text or tag or event.anchor or event.style in block_styles:
                    self._finish_scalar(scalar, event, outer, children)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(outer) >= MAX_DEPTH:
                    raise Unreadable(TOO_DEEP, event.start_mark.index, event.end_mark.index)
                if event.anchor is not None:
                    self._anchors.open(event.anchor)
                outer.append((children, event))
                children = []
                append = children.append
            elif kind is MappingEndEvent:
                mapping = self._mapping(outer[-1][1], event, children)
                children, _ = outer.pop()
                append = children.append
                append(mapping)
            elif kind is SequenceEndEvent:
                sequence = Sequence(outer[-1][1].start_mark.index, event.end_mark.index, children)
                self._finish_collection(sequence, outer[-1][1], children)
                children, _ = outer.pop()
                append = children.append
                append(sequence)
            elif kind is AliasEvent:
                children.append(self._alias(event, len(outer)))
            elif kind is DocumentEndEvent or kind is StreamEndEvent:
                break
        else:
            raise Unreadable(TOO_MANY, 0, 0)
        return children[0] if children else None

    def _finish_scalar(
        self, scalar: Scalar, event: Any, outer: list[tuple[list[Node], Any]], children: list[Node]
    ) -> None:
        """What only few scalars need."""
        text = self._text
        if event.anchor is not None:
            self._anchors.define(event.anchor, scalar)
        if event.anchor is not None or event.tag is not None:
            scalar.tag = _tag(event)
            scalar.start = _after_properties(text, scalar.start, scalar.end)
        if scalar.style is Style.LITERAL or scalar.style is Style.FOLDED:
            header = _block_header(text, scalar.start)
            if scalar.text.strip(_BLANKS) or header is None:
                scalar.end = _trimmed(text, scalar.start, scalar.end)
            else:  # nothing but the header, which may have a comment
                scalar.end = header.end()
        elif event.start_mark.index == event.end_mark.index and outer and len(children) % 2 == 0:
            kind = outer[-1][1].__class__
            if kind is MappingStartEvent:
                # the parser puts an empty value of a flow mapping where the next token starts
                key_end = max(children[-2].end, self._alias_end)
                colon = _colon(text, key_end, scalar.end)
                scalar.start = scalar.end = colon.end() if colon else key_end

    def _mapping(self, start_event: Any, end_event: Any, items: list[Node]) -> Mapping:
        keys: list[Any] = items[::2]
        mapping = Mapping(start_event.start_mark.index, end_event.end_mark.index, list(map(Entry, keys, items[1::2])))
        self._finish_collection(mapping, start_event, items)
        if len(mapping.by_name) < len(keys):
            self.problems += unquoted_reference(self._text, mapping)
            self.problems += duplicate_keys(self._source, mapping.entries)
        return mapping

    def _finish_collection(self, node: Mapping | Sequence, start_event: Any, items: list[Node]) -> None:
        """What all collections need once their children are known."""
        if start_event.tag is not None or start_event.anchor is not None:
            node.tag = _tag(start_event)
            node.start = _own_start(self._text, start_event)
            if start_event.anchor is not None:
                self._anchors.define(start_event.anchor, node)
        if not start_event.flow_style or self._text[node.start] not in "{[":
            # the parser ends a block, and a pair in `[a: b]`, where the next token starts; the last item ended
            # before it, or the last alias did, whose node ended long before
            end = items[-1].end
            node.end = end if end > self._alias_end else self._alias_end
        self._nodes += len(items)
        if self._nodes > MAX_NODES:
            raise Unreadable(TOO_MANY, node.start, node.start)

    def _alias(self, event: Any, depth: int) -> Node:
        self._alias_end = event.end_mark.index
        return self._anchors.follow(event.anchor, depth, event.start_mark.index, event.end_mark.index)


def _tag(event: Any) -> str | None:
    """The tag as one writes it: the parser gives `!!str` in its long form."""
    tag: str | None = event.tag
    if tag is not None and tag.startswith(_YAML_TAG):
        return "!!" + tag[len(_YAML_TAG) :]
    return tag


def _after_properties(text: str, start: int, end: int) -> int:
    """Where a scalar itself starts, behind its anchor and tag."""
    found = _properties(text, start, end)
    return found.end() if found else start


def _own_start(text: str, start_event: Any) -> int:
    """Where a collection itself starts, behind its anchor and tag: the event ends with its first mark, or before it."""
    end: int = start_event.end_mark.index
    return end - 1 if text[end - 1] in "{[-" else end


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_BLANKS))
