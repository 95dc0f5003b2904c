"""A document by its name: from the folders of the library, else one that is built in."""

from pathlib import Path
from typing import NamedTuple

from ssmdoc.analysis.examine import examine
from ssmdoc.diagnostic import Severity
from ssmdoc.model.kind import AUTOMATION_KINDS, COMMAND_KINDS, Kind
from ssmdoc.running.library import Library, parse_reference
from ssmdoc.source.decode import decode
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


def find_command(library: Library, name: str, version: str = "") -> FoundDocument | None:
    """The Command document with this name, `name:version` or ARN; None when there is none.

    Raises:
        FindError: it is no Command document, or has errors.
    """
    return _find(library, name, version, COMMAND_KINDS, "Command")


def find_runbook(library: Library, name: str, version: str = "") -> FoundDocument | None:
    """The Automation document with this name, `name:version` or ARN; None when there is none.

    Raises:
        FindError: it is no Automation document, or has errors.
    """
    return _find(library, name, version, AUTOMATION_KINDS, "Automation")


def where_from(library: Library) -> str:
    """Where documents come from, in words, for who has not found one."""
    folders = ", ".join(map(str, library.folders))
    return "documents come from the folders of --library DIR" + (f", here {folders}" if folders else "")


def _find(library: Library, name: str, version: str, kinds: tuple[Kind, ...], word: str) -> FoundDocument | None:
    reference = parse_reference(name)
    base = reference.base_name.partition(":")[0]
    path = library.find(base) or Library((BUILT_IN,)).find(base)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
    except OSError as error:
        raise FindError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    text, problems = decode(content)
    source = Source(str(path), text)
    examination = examine(source, problems)
    for found in examination.diagnostics:
        if found.severity is Severity.ERROR:
            line, column = source.position(found.span.start)
            raise FindError(f"{path}:{line}:{column}: {found.message}")
    if examination.root is None or examination.kind not in kinds:
        raise FindError(f"{path}: this is no {word} document")
    return FoundDocument(base, version or reference.version, content, to_value(examination.root))
