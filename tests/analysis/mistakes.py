"""Single mistakes that can be put into a valid document; each must be found."""

import copy
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from tests.analysis.generate import Path, closed_keys

Json: TypeAlias = Any
ODD_SHAPE = [[{"odd": ["shape"]}]]


def mistakes(name: str, document: Json) -> Iterator[tuple[str, Json]]:
    """What was done, and the document with it; `name` is that of its schema."""
    for path, key, schema in closed_keys(name, document):
        yield f"misspelled {key} at {path}", _renamed(document, path, key, misspelled(key))
        if "array" not in schema.get("type", ["array"]):
            yield f"odd value of {key} at {path}", _changed(document, (*path, key), lambda _: ODD_SHAPE)
    yield "without schemaVersion", {key: below for key, below in document.items() if key != "schemaVersion"}
    yield "unknown schemaVersion", {**document, "schemaVersion": "9.9"}
    for parameter in document.get("parameters") or ():
        yield f"{parameter} not declared", _without(document, ("parameters", parameter))
        path = ("parameters", parameter, "type")
        yield f"{parameter} of unknown type", _changed(document, path, lambda _: "Text")
        yield f"{parameter} with a hyphen", _renamed(document, ("parameters",), parameter, f"{parameter}-x")
    steps = document.get("mainSteps", ())
    for place, step in enumerate(steps):
        yield f"step {place} twice", {**document, "mainSteps": [*steps[: place + 1], step, *steps[place + 1 :]]}
        for key in ("name", "action"):
            yield f"step {place} without {key}", _without(document, ("mainSteps", place, key))
        action = ("mainSteps", place, "action")
        yield f"unknown action in step {place}", _changed(document, action, lambda _: "aws:doNothing")
        if "nextStep" in step:
            yield (
                f"unknown target in step {place}",
                _changed(document, ("mainSteps", place, "nextStep"), lambda _: "nowhere"),
            )
    for place, _ in enumerate(document.get("outputs", ())):
        yield f"unknown step in output {place}", _changed(document, ("outputs", place), lambda _: "nowhere.Out0")


def misspelled(key: str) -> str:
    """The key with two letters swapped, or one too many."""
    for place in range(1, len(key) - 1):
        if key[place] != key[place + 1]:
            return key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    return key + "x"


def _changed(document: Json, path: Path, change: Callable[[Json], Json]) -> Json:
    changed = copy.deepcopy(document)
    below = changed
    for step in path[:-1]:
        below = below[step]
    below[path[-1]] = change(below[path[-1]])
    return changed


def _without(document: Json, path: Path) -> Json:
    changed = copy.deepcopy(document)
    below = changed
    for step in path[:-1]:
        below = below[step]
    del below[path[-1]]
    return changed


def _renamed(document: Json, path: Path, key: str, name: str) -> Json:
    def rename(mapping: Json) -> Json:
        return {name if each == key else each: below for each, below in mapping.items()}

    return _changed(document, path, rename) if path else rename(copy.deepcopy(document))
