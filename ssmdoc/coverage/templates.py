"""The scripts in a document: their lines as they are written, before references are replaced, and where each stands."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ssmdoc.model.document import Document
from ssmdoc.model.steps import Step
from ssmdoc.source import tree
from ssmdoc.source.tree import Mapping, Node, Scalar


class Language(Enum):
    """What a script is written in."""

    SHELL = "shell"
    PYTHON = "Python"
    POWERSHELL = "PowerShell"


class Line(NamedTuple):
    """A line of a script; `place` is its line in the document, from 1."""

    text: str
    place: int
    plain: str
    """With each reference as one word of the same length: what a value can be."""


class Template(NamedTuple):
    """One script of a step; `items` are the entries of a list of commands, or the one text, each with its lines."""

    language: Language
    items: tuple[tuple[Line, ...], ...]
    first: int
    """The number of its first line among all of the scripts of the step, from 1."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return tuple(line for item in self.items for line in item)

    @property
    def text(self) -> str:
        """The script, with references as words."""
        return "\n".join(line.plain for line in self.lines)


_PLUGINS = {"aws:runShellScript": Language.SHELL, "aws:runPowerShellScript": Language.POWERSHELL}
_DOCUMENTS = {"AWS-RunShellScript": Language.SHELL, "AWS-RunPowerShellScript": Language.POWERSHELL}
"""Documents whose `commands` are a script, and nothing but that."""


def templates(document: Document, step: Step) -> tuple[Template, ...]:
    """The scripts of a step; none where a parameter is the whole of it."""
    first, found = 1, []
    for language, node in _scripts(step):
        items = tuple(_lines(document, item) for item in _items(node))
        if items:
            found.append(Template(language, items, first))
            first += len(found[-1].lines)
    return tuple(found)


def _scripts(step: Step) -> Iterator[tuple[Language, Node]]:
    action = step.action.text if step.action else ""
    if action in _PLUGINS:
        for inputs in step.input_maps():
            commands = inputs.get_ignoring_case("runCommand")
            if isinstance(commands, tree.Sequence):
                yield _PLUGINS[action], commands
    elif action == "aws:executeScript":
        runtime, script = step.input("Runtime"), step.input("Script")
        if isinstance(script, Scalar) and isinstance(runtime, Scalar):
            yield _language(runtime.text), script
    elif action == "aws:runCommand":
        name, parameters = step.input("DocumentName"), step.input("Parameters")
        language = _DOCUMENTS.get(name.text) if isinstance(name, Scalar) else None
        commands = parameters.get("commands") if isinstance(parameters, Mapping) else None
        if language is not None and commands is not None:
            yield language, commands


def _language(runtime: str) -> Language:
    return Language.POWERSHELL if runtime.lower().startswith("powershell") else Language.PYTHON


def _items(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [] if _is_reference(node.text) else [node]
    items = node.items if isinstance(node, tree.Sequence) else []
    scalars = [item for item in items if isinstance(item, Scalar)]
    return scalars if len(scalars) == len(items) else []


def _is_reference(text: str) -> bool:
    text = text.strip()
    return "\n" not in text and text.startswith("{{") and text.endswith("}}")


def _lines(document: Document, scalar: Scalar) -> tuple[Line, ...]:
    """The lines of a text; a line break at its end begins no further one."""
    places = document.character_map(scalar)
    plain = _plain(document, scalar)
    found, index = [], 0
    for text in scalar.text.removesuffix("\n").split("\n"):
        place, _ = document.source.position(places.offset(index))
        found.append(Line(text, place, plain[index : index + len(text)]))
        index += len(text) + 1
    return tuple(found)


def _plain(document: Document, scalar: Scalar) -> str:
    text = scalar.text
    for reference in next((site.references for site in document.sites if site.scalar is scalar), ()):
        written = text[reference.start : reference.end]
        word = "".join(letter if letter == "\n" else "x" for letter in written)
        text = text[: reference.start] + word + text[reference.end :]
    return text


def aligned(template: Template, commands: Sequence[str]) -> list[int | None]:
    """For each line of the script that ran, the number of the line that it was written as; None for one of a value.

    A script has the commands of a step one after the other, each with a line break at its end.
    """
    ran = [command.split("\n") for command in commands]
    written = [[line.text for line in item] for item in template.items]
    starts = [template.first + sum(map(len, written[:place])) for place in range(len(written))]
    numbers: list[int | None] = []
    for place, lines in zip(_pairs(written, ran), ran, strict=True):
        if place is None:
            numbers += [None] * len(lines)
        else:
            pairs = _pairs(written[place], lines)
            numbers += [None if pair is None else starts[place] + pair for pair in pairs]
    return numbers


def _pairs(written: Sequence[object], ran: Sequence[object]) -> list[int | None]:
    """For each of what ran the place of what it was written as; what is alone between equals became all of it."""
    if len(ran) == len(written) or (len(ran) == len(written) + 1 and not ran[-1]):
        return [place if place < len(written) else None for place in range(len(ran))]
    most = min(len(written), len(ran))
    before = next((place for place in range(most) if written[place] != ran[place]), most)
    after = next((place for place in range(most - before) if written[-1 - place] != ran[-1 - place]), most - before)
    middle = before if len(written) - before - after == 1 else None
    return [
        *range(before),
        *([middle] * (len(ran) - before - after)),
        *range(len(written) - after, len(written)),
    ]
