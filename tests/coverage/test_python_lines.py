"""The statements of Python scripts."""

import pytest

from ssmdoc.coverage.python_lines import python_statements, statement_of

SCRIPTS = {
    "nothing": ("", {}),
    "texts that stand alone": ('"""No."""\nx = 1\n"no"\n', {2: 2}),
    "over lines": ("f(\n    1,\n    2,\n)\ng()\n", {1: 4, 5: 5}),
    "two on a line": ("a = 1; b = 2\n", {1: 1}),
    "function": ("@wrap\ndef f(\n    a,\n):\n    return a\n", {2: 4, 5: 5}),
    "if": ("if (a\n    and b):\n    c()\nelif d:\n    e()\nelse:\n    g()\n", {1: 2, 3: 3, 4: 4, 5: 5, 7: 7}),
    "try": ("try:\n    a()\nexcept B:\n    c()\nfinally:\n    d()\n", {1: 1, 2: 2, 3: 3, 4: 4, 6: 6}),
    "match": ("match a:\n    case 1:\n        b()\n    case _:\n        c()\n", {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}),
    "what is only said": ("def f():\n    global a\n    b: int\n    c: int = 1\n", {1: 1, 4: 4}),
    "body on the line": ("if a: b()\n", {1: 1}),
    "decorated in a body": ("class A:\n    @wrap\n    def f(self):\n        pass\n", {1: 1, 3: 3, 4: 4}),
}


@pytest.mark.parametrize(("text", "found"), SCRIPTS.values(), ids=SCRIPTS)
def test_statements(text: str, found: dict[int, int]) -> None:
    assert python_statements(text) == found


@pytest.mark.parametrize("text", ["print 1\n", "def\n", "a = '\0'\n", "(" * 2000])
def test_not_python(text: str) -> None:
    assert python_statements(text) is None


@pytest.mark.parametrize(("line", "start"), [(1, 1), (3, 1), (4, 1), (5, 5), (6, None), (0, None)])
def test_line_of_a_statement(line: int, start: int | None) -> None:
    assert statement_of({1: 4, 5: 5}, line) == start
