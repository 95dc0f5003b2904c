"""AWS:File: files by folder and pattern.

Source: amazon-ssm-agent gatherers/file/dataProvider.go, dataProvider_unix.go.
"""

import posixpath
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any, cast

from ssmdoc.plan.bounded_json import read_json
from ssmdoc.plan.go_json import Boolean, Integer, List, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.running.inventory.items import Entry, InventoryError
from ssmdoc.running.inventory.node_text import node_text
from ssmdoc.running.sandbox.protocol import Node

_FILTERS = List(
    Struct(
        "file.filterObj",
        {"Path": Text(), "Pattern": List(Text()), "Recursive": Boolean(), "DirScanLimit": Integer()},
    )
)
_MOST_FILES, _MOST_FOLDERS = 500, 5000
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|([A-Za-z0-9_]+))")
_EMPTY = dict.fromkeys(
    (
        *("Name", "Size", "Description", "FileVersion", "InstalledDate", "ModificationTime", "LastAccessTime"),
        *("ProductName", "InstalledDir", "CompanyName", "ProductVersion", "ProductLanguage"),
    ),
    "",
)


def files(node: Node, filters: str, environment: Mapping[str, str]) -> list[Entry]:
    """The files that the filters, JSON, ask for.

    Raises:
        InventoryError: the filters are not as they must be, or they find too much.
    """
    try:
        wanted = cast("list[dict[str, Any]]", unmarshal(read_json(filters.replace("\\", "/")), _FILTERS) or [])
    except (ValueError, UnmarshalError) as error:
        raise _failure(str(error)) from None
    paths: list[str] = []
    for each in wanted:
        path = _VARIABLE.sub(lambda found: environment.get(found[1] or found[2], ""), each["Path"] or "")
        limit = _MOST_FOLDERS if each["DirScanLimit"] is None else each["DirScanLimit"]
        found = _find(node, path, each["Pattern"] or [], limit if each["Recursive"] else None)
        if len(found) > _MOST_FILES - len(paths):
            raise _failure("File Count Limit Exceeded")
        paths.extend(found)
    return _described(node, list(dict.fromkeys(paths)))


def _find(node: Node, path: str, patterns: Sequence[str], most_folders: int | None) -> list[str]:
    depth = "-maxdepth 1" if most_folders is None else ""
    quoted = shlex.quote(path)
    printed = node_text(node, f"find {quoted} {depth} -type d | wc -l\nfind {quoted} {depth} ! -type d | sort\n")
    count, *names = printed.splitlines() or ["0"]
    if most_folders is not None and int(count.strip() or 0) > most_folders:
        raise _failure("Directory Scan Limit Exceeded")
    return [name for name in names if any(_matches(posixpath.basename(name), pattern) for pattern in patterns)]


def _matches(name: str, pattern: str | None) -> bool:
    return fnmatchcase(name, (pattern or "").replace("[^", "[!"))


def _described(node: Node, paths: Sequence[str]) -> list[Entry]:
    if not paths:
        return []
    printed = node_text(node, "".join(f"stat -L -c '%s %Y %n' -- {shlex.quote(path)}\n" for path in paths))
    found: list[Entry] = []
    for line in printed.splitlines():
        size, seconds, path = line.split(" ", 2)
        modified = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        folder, name = posixpath.split(path)
        found.append({**_EMPTY, "Name": name, "Size": size, "ModificationTime": modified, "InstalledDir": folder})
    return found


def _failure(reason: str) -> InventoryError:
    return InventoryError(f"Encountered error while executing AWS:File. Error - {reason}")
