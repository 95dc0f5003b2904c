"""The scripts of documents: where their lines stand, and what the lines of a run were written as."""

import pytest

from ssmdoc.coverage.templates import Language, Line, Template, aligned, templates
from ssmdoc.model.document import Document, build
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source


def document(text: str, path: str = "d.yaml") -> Document:
    source = Source(path, text)
    return build(source, read(source).root)


def places(text: str, path: str = "d.yaml") -> list[tuple[int, list[tuple[str, int]]]]:
    found = document(text, path)
    return [
        (template.first, [(line.plain, line.place) for line in template.lines])
        for step in found.steps
        for template in templates(found, step)
    ]


COMMAND = """schemaVersion: "2.2"
parameters: {Name: {type: String}, All: {type: StringList}}
mainSteps:
  - action: aws:runShellScript
    name: one
    inputs: {%s}
"""


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ("runCommand: [a, 'b c']", [(1, [("a", 6), ("b c", 6)])]),
        ('runCommand: ["a\\nb {{ Name }}\\n"]', [(1, [("a", 6), ("b xxxxxxxxxx", 6)])]),
        ("runCommand: ['a\n\n     b']", [(1, [("a", 6), ("b", 8)])]),
        ("RunCommand: [a]", [(1, [("a", 6)])]),
        ('runCommand: "{{ All }}"', []),
        ('runCommand: ["{{ All }}"]', [(1, [("xxxxxxxxx", 6)])]),
        ("runCommand: [[a]]", []),
        ("", []),
    ],
)
def test_commands(inputs: str, found: list[tuple[int, list[tuple[str, int]]]]) -> None:
    assert places(COMMAND % inputs) == found


def test_block_scalars() -> None:
    text = COMMAND.replace(
        "{%s}", "\n      runCommand:\n        - |\n          a\n\n          b\n        - >\n          c\n          d\n"
    )
    assert places(text) == [(1, [("a", 9), ("", 10), ("b", 11), ("c d", 13)])]


def test_json() -> None:
    text = '{"schemaVersion": "2.2", "mainSteps": [{"action": "aws:runShellScript", "name": "one",\n'
    text += '"inputs": {"runCommand": ["a",\n"b\\nc"]}}]}\n'
    assert places(text, "d.json") == [(1, [("a", 2), ("b", 3), ("c", 3)])]


def test_several_scripts_of_a_step() -> None:
    text = COMMAND.replace("inputs: {%s}", "inputs:\n      - {runCommand: [a, b]}\n      - {runCommand: [c]}")
    assert places(text) == [(1, [("a", 7), ("b", 7)]), (3, [("c", 8)])]


@pytest.mark.parametrize(
    ("step", "language"),
    [
        ("{name: a, action: aws:executeScript, inputs: {Runtime: python3.11, Script: a}}", Language.PYTHON),
        ("{name: a, action: aws:executeScript, inputs: {Runtime: PowerShell 7.4, Script: a}}", Language.POWERSHELL),
        (
            "{name: a, action: aws:runCommand,"
            " inputs: {DocumentName: AWS-RunShellScript, Parameters: {commands: [a]}}}",
            Language.SHELL,
        ),
        ("{name: a, action: aws:runCommand, inputs: {DocumentName: Other, Parameters: {commands: [a]}}}", None),
    ],
)
def test_scripts_of_runbooks(step: str, language: Language | None) -> None:
    found = document(f'schemaVersion: "0.3"\nmainSteps:\n  - {step}\n')
    assert [template.language for template in templates(found, found.steps[0])] == ([language] if language else [])


def template(*items: str) -> Template:
    lines = (tuple(Line(text, 1, text) for text in item.split("\n")) for item in items)
    return Template(Language.SHELL, tuple(lines), 5)


@pytest.mark.parametrize(
    ("written", "commands", "numbers"),
    [
        (["a", "b"], ["a", "b"], [5, 6]),
        (["a\nb {{ X }}", "c"], ["a\nb 1", "c"], [5, 6, 7]),
        (["a\nb"], ["a\nb\n"], [5, 6, None]),
        (["a\nb {{ X }}\nc", "d"], ["a\nb 1\n2\n3\nc", "d"], [5, 6, 6, 6, 7, 8]),
        (["{{ X }}\n{{ Y }}", "d"], ["1\n2\n3", "d"], [None, None, None, 7]),
        (["{{ X }}", "d"], ["1\n2", "d"], [5, 5, 6]),
        (["a", "{{ X }}", "d"], ["a", "1", "2", "d"], [5, 6, 6, 7]),
        (["a", "b"], ["a"], [5]),
    ],
)
def test_lines_of_a_run(written: list[str], commands: list[str], numbers: list[int | None]) -> None:
    assert aligned(template(*written), commands) == numbers
