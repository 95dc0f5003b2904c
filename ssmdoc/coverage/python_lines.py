"""The statements of a Python script, by the lines on which they stand."""

import ast
from bisect import bisect_right
from collections.abc import Iterator, Sequence


def python_statements(text: str) -> dict[int, int] | None:
    """The first and the last line of each statement, of a compound one those of its head; None if this Python cannot.

    Of several on one line there is one.
    """
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return dict(sorted(_statements(module)))


def _statements(node: ast.AST) -> Iterator[tuple[int, int]]:
    for child in ast.walk(node):
        match child:
            case ast.Global() | ast.Nonlocal() | ast.AnnAssign(value=None):
                continue
            case ast.Expr(value=ast.Constant()):
                continue  # nothing runs for a text that stands alone
            case ast.stmt() | ast.excepthandler():
                yield child.lineno, _end(child)
            case ast.match_case():
                yield child.pattern.lineno, child.body[0].lineno - 1


def _end(node: ast.stmt | ast.excepthandler) -> int:
    """The last line of a statement, or of what stands before the body of one."""
    if isinstance(node, ast.Match):
        return node.subject.end_lineno or node.lineno
    body: Sequence[ast.AST] = getattr(node, "body", ())
    if not body:
        return node.end_lineno or node.lineno
    decorators: Sequence[ast.expr] = getattr(body[0], "decorator_list", ())
    first = min(each.lineno for each in (*body[:1], *decorators) if isinstance(each, ast.stmt | ast.expr))
    return max(node.lineno, first - 1)


def statement_of(statements: dict[int, int], line: int) -> int | None:
    """The first line of the statement that a line is part of."""
    starts = list(statements)
    place = bisect_right(starts, line) - 1
    return starts[place] if place >= 0 and line <= statements[starts[place]] else None
