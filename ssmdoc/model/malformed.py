"""What is meant as a reference and is none: AWS replaces nothing there and the script receives the braces.

Scripts are full of braces that are no references, so a text counts as a broken one only when it names a declared
parameter, or begins like a Parameter Store reference, or could be nothing else.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from ssmdoc.model.malformed_automation import Names
from ssmdoc.model.references import Form, braced, find_references, leaves_braces


class MalformedReference(NamedTuple):
    """A broken reference: its range in the text, what is wrong, and what was most likely meant."""

    start: int
    end: int
    problem: str
    meant: str | None
    certain: bool
    """Nothing but a reference looks like this."""


NO_NAMES = Names()
"""Those of a document that is no Automation document."""
# possessive: an underscore is both a joint and a letter, and trying each as either takes for ever
_DELIMITED = re.compile(r"(\{[ \t]*\{|\{)[ \t]*([A-Za-z0-9]++(?:[:._]\w++)*+)[ \t]*(\}[ \t]*\}|\})")
_BRACES = re.compile(r"\{\{([^{}\n]{0,200})(\}\})?")
_OPEN = re.compile(r"[ \t]*([A-Za-z0-9]+)(?![A-Za-z0-9:=.|])[ \t]*")
_STATEMENTS = frozenset(("break", "continue", "done", "else", "exit", "fi", "return", "true", "false"))
"""Words of shell and PowerShell that stand alone between braces; no sign of a parameter."""


def find_malformed(text: str, declared: Container[str], names: Names = NO_NAMES) -> Iterator[MalformedReference]:
    """The broken references of a text, given the names of the declared parameters, and the other names there are."""
    if not leaves_braces(text):
        return
    seen: set[int] = set()
    for found in (*_wrong_delimiters(text, declared, names), *_wrong_contents(text, declared, names)):
        if found.start not in seen:
            seen.add(found.start)
            yield found


def _wrong_delimiters(text: str, declared: Container[str], names: Names) -> Iterator[MalformedReference]:
    for match in _DELIMITED.finditer(text):
        opening, name, closing = match.groups()
        if not (name in declared or names.has(name)) or name in _STATEMENTS:
            continue
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        meant = braced(name)
        spaced = "white space stands between its braces"
        match opening, closing:
            case ("{{", "}") if after not in (",", "{"):
                yield MalformedReference(start, end, 'it ends with one "}"', meant, certain=True)
            case ("{", "}}") if before not in ("$", "%", "#", "@", "{") and after != "}":
                yield MalformedReference(start, end, 'it begins with one "{"', meant, certain=_is_all(text, start, end))
            case ("{{", "} }" | "}\t}"):
                yield MalformedReference(start, end, spaced, meant, certain=True)
            case ("{ {" | "{\t{", "}}") if before != "{" and after != "}":
                yield MalformedReference(start, end, spaced, meant, certain=True)
            case ("{ {", "} }"):
                yield MalformedReference(start, end, spaced, meant, certain=_is_all(text, start, end))


def _wrong_contents(text: str, declared: Container[str], names: Names) -> Iterator[MalformedReference]:
    templated = "{%" in text or "{{." in text or "{{ ." in text
    forms = {reference.start: reference.form for reference in find_references(text)}
    for match in _BRACES.finditer(text):
        content, closing = match.groups()
        start, end = match.span()
        if forms.get(start, Form.OUTPUT) not in (Form.OUTPUT, Form.VARIABLE):
            continue
        if closing is None:
            if found := _unclosed(text, start, content, declared):
                yield found
            continue
        if content.lstrip()[:1] == ".":
            continue  # a template of Go, as docker's {{.Names}}
        from ssmdoc.model.malformed_content import content_problem  # few documents need it

        if broken := content_problem(content, declared, names, templated=templated):
            problem, meant = broken
            certain = meant is not None and _is_all(text, start, end)
            yield MalformedReference(start, end, problem, meant, certain)


def _unclosed(text: str, start: int, content: str, declared: Container[str]) -> MalformedReference | None:
    """The broken reference that begins with two braces at `start` and has none at its end."""
    name = _OPEN.match(content)
    if name is None or name[1] not in declared or name[1] in _STATEMENTS:
        return None
    after = content[name.end() :]
    if not after and text.startswith("}", start + 2 + len(content)):
        return None  # it is closed by one brace, which is found by the delimiters
    certain = not after or after[0] in "\"'`)],;/"
    return MalformedReference(start, start + 2 + name.end(1), 'it has no closing "}}"', braced(name[1]), certain)


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether a range is the whole of a text but for white space."""
    first, last = _edges(text)
    return start <= first and last <= end


@lru_cache(maxsize=4)
def _edges(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the white space around it; a long one is asked about for each brace."""
    return len(text) - len(text.lstrip()), len(text.rstrip())
