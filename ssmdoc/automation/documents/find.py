"""A document by its name: from the folders of the library, else one that is built in."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ssmdoc.automation.world import World
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS, Kind, document_kind
from ssmdoc.running.inside import OutsideError, check_inside
from ssmdoc.running.library import Library, parse_reference
from ssmdoc.source.decode import decode
from ssmdoc.source.problem import Problem
from ssmdoc.source.reader import read
from ssmdoc.source.text import Source
from ssmdoc.source.values import JsonValue, to_value

BUILT_IN = Path(__file__).parent / "builtin"
"""Documents in the place of AWS's own, with the same parameters."""
_MOST_BYTES = 16 * 1024**2


class FindError(Exception):
    """There is no such document, or none that the service would have taken; the text says so."""


class FoundDocument(NamedTuple):
    """A document that the service would have."""

    name: str
    """Without an ARN."""
    version: str
    """The one that was asked for, or none."""
    content: bytes
    value: JsonValue


def find_command(world: World, name: str, version: str = "") -> FoundDocument | None:
    """The Command document with this name, `name:version` or ARN; None when there is none.

    Raises:
        FindError: it is no Command document, or has errors.
    """
    return _find(world, name, version, COMMAND_KINDS, "Command")


def find_runbook(world: World, name: str, version: str = "") -> FoundDocument | None:
    """The Automation document with this name, `name:version` or ARN; None when there is none.

    Raises:
        FindError: it is no Automation document, or has errors.
    """
    return _find(world, name, version, AUTOMATION_KINDS, "Automation")


def where_from(library: Library) -> str:
    """Where documents come from, in words, for who has not found one."""
    folders = ", ".join(map(str, library.folders))
    return "documents come from the folders of --library DIR" + (f", here {folders}" if folders else "")


def _find(world: World, name: str, version: str, kinds: tuple[Kind, ...], word: str) -> FoundDocument | None:
    reference = parse_reference(name)
    base = reference.base_name.partition(":")[0]
    path = world.library.find(base) or Library((BUILT_IN,)).find(base)
    if path is None:
        return None
    try:
        check_inside(path, path.parent)
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
    except OutsideError as error:
        raise FindError(str(error)) from error
    except OSError as error:
        raise FindError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    text, decoding = decode(content)
    source = Source(str(path), text)
    root, problems = read(source)
    if refusal := world.check(source, decoding):
        raise FindError(refusal)
    if root is None:
        raise FindError(_of_reader(source, (*decoding, *problems)))
    if document_kind(root) not in kinds:
        raise FindError(f"{path}: this is no {word} document")
    return FoundDocument(base, version or reference.version, content, to_value(root))


def _of_reader(source: Source, problems: Sequence[Problem]) -> str:
    for problem in problems:
        line, column = source.position(problem.span.start)
        return f"{source.path}:{line}:{column}: {problem.message}"
    return f"{source.path}: the document is empty"
