"""Texts that hurt where they are taken for a part of a script."""

import re
from collections.abc import Iterable, Iterator

CANARY = "canary"
"""A command on the node that does nothing but leave a trace; its name is short and of small letters alone."""
FOLDER = "/run/.ssmdoc-fuzz"
"""Where it is; the last folder of PATH."""

_BY_NAME = (
    "canary",
    ";canary",
    "$(canary)",
    "`canary`",
    "|canary",
    "&canary",
    "\ncanary\n",
    ";canary;",
    ";canary #",
    '";canary;"',
    "';canary;'",
    '";canary #',
    "';canary #",
    '"$(canary)"',
    "'$(canary)'",
    "'\ncanary\n'",
    '"\ncanary\n"',
    ");canary;(",
    "');canary;('",
    "};canary;{",
    "a[$(canary)]",
    "${a:-$(canary)}",
    "x';canary;echo 'x",
    "/;canary;/",
    "\\\ncanary\n",
    '\'+__import__("os").system("canary")+\'',
    '"+__import__("os").system("canary")+"',
)
_ODD = (
    "",
    "'",
    '"',
    "`",
    "$(",
    "(",
    "\\",
    "*",
    "/*",
    "~",
    "-n",
    "--help",
    "-",
    "--",
    " ",
    "\n",
    "a b",
    "$HOME",
    "%s%s%n",
    "!",
    "#",
    "../../etc/passwd",
    "/dev/stdin",
    "/dev/zero",
    "0",
    "-1",
    "99999999999999999999",
    "\u00e4\u20ac\U0001f600",
    "\u202e",
    "A" * 300,
    "A" * 5000,
)
ODD_CHARACTERS = "'\"`$();|&\n\\*?[]{}~!#<>-= \t/aA0."
_HERE_DOCUMENT = re.compile(r"<<-?\s*[\"'\\]?([A-Za-z_][A-Za-z0-9_]*)")


def injections(scripts: Iterable[str]) -> Iterator[str]:
    """Texts that run the canary, the short ones first; those that end the here documents of the scripts are among them.

    Each also with the whole path of the canary, for scripts that set PATH.
    """
    ends = dict.fromkeys(found for script in scripts for found in _HERE_DOCUMENT.findall(script))
    texts = [*_BY_NAME, *(f"\n{end}\ncanary\n" for end in ends)]
    yield from texts
    yield from (text.replace(CANARY, f"{FOLDER}/{CANARY}") for text in texts[1:4])


def odd_texts() -> Iterator[str]:
    """Texts that run nothing, but are taken for quotes, options, patterns of names or too much."""
    yield from _ODD
