"""Rules for Session documents."""

from ssmdoc.rules.registry import Rule

RULES: tuple[Rule, ...] = ()
