"""The rules of lint, one module each, in a package for each scope; explicit tables, not a framework.

Only the scopes that a document's kind needs are imported: a short run reads no rule that it does not ask.
"""

from functools import cache
from typing import TYPE_CHECKING

from ssmdoc.model.kind import Kind
from ssmdoc.rules.registry import Finding, Rule

if TYPE_CHECKING:
    RULES: dict[str, Rule]
    """All rules by name, in the order of the names; imported when it is first asked for."""


@cache
def rules_for(kind: Kind) -> tuple[Rule, ...]:
    """The rules that are for documents of this kind; all of them have a check."""
    from ssmdoc.rules import common

    rules = (*common.RULES, *_scope(kind))
    return tuple(rule for rule in rules if rule.kinds is None or kind in rule.kinds)


def _scope(kind: Kind) -> tuple[Rule, ...]:
    match kind:
        case Kind.COMMAND_1 | Kind.COMMAND_2:
            from ssmdoc.rules import command

            return command.RULES
        case Kind.SESSION:
            from ssmdoc.rules import session

            return session.RULES
        case Kind.PACKAGE:
            from ssmdoc.rules import package

            return package.RULES
        case _:
            from ssmdoc.rules import automation

            return automation.RULES


def _all_rules() -> dict[str, Rule]:
    from ssmdoc.rules import automation, command, common, package, pages, session

    scopes = (automation, command, common, package, pages, session)
    table = [rule for scope in scopes for rule in scope.RULES]
    return {rule.name: rule for rule in sorted(table, key=lambda rule: rule.name)}


def __getattr__(name: str) -> dict[str, Rule]:
    if name != "RULES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = _all_rules()
    return _all_rules()


__all__ = ["RULES", "Finding", "Rule", "rules_for"]
