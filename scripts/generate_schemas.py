"""Writes schemas/*.json from the catalogue and the builders in scripts/schemas/.

Usage: python scripts/generate_schemas.py [--check]
With --check nothing is written, and the exit code is 1 when a schema is stale.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # ssmdoc itself, and the builders beside this file as scripts.schemas

from scripts.schemas.automation import automation_schema, change_template_schema  # noqa: E402 (the path is set above)
from scripts.schemas.bundle import bundle_schema  # noqa: E402
from scripts.schemas.command import command_1_schema, command_2_schema, policy_schema  # noqa: E402
from scripts.schemas.package import package_schema  # noqa: E402
from scripts.schemas.session import session_schema  # noqa: E402

Schema: TypeAlias = dict[str, Any]

FOLDER = ROOT / "schemas"
WIDTH = 120

BUILDERS: dict[str, Callable[[], Schema]] = {
    "automation-0.3": automation_schema,
    "automation-change-template-0.3": change_template_schema,
    "command-1.x": command_1_schema,
    "command-2.x": command_2_schema,
    "package-2.0": package_schema,
    "policy-2.x": policy_schema,
    "session-1.0": session_schema,
    "ssm-document": bundle_schema,
}
"""The builder of each schema that is generated, by the name of its file."""


def stale() -> list[str]:
    """Names of the schemas whose files differ from what their builders make."""
    return [name for name, builder in BUILDERS.items() if _present(name) != written(builder())]


def written(schema: Schema) -> str:
    """A schema as the text of its file."""
    return _json(schema, 0, 0) + "\n"


def _json(value: Any, indent: int, column: int) -> str:
    """JSON, with maps and lists on one line where they fit; lists of plain values always are."""
    line = json.dumps(value, ensure_ascii=False)
    plain = isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)
    if not isinstance(value, dict | list) or plain or column + len(line) < WIDTH:
        return line
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [inner + _json(item, indent + 2, indent + 2) for item in value]
    else:
        parts = []
        for key, item in value.items():
            head = f"{inner}{json.dumps(key)}: "
            parts.append(head + _json(item, indent + 2, len(head)))
    opening, closing = ("[", "]") if isinstance(value, list) else ("{", "}")
    return ",\n".join(parts).join((f"{opening}\n", f"\n{' ' * indent}{closing}"))


def _present(name: str) -> str | None:
    path = FOLDER / f"{name}.json"
    return path.read_text(encoding="utf-8") if path.exists() else None


def main() -> int:
    """Write the schemas, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which schemas are stale")
    check = parser.parse_args().check
    names = stale()
    for name in names:
        if check:
            print(f"schemas/{name}.json is stale; run python scripts/generate_schemas.py", file=sys.stderr)
        else:
            (FOLDER / f"{name}.json").write_text(written(BUILDERS[name]()), encoding="utf-8")
    return 1 if check and names else 0


if __name__ == "__main__":
    sys.exit(main())
