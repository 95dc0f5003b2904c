"""The lines of scripts that can run, as points."""

from collections.abc import Iterable

from ssmdoc.coverage.points import Mark, Note, Point, What, key
from ssmdoc.coverage.python_lines import python_statements
from ssmdoc.coverage.shell.marked import is_counted, is_shell
from ssmdoc.coverage.shell.statements import statements
from ssmdoc.coverage.templates import Language, Template, templates
from ssmdoc.model.document import Document
from ssmdoc.model.steps import Step


def script_points(document: Document, steps: Iterable[Step]) -> tuple[list[Point], list[Note]]:
    """A point for each line on which a statement begins, and why scripts are left out."""
    points: list[Point] = []
    notes: list[Note] = []
    for step in steps:
        for template in templates(document, step):
            lines = template.lines
            found = statement_lines(template)
            if found is None:
                reason = _reason(template)
                notes.append(Note(lines[0].place, f'lines of the script of "{key(step)}" are not counted: {reason}'))
                continue
            for number in found:
                line = lines[number - 1]
                mark = Mark(What.LINE, key(step), template.first + number - 1)
                points.append(Point(mark, line.place, line.text.strip()))
    return points, notes


def statement_lines(template: Template) -> list[int] | None:
    """The lines on which a statement begins, counted from 1; None if the script cannot be followed."""
    match template.language:
        case Language.PYTHON:
            found = python_statements(template.text)
            return None if found is None else list(found)
        case Language.SHELL if is_counted(template.text):
            begun = statements(template.text)
            return None if begun is None else [statement.line for statement in begun]
        case _:
            return None


def _reason(template: Template) -> str:
    match template.language:
        case Language.PYTHON:
            return "this Python does not understand it"
        case Language.SHELL if not is_shell(template.text):
            return f"it is for {template.lines[0].text[2:].strip()}"
        case Language.SHELL if is_counted(template.text):
            return "it is not understood"
        case Language.SHELL:
            return "it looks at its own text"
        case _:
            return "it is PowerShell"
