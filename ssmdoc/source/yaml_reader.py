"""YAML 1.1 with a span on every node, from the events of libyaml.

Events and not `yaml.compose`: they are as fast, they tell where an alias stands, and deep nesting cannot exhaust the
C stack.
"""

from collections.abc import Iterator
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml.events import DocumentStartEvent

from ssmdoc.source.bounds import Unreadable
from ssmdoc.source.decode import printable
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Node
from ssmdoc.source.yaml_tree import TreeBuilder

try:
    from yaml._yaml import CParser as Parser
except ImportError:
    from ssmdoc.source.pure_parser import Parser  # type: ignore[assignment]

__all__ = ["Parser", "read_yaml"]


def read_yaml(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of the first YAML document of a text, None without one, and what is wrong with the text."""
    try:
        return _read(source)
    except (YAMLError, UnicodeEncodeError):
        # the parser stops at the first character that YAML refuses
        text, unprintable = printable(source.text)
    try:
        root, problems = _read(Source(source.path, text))
    except YAMLError as error:
        root, problems = None, (Problem("syntax-error", f"not valid YAML: {error}", Span(0, 0)),)
    return root, unprintable + problems


def _read(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    text = source.text
    if text.startswith("\ufeff"):
        text = "\n" + text[1:]  # the parser would skip the mark and count one character too few
    builder = TreeBuilder(source)
    events: Iterator[Any] = iter(Parser(text).get_event, None)
    root = None
    try:
        root = builder.build(events)
        _expect_end(events)
    except Unreadable as stop:
        return root, (*builder.problems, stop.problem)
    except MarkedYAMLError as error:
        from ssmdoc.source.yaml_errors import explain

        problem = explain(source, error)
        # of an unquoted reference that also ends the reading, once is enough
        others = [other for other in builder.problems if other.span.start != problem.span.start]
        return root, (*others, problem)
    except UnicodeDecodeError:
        message = "a tag holds a %-escape that is not valid UTF-8"
        return None, (*builder.problems, Problem("syntax-error", message, Span(0, 0)))
    return root, tuple(builder.problems)


def _expect_end(events: Iterator[Any]) -> None:
    """Raises Unreadable where a second document starts."""
    event: Any = next(events, None)
    kind = event.__class__
    if kind is DocumentStartEvent:
        message = "an SSM document is one YAML document; a second one starts here and is not read"
        raise Unreadable(message, event.start_mark.index, event.end_mark.index)
