"""One input of a plugin or of an action, as the tables of both hold it."""

from typing import NamedTuple


class Input(NamedTuple):
    """An input: the types it takes, and what is known of its values.

    Limits hold for a literal value; a reference in its place is known only when the document runs.
    """

    name: str
    types: tuple[str, ...]
    required: bool = False
    values: tuple[str, ...] = ()
    """Its values, when they are a fixed list."""
    description: str = ""
    """A line for hovers."""
    default: str | int | bool | None = None
    """What holds when it is not given, where that is documented."""
    minimum: int | None = None
    maximum: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    max_length: int | None = None
    pattern: str = ""
    """Regular expression (ECMA-262) that a text without references matches."""
