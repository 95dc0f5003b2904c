"""JSON with a span on every node; `json.loads` gives values only."""

import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Never

from ssmdoc.source.duplicate_keys import duplicate_keys
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style

MAX_DEPTH = 200
_blank = re.compile(r"[ \t\r\n]*").match
_plain = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)").match


class _Stop(Exception):  # noqa: N818 - ends the reading, does not leave this module
    def __init__(self, message: str, start: int, end: int) -> None:
        self.problem = Problem("syntax-error", message, Span(start, end))


def read_json(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a JSON text; without one, the first problem is the syntax error."""
    reader = _Reader(text)
    try:
        start = reader.skip(1 if text.startswith("\ufeff") else 0)
        root, end = reader.value(start, 0)
        end = reader.skip(end)
        if end < len(text):
            reader.stop("unexpected text after the end of the document", end)
    except _Stop as stop:
        return None, (stop.problem,)
    return root, tuple(reader.problems)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def skip(self, offset: int) -> int:
        found = _blank(self.text, offset)
        return found.end() if found else offset

    def stop(self, message: str, start: int) -> Never:
        raise _Stop(message, start, min(start + 1, len(self.text)))

    def value(self, start: int, depth: int) -> tuple[Node, int]:
        first = self.text[start : start + 1]
        if first == '"':
            return self.string(start)
        if first == "{":
            return self.mapping(start, depth + 1)
        if first == "[":
            return self.sequence(start, depth + 1)
        found = _plain(self.text, start)
        if found is None:
            self.stop("expected a value", start)
        return Scalar(start, found.end(), found[0], Style.PLAIN), found.end()

    def string(self, start: int) -> tuple[Scalar, int]:
        try:
            value, end = scanstring(self.text, start + 1)
        except ValueError:
            self.stop("this string is not valid JSON", start)
        return Scalar(start, end, value, Style.DOUBLE), end

    def mapping(self, start: int, depth: int) -> tuple[Mapping, int]:
        if depth > MAX_DEPTH:
            self.stop(f"nested more than {MAX_DEPTH} levels deep", start)
        text = self.text
        entries: list[Entry] = []
        offset = self.skip(start + 1)
        while text[offset : offset + 1] != "}" or entries:
            if text[offset : offset + 1] != '"':
                self.stop("expected a property name in double quotes", offset)
            key, offset = self.string(offset)
            offset = self.skip(offset)
            if text[offset : offset + 1] != ":":
                self.stop('expected ":" after the property name', offset)
            value, offset = self.value(self.skip(offset + 1), depth)
            entries.append(Entry(key, value))
            offset = self.skip(offset)
            if text[offset : offset + 1] == "}":
                break
            if text[offset : offset + 1] != ",":
                self.stop('expected "," or "}"', offset)
            offset = self.skip(offset + 1)
        if len({entry.key.text for entry in entries if isinstance(entry.key, Scalar)}) < len(entries):
            self.problems += duplicate_keys(text, entries)
        return Mapping(start, offset + 1, entries), offset + 1

    def sequence(self, start: int, depth: int) -> tuple[Sequence, int]:
        if depth > MAX_DEPTH:
            self.stop(f"nested more than {MAX_DEPTH} levels deep", start)
        text = self.text
        items: list[Node] = []
        offset = self.skip(start + 1)
        while text[offset : offset + 1] != "]" or items:
            value, offset = self.value(offset, depth)
            items.append(value)
            offset = self.skip(offset)
            if text[offset : offset + 1] == "]":
                break
            if text[offset : offset + 1] != ",":
                self.stop('expected "," or "]"', offset)
            offset = self.skip(offset + 1)
        return Sequence(start, offset + 1, items), offset + 1
