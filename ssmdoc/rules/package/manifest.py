"""What the rules for package manifests look at: the uses of files, level by level."""

from collections.abc import Iterator

from ssmdoc.model.document import Document
from ssmdoc.source.tree import Mapping, Scalar, Sequence

_MERGE = "<<"


def levels(document: Document) -> Iterator[tuple[Scalar, Scalar, Mapping]]:
    """Each architecture in `packages`: its platform, its name, and what it says."""
    for platform, versions in _named(document, "packages"):
        for _, architectures in versions.named() if isinstance(versions, Mapping) else ():
            for name, chosen in architectures.named() if isinstance(architectures, Mapping) else ():
                if isinstance(chosen, Mapping):
                    yield platform, name, chosen


def platforms(document: Document) -> Iterator[Scalar]:
    """The keys of `packages`."""
    for platform, _ in _named(document, "packages"):
        yield platform


def uses(document: Document) -> Iterator[Scalar]:
    """The names of files that `packages` gives."""
    for _, _, chosen in levels(document):
        file = chosen.get("file")
        if isinstance(file, Scalar):
            yield file


def is_complete(document: Document) -> bool:
    """Whether every entry of `packages` names a file."""
    depth = [value for _, value in _named(document, "packages")]
    for _ in range(2):
        if not all(isinstance(node, Mapping) for node in depth):
            return False
        depth = [value for node in depth if isinstance(node, Mapping) for _, value in node.named()]
    return bool(depth) and all(isinstance(node, Mapping) and isinstance(node.get("file"), Scalar) for node in depth)


def files(document: Document) -> dict[str, Scalar] | None:
    """The keys of `files` by their text; None when they are not all to be seen."""
    declared = document.get("files")
    if not isinstance(declared, Mapping) or declared.entry(_MERGE):
        return None
    return {key.text: key for key, _ in declared.named()}


def _named(document: Document, key: str) -> Iterator[tuple[Scalar, Scalar | Sequence | Mapping]]:
    mapping = document.get(key)
    return mapping.named() if isinstance(mapping, Mapping) else iter(())
