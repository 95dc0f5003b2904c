"""The documents that a run knows by name: what GetDocument would give, from folders of the machine.

Source: amazon-ssm-agent docparser.go ParseDocumentNameAndVersion, agent/ssm/service.go GetDocument.
"""

import json
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ssmdoc.running.inside import OutsideError, check_inside

_SUFFIXES = (".json", ".yaml", ".yml")
_NAME = re.compile(r"[a-zA-Z0-9_\-.]{1,128}")
"""What a document can be called (source: BOTO DocumentName, without the parts of an ARN): never a path."""
_MOST_BYTES = 16 * 1024**2


class DocumentMissingError(Exception):
    """GetDocument fails; the text is AWS's."""


class Reference(NamedTuple):
    """A document as it is asked for."""

    name: str
    """With all of its ARN, if that is given."""
    version: str

    @property
    def base_name(self) -> str:
        """The name without an ARN."""
        return PurePosixPath(self.name).name


def parse_reference(text: str) -> Reference:
    """`name`, `name:version` or an ARN with either, taken apart as the agent does."""
    parts = PurePosixPath(text).name.split(":")
    version = parts[1] if len(parts) > 1 else ""
    return Reference(text.removesuffix(f":{version}"), version)


class Library(NamedTuple):
    """Folders with documents as NAME.json, NAME.yaml or NAME.yml; the first that has a document counts."""

    folders: tuple[Path, ...] = ()

    def get_document(self, reference: Reference) -> str:
        """The text of a document, JSON as GetDocument gives it; a file stands for every version of its document.

        Raises:
            DocumentMissingError: there is none of that name, or none that can be read.
        """
        path = self.find(reference.base_name)
        if path is None:
            raise DocumentMissingError(missing(reference.name))
        try:
            check_inside(path, path.parent)
        except OutsideError as error:
            raise DocumentMissingError(str(error)) from error
        return _as_json(path)

    def find(self, name: str) -> Path | None:
        """The file of the document with this name."""
        if not _NAME.fullmatch(name):
            return None
        candidates = (folder / f"{name}{suffix}" for folder in self.folders for suffix in _SUFFIXES)
        return next((path for path in candidates if path.is_file()), None)


def missing(name: str) -> str:
    """What GetDocument says of a name that it does not know."""
    return f"InvalidDocument: Document with name {name} does not exist."


def _as_json(path: Path) -> str:
    """The document's text; the agent asks for JSON, so the service turns YAML into it."""
    # imported here: a run starts its node before it needs to read anything
    from ssmdoc.source.decode import decode
    from ssmdoc.source.reader import read
    from ssmdoc.source.text import Source
    from ssmdoc.source.values import to_value

    try:
        with path.open("rb") as file:
            text, problems = decode(file.read(_MOST_BYTES))
    except OSError as error:
        raise DocumentMissingError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if path.suffix == ".json" and not problems:
        return text
    source = Source(str(path), text)
    root, more = read(source)
    for problem in (*problems, *more):
        line, column = source.position(problem.span.start)
        raise DocumentMissingError(f"{path}:{line}:{column}: {problem.message}")
    return json.dumps(to_value(root), indent=2, ensure_ascii=False) if root is not None else text
