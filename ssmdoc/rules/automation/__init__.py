"""Rules for Automation documents and change templates."""

from ssmdoc.rules.registry import Rule

RULES: tuple[Rule, ...] = ()
