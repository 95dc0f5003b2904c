"""`ssmdoc explain RULE`: the page of a rule."""

import argparse
import sys

from ssmdoc.commands.lint import unknown_rule
from ssmdoc.rules import RULES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ssmdoc explain`."""
    parser.add_argument("rule", metavar="RULE", help="name of the rule, as in the brackets after a finding")


def main(options: argparse.Namespace) -> int:
    """Print what the rule finds, why, and how to mend it, as Markdown; 2 when there is no such rule."""
    rule = RULES.get(options.rule)
    if rule is None:
        print(f"ssmdoc explain: {unknown_rule(options.rule)}", file=sys.stderr)
        return 2
    print(f"# {rule.name}\n\nSeverity: {rule.severity.value}\n\n{rule.documentation.strip()}")
    return 0
