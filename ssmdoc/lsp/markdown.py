"""The user's own words as text that Markdown leaves alone: no markup, links, entities or further blocks."""

import re

_LONGEST = 1_000
_MARKUP = re.compile(r"[\\`*<>\[\]_~&|#!]|(?<=[a-zA-Z]):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)")


def literal(text: str) -> str:
    """A text in one line, cut where it is very long."""
    line = " ".join(text[:_LONGEST].split()) + ("…" if len(text) > _LONGEST else "")
    return _MARKUP.sub(r"\\\g<0>", line)
