"""Where in the tree a path of the plain value leads, merge keys of YAML included."""

from typing import NamedTuple

from ssmdoc.schema.engine import Path
from ssmdoc.source.text import Span
from ssmdoc.source.tree import Entry, Mapping, Node, Scalar, Sequence
from ssmdoc.source.values import merged_mappings


class Place(NamedTuple):
    """A value in the tree, with its key when it has one."""

    key: Scalar | None
    value: Node

    @property
    def span(self) -> Span:
        """The value, or its key where the value takes no text or many lines."""
        if self.key and (not isinstance(self.value, Scalar) or self.value.start == self.value.end):
            return self.key.span
        return self.value.span


def place_of(root: Node, path: Path) -> Place:
    """The key and value that a path leads to; below a key that is no text, the map that has such a key."""
    place = Place(None, root)
    for step in path:
        match place.value, step:
            case Sequence(items=items), int():
                place = Place(None, items[step])
            case Mapping() as mapping, str():
                entry = find(mapping, step)
                if entry is None or not isinstance(entry.key, Scalar):
                    return place
                place = Place(entry.key, entry.value)
    return place


def find(mapping: Mapping, name: str) -> Entry | None:
    """The entry that counts under a name: the last one of the map itself, else the first that a merge key gives it."""
    own = mapping.entry(name)
    if own:
        return own
    merged = (find(other, name) for entry in mapping.entries for other in merged_mappings(entry))
    return next(filter(None, merged), None)


def entries(mapping: Mapping) -> list[Entry]:
    """The entries of a map; in the place of a merge key those of the maps that it takes over."""
    found: list[Entry] = []
    for entry in mapping.entries:
        merged = merged_mappings(entry)
        if merged:
            for other in merged:
                found += entries(other)
        else:
            found.append(entry)
    return found
