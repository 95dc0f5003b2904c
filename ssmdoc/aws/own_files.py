# ruff: noqa: PTH119, PTH120 (pathlib would make each import slower)
"""Which files code of others in this process may open: those of Python and its packages, and new temporary ones."""

import os
import sys
import tempfile
from functools import cache

_SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/etc/timezone", "/etc/mime.types", os.devnull)
"""What modules of Python read."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_UNNAMED = getattr(os, "O_TMPFILE", 0)
_TEMPORARY = os.path.realpath(tempfile.gettempdir())


def may_open(path: object, flags: int) -> bool:
    """Whether opening a file does no harm: code and data are read, code is cached, or a temporary file is new."""
    if isinstance(path, int):
        return True  # it is open already
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = os.path.realpath(os.fsdecode(path))
    if not flags & _WRITING:
        return _is_in(name, (*_packages(), *_SYSTEM))
    if _is_in(name, _packages()):
        return os.path.basename(os.path.dirname(name)) == "__pycache__"
    is_new = flags & os.O_EXCL or (_UNNAMED and flags & _UNNAMED == _UNNAMED)
    # tempfile opens the folder of its files first, which does nothing
    return name in (os.devnull, _TEMPORARY) or (bool(is_new) and _is_in(name, (_TEMPORARY,)))


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)


@cache
def _packages() -> tuple[str, ...]:
    """Where Python and its packages are; not the folder that it was started in, unless it is ssmdoc's own."""
    own = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    found = {os.path.realpath(path) for path in (*sys.path, os.path.dirname(os.__file__)) if path}
    return (own, *(found - {os.path.realpath(os.curdir), os.sep}))
