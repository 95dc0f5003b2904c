"""Rules for package manifests."""

from ssmdoc.rules.registry import Rule

RULES: tuple[Rule, ...] = ()
