"""JSONPath whose work is bounded, for paths are written by others.

What a path could do anew for each node of a response is refused, the nodes that it leads to are counted, and regular
expressions are those of RE2, which take no exponential time.
"""

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from ssmdoc.patterns.expression import Expression, ExpressionError
from ssmdoc.source.values import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonpath import JSONPath, JSONPathEnvironment, JSONPathMatch
    from jsonpath.filter import BaseExpression

MOST_NODES = 200_000
"""To which a path leads on its way."""


class PathError(Exception):
    """The path is none that can be followed; the text says why."""


class _Segment(Protocol):
    def resolve(self, nodes: "Iterable[JSONPathMatch]") -> "Iterable[JSONPathMatch]": ...


def compile_path(text: str) -> "JSONPath":
    """A path.

    Raises:
        PathError: it is none, or a filter in it looks through more than the node that it is for.
    """
    from jsonpath import JSONPath
    from jsonpath.exceptions import JSONPathError

    try:
        path = _environment().compile(text)
        if not isinstance(path, JSONPath):
            raise PathError("it is several paths")
        for expression in _filters(path):
            _bind(expression)
    except JSONPathError as error:
        raise PathError(str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise PathError("it is nested too deeply") from error
    return path


def follow(path: "JSONPath", value: JsonValue) -> list[JsonValue]:
    """The values that a path leads to.

    Raises:
        PathError: there are too many on the way, or they are nested too deeply.
    """
    from jsonpath import JSONPathMatch
    from jsonpath.exceptions import JSONPathError

    root = value if isinstance(value, dict | list) else []
    start = JSONPathMatch(filter_context={}, obj=value, parent=None, path="$", parts=(), root=root)
    nodes: Iterable[JSONPathMatch] = [start]
    for segment in path.segments:
        nodes = _counted(segment, nodes)
    try:
        return [cast("JsonValue", node.obj) for node in nodes]
    except JSONPathError as error:
        raise PathError(str(error).splitlines()[0]) from error
    except ExpressionError as error:
        raise PathError(str(error)) from error
    except RecursionError as error:
        raise PathError("what it is to search is nested too deeply") from error


def _counted(segment: _Segment, nodes: "Iterable[JSONPathMatch]") -> "Iterator[JSONPathMatch]":
    for count, node in enumerate(segment.resolve(nodes)):
        if count >= MOST_NODES:
            raise PathError(f"it leads to more than {MOST_NODES:,} values")
        yield node


def _filters(path: "JSONPath") -> "Iterator[BaseExpression]":
    from jsonpath.selectors import Filter

    for segment in path.segments:
        for selector in segment.selectors:
            if isinstance(selector, Filter):
                yield selector.expression


def _bind(expression: "BaseExpression") -> None:
    """Refuse what has no bound in a filter, and put bounded expressions into it.

    Raises:
        PathError: it looks through more than the node that it is for.
    """
    from jsonpath.filter import FilterQuery, RegexLiteral, RootFilterQuery
    from jsonpath.segments import JSONPathRecursiveDescentSegment

    if isinstance(expression, FilterQuery):
        path = expression.path
        is_deep = any(isinstance(segment, JSONPathRecursiveDescentSegment) for segment in path.segments)
        is_wide = isinstance(expression, RootFilterQuery) and not path.singular_query()
        if is_deep or is_wide or any(True for _ in _filters(path)):
            raise PathError("ssmdoc does not follow filters with `..`, a filter or all of the response in them")
    if isinstance(expression, RegexLiteral):
        bounded = Expression(expression.value.pattern)
        setattr(expression, "value", bounded)  # noqa: B010 - it is asked for no more than fullmatch
    for child in expression.children():
        _bind(child)


@cache
def _environment() -> "JSONPathEnvironment":
    from jsonpath import JSONPathEnvironment
    from jsonpath.function_extensions import ExpressionType, FilterFunction

    class Matching(FilterFunction):
        """`match` and `search`."""

        arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 - of the class above
        return_type = ExpressionType.LOGICAL

        def __init__(self, *, whole: bool) -> None:
            self._whole = whole

        def __call__(self, value: object, pattern: object) -> bool:
            """Whether a text matches."""
            if not isinstance(value, str) or not isinstance(pattern, str):
                return False
            expression = Expression(pattern)
            try:
                expression.check()
            except ExpressionError:
                return False  # as RFC 9535 wants it
            return expression.fullmatch(value) if self._whole else expression.search(value)

    environment = JSONPathEnvironment()
    environment.function_extensions["match"] = Matching(whole=True)
    environment.function_extensions["search"] = Matching(whole=False)
    return environment
