"""Writes docs/rules/: a page for each rule and the table of all, from the rules themselves.

Usage: python scripts/generate_rule_docs.py [--check]
With --check nothing is written, and the exit code is 1 when a page is stale.
"""

import argparse
import sys
from pathlib import Path

from ssmdoc.commands.rules import summary
from ssmdoc.rules import RULES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
NOTE = "<!-- written by scripts/generate_rule_docs.py from the rule; do not edit -->"


def pages() -> dict[str, str]:
    """The files of docs/rules by name."""
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.severity.value} | {summary(rule.documentation)} |"
        for rule in RULES.values()
    ]
    table = "\n".join(["| Rule | Severity | What it finds |", "|---|---|---|", *rows])
    found = {"README.md": f"# Rules\n\n{NOTE}\n\n{table}\n"}
    for rule in RULES.values():
        head = f"# {rule.name}\n\n{NOTE}\n\nSeverity: {rule.severity.value}"
        found[f"{rule.name}.md"] = f"{head}\n\n{rule.documentation.strip()}\n"
    return found


def stale() -> list[str]:
    """Names of the files that differ from what the rules say, and of files that belong to no rule."""
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which pages are stale")
    if parser.parse_args().check:
        for name in stale():
            print(f"docs/rules/{name} is stale; run python scripts/generate_rule_docs.py", file=sys.stderr)
        return 1 if stale() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in set(stale()) - pages().keys():
        (FOLDER / name).unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
