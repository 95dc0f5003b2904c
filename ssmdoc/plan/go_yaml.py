"""YAML texts as the agent's library decodes them: laxer types than JSON's, keys by their exact case, its error texts.

Source: gopkg.in/yaml.v2 decode.go, resolve.go, yaml.go.
"""

from collections.abc import Iterator

from yaml import CollectionEndEvent, CollectionStartEvent, MarkedYAMLError, YAMLError
from yaml.reader import ReaderError
from yaml.scanner import ScannerError

from ssmdoc.plan.go_json import Anything, Boolean, GoType, Integer, List, Map, Number, Struct, Text, UnmarshalError
from ssmdoc.source.bounds import MAX_DEPTH
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence, Style
from ssmdoc.source.values import JsonValue, merged_mappings, scalar_value
from ssmdoc.source.yaml_reader import Parser

_BOOLEANS = {"y": True, "Y": True, "n": False, "N": False}
"""Beside those of YAML 1.1 that everybody reads."""
_LONGEST_SHOWN = 10
_NAMES = {str: "!!str", bool: "!!bool", int: "!!int", float: "!!float"}


class UntypedMap(dict[str, JsonValue]):
    """A map without a type for its keys, as YAML gives it: Go cannot write it as JSON. Only its text keys are kept."""


def unmarshal_yaml(text: str, into: GoType) -> JsonValue:
    """The value of a YAML text as Go decodes it; like `go_json.unmarshal`, but lists and maps keep no wrong item.

    Raises:
        UnmarshalError: the text is no YAML, or a type does not fit.
    """
    source = Source("text.yaml", text)
    root, problems = read(source)
    if (problem := _syntax_problem(text)) is not None:
        raise UnmarshalError(f"yaml: {problem}")
    if root is None:
        for unreadable in problems:
            raise UnmarshalError(f"yaml: {unreadable.message}")
        return None
    decoder = _Decoder(source)
    fitting = list(decoder.decode(root, into))
    if decoder.errors:
        raise UnmarshalError("\n  ".join(["yaml: unmarshal errors:", *decoder.errors]))
    return fitting[0] if fitting else None


def _syntax_problem(text: str) -> str | None:
    """What the library says of a text that is no YAML; its parser is libyaml's in another language."""
    try:
        parser = Parser(text)
        depth = 0
        # what is nested deeper than we read is not parsed to its end: that takes a time that grows with the square
        while depth <= MAX_DEPTH and (event := parser.get_event()) is not None:
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
    except MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        if line:
            line += isinstance(error, ScannerError)
        elif error.context_mark:
            line = error.context_mark.line
        return f"line {line}: {error.problem}" if line else error.problem
    except ReaderError as error:
        return str(error.reason)
    except (YAMLError, UnicodeError) as error:
        return str(error)
    return None


class _Decoder:
    """One decoding; what does not fit is left out and noted."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.errors: list[str] = []

    def decode(self, node: Node, into: GoType) -> Iterator[JsonValue]:
        """The value, or nothing where the type does not fit."""
        match node, into:
            case Scalar(), _:
                yield from self.scalar(node, into)
            case Sequence(), List(item):
                yield [value for member in node.items for value in self.decode(member, item)]
            case Sequence(), Anything():
                yield [value for member in node.items for value in self.decode(member, into)]
            case Mapping(), Struct():
                yield dict.fromkeys(into.fields) | self.struct(node, into)
            case Mapping(), Map(item):
                yield self.map(node, item, text_keys=True)
            case Mapping(), Anything():
                yield UntypedMap(self.map(node, into, text_keys=False))
            case _:
                self.refuse(node, "!!seq" if isinstance(node, Sequence) else "!!map", into)

    def scalar(self, node: Scalar, into: GoType) -> Iterator[JsonValue]:
        value = _value(node)
        match into:
            case _ if value is None:
                yield None
            case Anything():
                yield value
            case Text() | Number():
                yield node.text
            case Boolean() if isinstance(value, bool):
                yield value
            case Integer() if isinstance(value, int | float) and not isinstance(value, bool):
                yield int(value)
            case _:
                shown = node.text if len(node.text) <= _LONGEST_SHOWN else f"{node.text[:7]}..."
                self.refuse(node, f"{_NAMES[type(value)]} `{shown}`", into)

    def struct(self, node: Mapping, into: Struct) -> dict[str, JsonValue]:
        fields: dict[str, JsonValue] = {}
        for entry in node.entries:
            if merged := merged_mappings(entry):
                for mapping in reversed(merged):
                    fields |= self.struct(mapping, into)
            elif isinstance(entry.key, Scalar) and (kind := into.fields.get(entry.key.text)) is not None:
                fields.update((entry.key.text, value) for value in self.decode(entry.value, kind))
        return fields

    def map(self, node: Mapping, item: GoType, *, text_keys: bool) -> dict[str, JsonValue]:
        values: dict[str, JsonValue] = {}
        for entry in node.entries:
            if merged := merged_mappings(entry):
                for mapping in reversed(merged):
                    values |= self.map(mapping, item, text_keys=text_keys)
            elif (key := _key(entry, text_keys=text_keys)) is not None:
                values.update((key, value) for value in self.decode(entry.value, item))
        return values

    def refuse(self, node: Node, found: str, into: GoType) -> None:
        line, _ = self.source.position(node.start)
        self.errors.append(f"line {line}: cannot unmarshal {found} into {into.name}")


def _key(entry: Entry, *, text_keys: bool) -> str | None:
    """A key; where any value may be one, those that are no texts are lost when parameters are replaced."""
    if not isinstance(entry.key, Scalar):
        return None
    return entry.key.text if text_keys or isinstance(_value(entry.key), str) else None


def _value(node: Scalar) -> JsonValue:
    if node.tag is None and node.style is Style.PLAIN and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    return scalar_value(node)
