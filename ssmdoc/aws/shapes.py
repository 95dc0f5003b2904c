"""The parts of a shape of botocore's models, with types."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape


def members(shape: "Shape") -> Mapping[str, "Shape"]:
    """The members of a structure, in the order of the model."""
    return cast("StructureShape", shape).members


def item(shape: "Shape") -> "Shape":
    """What a list holds."""
    return cast("ListShape", shape).member


def value(shape: "Shape") -> "Shape":
    """What a map holds; its keys are texts."""
    return cast("MapShape", shape).value


def key(shape: "Shape") -> "Shape":
    """The shape of the keys of a map."""
    return cast("MapShape", shape).key


def choices(shape: "Shape") -> list[str]:
    """The texts that a text can be, as far as the model knows; none when it can be any."""
    return cast("StringShape", shape).enum


def is_free(shape: "Shape") -> bool:
    """Whether a structure is a document type: any JSON value."""
    return shape.type_name == "structure" and cast("StructureShape", shape).is_document_type


def is_union(shape: "Shape") -> bool:
    """Whether a structure has exactly one of its members."""
    return cast("StructureShape", shape).is_tagged_union
