"""The JSON Schemas that come with ssmdoc: where they lie, and which there are."""

# os.path is there when Python starts, pathlib is not
# ruff: noqa: PTH100, PTH113, PTH118, PTH120, PTH123, PTH208

import json
import os
from functools import cache
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one; whoever takes a value out of it says what type it must have."""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PLACES = (os.path.join(_PACKAGE, "schemas"), os.path.join(os.path.dirname(_PACKAGE), "schemas"))
"""In an installed wheel the schemas lie inside the package, in a checkout beside it."""


@cache
def folder() -> str:
    """The folder that holds the schemas."""
    return next(place for place in _PLACES if os.path.isfile(os.path.join(place, "command-2.x.json")))


def names() -> list[str]:
    """The names of all schemas, sorted: `command-1.x`, `command-2.x`, …"""
    return sorted(file.removesuffix(".json") for file in os.listdir(folder()) if file.endswith(".json"))


def text(name: str) -> str:
    """The text of a schema; KeyError when there is none of that name."""
    try:
        with open(os.path.join(folder(), f"{name}.json"), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        raise KeyError(name) from None


@cache
def load(name: str) -> Schema:
    """A schema as plain values, read once; KeyError when there is none of that name."""
    schema: Schema = json.loads(text(name))
    return schema
