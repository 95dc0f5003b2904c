"""Parameter Store for one run, from the file of `--ssm-parameters`."""

from collections.abc import Sequence

from ssmdoc.catalogue.nearest import nearest
from ssmdoc.commands.run_inputs import InputError
from ssmdoc.plan.parameter_store import ParameterStore, StoredParameter
from ssmdoc.source.decode import decode
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source, Span
from ssmdoc.source.tree import Mapping, Node, Scalar
from ssmdoc.source.values import scalar_kind

TYPES = ("String", "StringList", "SecureString")
KEYS = ("value", "type", "version")
_LONGEST_NUMBER = 18


def read_store(data: bytes | None, path: str) -> ParameterStore:
    """The parameters of a file, each `name: value` or `name: {value, type, version}`; none without a file.

    Raises:
        InputError: it cannot be read, or says something that is not known.
    """
    if data is None:
        return {}
    text, problems = decode(data)
    source = Source(path, text)
    root, more = read(source)
    for problem in (*problems, *more):
        raise wrong(source, problem.span, problem.message)
    match root:
        case None:
            return {}
        case Mapping():
            return {key.text: stored(source, key, value) for key, value in root.named()}
        case _:
            raise wrong(source, root.span, "must be a map of parameter names")


def stored(source: Source, name: Scalar, node: Node) -> StoredParameter:
    """One parameter."""
    if isinstance(node, Scalar):
        return StoredParameter(value_text(source, node, "the value"))
    if not isinstance(node, Mapping):
        raise wrong(source, node.span, f'"{name.text}" must be a text, or a map with value, type and version')
    value, kind, version = "", "String", 1
    for key, part in node.named():
        match key.text:
            case "value":
                value = value_text(source, part, "value")
            case "type":
                kind = chosen(source, part, "type", TYPES)
            case "version":
                version = number(source, part)
            case _:
                chosen(source, key, "a parameter's key", KEYS)
    if node.get("value") is None:
        raise wrong(source, name.span, f'"{name.text}" has no value')
    return StoredParameter(value, kind, version)


def value_text(source: Source, node: Node, what: str) -> str:
    """A text; a number or a word such as `true` counts as written, for Parameter Store holds nothing but texts."""
    if isinstance(node, Scalar) and scalar_kind(node) != "null":
        return node.text
    raise wrong(source, node.span, f"{what} must be a text")


def chosen(source: Source, node: Node, what: str, known: Sequence[str]) -> str:
    """A word out of a few."""
    if isinstance(node, Scalar) and node.text in known:
        return node.text
    word = node.text if isinstance(node, Scalar) else ""
    near = nearest(word, known)
    hint = f', did you mean "{near}"?' if near else f"; it must be {', '.join(known)}"
    raise wrong(source, node.span, f'{what} cannot be "{word}"{hint}')


def number(source: Source, node: Node) -> int:
    """A version."""
    if isinstance(node, Scalar) and node.text.isdecimal() and len(node.text) <= _LONGEST_NUMBER:
        return int(node.text)
    raise wrong(source, node.span, "version must be a whole number")


def wrong(source: Source, span: Span, message: str) -> InputError:
    """What is wrong with the file, and where."""
    line, column = source.position(span.start)
    return InputError(f"{source.path}:{line}:{column}: {message}")
