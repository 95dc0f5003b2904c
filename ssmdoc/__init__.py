"""Lint, validate and run AWS Systems Manager documents."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssmdoc.analysis import analyze as analyze
    from ssmdoc.analysis import load as load
    from ssmdoc.diagnostic import Diagnostic as Diagnostic
    from ssmdoc.invoke.run import run as run
    from ssmdoc.model.document import Document as Document

__version__ = "0.1.0"

_HOMES = {
    "analyze": "ssmdoc.analysis",
    "load": "ssmdoc.analysis",
    "run": "ssmdoc.invoke.run",
    "Diagnostic": "ssmdoc.diagnostic",
    "Document": "ssmdoc.model.document",
}


def __getattr__(name: str) -> object:
    """The public names, imported when they are first asked for: the command line does without them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
