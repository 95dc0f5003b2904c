"""Lint, validate and run AWS Systems Manager documents."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssmdoc.analysis import analyze as analyze
    from ssmdoc.analysis import load as load

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`analyze` and `load`, imported when they are first asked for: the command line does without them."""
    if name in ("analyze", "load"):
        from ssmdoc import analysis

        return getattr(analysis, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
