"""One entrance for both formats: a text becomes a tree and problems, whatever it holds."""

from typing import NamedTuple

from ssmdoc.source.bounds import MAX_CHARACTERS
from ssmdoc.source.problem import Problem
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Node
from ssmdoc.source.yaml_reader import read_yaml

_BLANK = " \t\r\n\ufeff"


class Read(NamedTuple):
    """A text as read: its tree if there is one, and what is wrong with it."""

    root: Node | None
    problems: tuple[Problem, ...]


def read(source: Source) -> Read:
    """The tree of a text.

    A text is JSON when its path ends in `.json`, or when it begins with `{` or `[`; under a YAML path it must then
    also be whole and right JSON, because flow style YAML begins the same way.
    """
    path, text = source.path.lower(), source.text
    begins_as_json = text.lstrip(_BLANK)[:1] in ("{", "[")
    is_json = path.endswith(".json") or begins_as_json
    if len(text) > MAX_CHARACTERS:
        message = f"the text has {len(text):,} characters; more than {MAX_CHARACTERS:,} are not read"
        return Read(None, (Problem("syntax-error", message, Span(0, 0)),))
    if not text.strip(_BLANK):
        return Read(None, ())
    if not is_json:
        return Read(*read_yaml(source))
    from ssmdoc.source.json_reader import read_json  # most documents are YAML, and every start pays for an import

    root, problems = read_json(source)
    if root is not None:
        return Read(root, problems)
    root, others = read_yaml(source)
    if path.endswith((".yaml", ".yml")):
        return Read(root, others)
    if root is None:
        return Read(None, problems)
    if not any(other.rule == "syntax-error" for other in others):
        problems = tuple(map(_not_strict, problems))
    return Read(root, problems + tuple(other for other in others if other.rule != "syntax-error"))


def _not_strict(problem: Problem) -> Problem:
    """A mistake in JSON that is none in YAML."""
    return problem._replace(rule="not-strict-json", message=f"{problem.message}; AWS takes this as YAML only")
