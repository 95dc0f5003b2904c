"""JSON with a span on every node; `json.loads` gives values only, and takes NaN and Infinity."""

import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

from ssmdoc.source.bounds import MAX_DEPTH, MAX_NODES, TOO_DEEP, TOO_MANY, Unreadable
from ssmdoc.source.decode import REPLACEMENT, printable
from ssmdoc.source.mapping_keys import duplicate_keys
from ssmdoc.source.problem import Problem, in_quotes
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

if TYPE_CHECKING:
    from ssmdoc.source.json_errors import Expected

_blank = re.compile(r"[ \t\r\n]*").match
_entry = re.compile(  # a key without escapes, and its value if that is a string without escapes
    r'"([^"\\\x00-\x1f]*)"[ \t\r\n]*:[ \t\r\n]*(?:"([^"\\\x00-\x1f]*)"[ \t\r\n]*([,}])[ \t\r\n]*)?'
).match
_string_item = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\r\n]*([,\]])[ \t\r\n]*').match
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_half_pair = _HALF_PAIR.search
_number_or_word = re.compile(
    r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![^ \t\r\n,\]}])"
).match
_comma_or_brace = re.compile(r"[ \t\r\n]*([,}])[ \t\r\n]*").match
_comma_or_bracket = re.compile(r"[ \t\r\n]*([,\]])[ \t\r\n]*").match


def read_json(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a JSON text and its duplicate keys; or None and the one problem that stopped the reading."""
    if not source.text.isascii() and _half_pair(source.text):  # from an editor; decoded bytes have none
        text, unprintable = printable(source.text)
        root, problems = read_json(Source(source.path, text))
        return root, unprintable + problems if root is not None else unprintable
    reader = _Reader(source)
    try:
        root = reader.document()
    except _NotJson as stop:
        from ssmdoc.source.json_errors import explain

        return None, (explain(source.text, stop.expected, stop.place),)
    except Unreadable as stop:
        return None, (stop.problem,)
    return root, tuple(reader.problems)


class _NotJson(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, expected: "Expected", place: int) -> None:
        self.expected, self.place = expected, place


class _Reader:
    """A recursive reader; each method starts at a node and returns it with the offset behind it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._depth = 0
        self._nodes = 0
        self.problems: list[Problem] = []

    def document(self) -> Node:
        text = self._text
        root = self._value(self._skip(1 if text.startswith("\ufeff") else 0))
        end = self._skip(root.end)
        if end < len(text):
            raise _NotJson("end", end)
        return root

    def _skip(self, offset: int) -> int:
        found = _blank(self._text, offset)
        return found.end() if found else offset

    def _value(self, start: int) -> Node:
        first = self._text[start : start + 1]
        if first == '"':
            return self._string(start)
        if first == "{" or first == "[":
            if self._depth == MAX_DEPTH:
                raise Unreadable(TOO_DEEP, start, start + 1)
            self._depth += 1
            node = self._mapping(start) if first == "{" else self._sequence(start)
            self._depth -= 1
            self._nodes += len(node.entries) if isinstance(node, Mapping) else len(node.items)
            if self._nodes > MAX_NODES:
                raise Unreadable(TOO_MANY, start, start + 1)
            return node
        found = _number_or_word(self._text, start)
        if found is None:
            raise _NotJson("value", start)
        return Scalar(start, found.end(), found[0], Style.PLAIN)

    def _string(self, start: int) -> Scalar:
        try:
            value, end = scanstring(self._text, start + 1)
        except ValueError as error:
            raise _NotJson("string", start) from error
        scalar = Scalar(start, end, value, Style.DOUBLE)
        if not value.isascii() and (half := _half_pair(value)):
            self._replace_half_pairs(scalar, half.start())
        return scalar

    def _replace_half_pairs(self, scalar: Scalar, first: int) -> None:
        """Half of a surrogate pair is not a character: no text that holds one can be written out again."""
        from ssmdoc.source.character_map import character_map

        place = character_map(self._source, scalar).span(first, first + 1)
        message = f"{in_quotes(self._text[slice(*place)])} is half of a surrogate pair, not a character"
        self.problems.append(Problem("syntax-error", message, place))
        scalar.text = _HALF_PAIR.sub(REPLACEMENT, scalar.text)

    def _mapping(self, start: int) -> Mapping:
        text = self._text
        entries: list[Entry] = []
        offset = self._skip(start + 1)
        if text[offset : offset + 1] == "}":
            return Mapping(start, offset + 1, entries)
        for _ in range(MAX_NODES):
            found = _entry(text, offset)
            if found and found[3]:
                key_end, (value_start, value_end), group = found.end(1) + 1, found.span(2), 3
                key = Scalar(offset, key_end, found[1], Style.DOUBLE)
                value: Node = Scalar(value_start - 1, value_end + 1, found[2], Style.DOUBLE)
            else:
                if found:
                    key, offset = Scalar(offset, found.end(1) + 1, found[1], Style.DOUBLE), found.end()
                else:
                    key, offset = self._key(offset)
                value = self._value(offset)
                found, group = _comma_or_brace(text, value.end), 1
                if found is None:
                    raise _NotJson("comma in map", self._skip(value.end))
            entries.append(Entry(key, value))
            if found[group] == "}":
                return self._whole_mapping(start, found.end(group), entries)
            offset = found.end()
        raise Unreadable(TOO_MANY, start, start + 1)

    def _whole_mapping(self, start: int, end: int, entries: list[Entry]) -> Mapping:
        if len({entry.key.text for entry in entries if entry.key.__class__ is Scalar}) < len(entries):
            self.problems += duplicate_keys(self._source, entries)
        return Mapping(start, end, entries)

    def _key(self, start: int) -> tuple[Scalar, int]:
        """Any key, and the offset of its value."""
        if self._text[start : start + 1] != '"':
            raise _NotJson("key", start)
        key = self._string(start)
        end = self._skip(key.end)
        if self._text[end : end + 1] != ":":
            raise _NotJson("colon", end)
        return key, self._skip(end + 1)

    def _sequence(self, start: int) -> Sequence:
        text = self._text
        items: list[Node] = []
        offset = self._skip(start + 1)
        if text[offset : offset + 1] == "]":
            return Sequence(start, offset + 1, items)
        for _ in range(MAX_NODES):
            found = _string_item(text, offset)
            if found:
                item: Node = Scalar(offset, found.end(1) + 1, found[1], Style.DOUBLE)
                group = 2
            else:
                item = self._value(offset)
                found, group = _comma_or_bracket(text, item.end), 1
                if found is None:
                    raise _NotJson("comma in list", self._skip(item.end))
            items.append(item)
            if found[group] == "]":
                return Sequence(start, found.end(group), items)
            offset = found.end()
        raise Unreadable(TOO_MANY, start, start + 1)
