"""The file beside a spec that has the snapshots of its cases: `case "NAME"`, and below it the indented text."""

import json
from collections.abc import Mapping
from pathlib import Path

_HEAD = "case "


def read_snapshots(path: Path) -> dict[str, str]:
    """The snapshots of a file by the names of their cases; none when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        if line.startswith(_HEAD):
            name = _name(line.removeprefix(_HEAD))
            found[name] = []
        elif name in found:
            found[name].append(line.removeprefix("  "))
    return {case: "\n".join(lines).rstrip("\n") for case, lines in found.items()}


def written(snapshots: Mapping[str, str]) -> str:
    """The text of a file of snapshots."""
    return "\n".join(
        f"{_HEAD}{json.dumps(name, ensure_ascii=False)}\n{_indented(text)}\n" for name, text in snapshots.items()
    )


def _name(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
