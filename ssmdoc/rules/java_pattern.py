"""The regular expressions that Java, Go and Python read alike, and that no value can keep busy for long."""

import re

_TOKEN = re.compile(
    r"""
    \\[wWdDsS.\\/^$|?*+()\[\]{}_:@,;=!<>"'# -]        # classes, and punctuation that is escaped
  | \[\^?(?:\\[wWdDsS.\\/^$|?*+()\[\]{}_:@,;=!<>"'# -]|[^\\\[\]&])+\]      # a class without nesting or intersection
  | \(\?: | \((?!\?) | \)
  | (?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?![*+?{])     # a quantifier, not possessive
  | [|^$.]
  | [^\\\[\](){}*+?|^$.]                              # a literal character
    """,
    re.VERBOSE,
)
FEW, MANY = 1, 2
MAX_STEPS = 10_000_000
"""How many steps a search may take at worst: the length of the value, once for every unbounded quantifier."""


def translate(pattern: str, length: int) -> str | None:
    """The pattern, for Python's `re` with `re.ASCII`, or None when it is not certain to mean the same.

    `length` is that of the value to be searched. Source: `allowedPattern` is Java's in the service and RE2 in the
    agent, where it is not anchored (agent-semantics 1.6).
    """
    parts, position = [], 0
    while position < len(pattern):
        match = _TOKEN.match(pattern, position)
        if match is None:
            return None
        parts.append(match[0])
        position = match.end()
    if _may_run_away(parts, length):
        return None
    try:
        re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None
    return pattern


def _may_run_away(parts: list[str], length: int) -> bool:
    """Whether a search could take too long: a choice in a group that is itself repeated, or many open repetitions."""
    choices = [0]
    in_group: int | None = None
    steps = 1
    for part in parts:
        choice = _choice(part)
        if part.startswith("("):
            choices.append(0)
        elif part == ")":
            if len(choices) == 1:
                return True
            in_group = choices.pop()
            choices[-1] = max(choices[-1], in_group)
            continue
        elif choice == MANY:
            if in_group or steps > MAX_STEPS:
                return True
            steps *= max(length, 2)
        elif in_group == MANY and part[0] == "{":
            return True
        choices[-1] = max(choices[-1], choice)
        in_group = None
    return steps > MAX_STEPS


def _choice(part: str) -> int:
    """How many ways a part leaves to match: none, few or many."""
    if part[0] in "*+":
        return MANY
    if part[0] == "{":
        least, comma, most = part.rstrip("?")[1:-1].partition(",")
        if not comma or least == most:
            return 0
        return FEW if most and int(most) <= 4 else MANY
    return FEW if part[0] in "?|" else 0
