"""`ssmdoc rules`: the table of all rules."""

import argparse

from ssmdoc.rules import RULES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc rules`."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print them (default: text)")


def main(options: argparse.Namespace) -> int:
    """Print the name, the severity and the first sentence of each rule."""
    rows = [(rule.name, rule.severity.value, summary(rule.documentation)) for rule in RULES.values()]
    if options.format == "json":
        import json

        print(json.dumps([dict(zip(("name", "severity", "summary"), row, strict=True)) for row in rows], indent=2))
        return 0
    width = max(len(name) for name, _, _ in rows)
    for name, severity, what in sorted(rows):
        print(f"{name:{width}}  {severity:7}  {what}")
    return 0


def summary(documentation: str) -> str:
    """The first paragraph of a rule's page, in one line."""
    return " ".join(documentation.strip().partition("\n\n")[0].split())
