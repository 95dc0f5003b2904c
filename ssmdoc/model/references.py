"""References in a text: `{{ Name }}`, `{{ step.Output }}`, `{{ ssm:name }}`, and the same between `<<` and `>>`.

The language is defined by `reference.lark`; the expression below recognises the same well-formed references in one
search (a test holds the two together), so that reading a document does not cost the import of a parser generator.
What matches no form is text, as it is for AWS: Jinja, docker's `{{.Names}}`, CSS.
"""

import re
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple


class Form(Enum):
    """What a reference names (source: UG25 automation-variables.md, AGENT docparser)."""

    PARAMETER = "parameter"
    OUTPUT = "output"
    VARIABLE = "variable"
    GLOBAL = "global"
    AUTOMATION = "automation"
    SSM = "ssm"
    SSM_SECURE = "ssm-secure"


class Delimiter(Enum):
    """The two ways to mark a reference; only braces are known to AWS."""

    BRACES = "{{"
    ANGLES = "<<"


class Reference(NamedTuple):
    """One reference: what it names, and the range of the text it takes, delimiters included.

    `names` has one name, an output has two (step, output), a Parameter Store reference may have a version as second.
    """

    form: Form
    names: tuple[str, ...]
    start: int
    end: int
    delimiter: Delimiter


_SPACE = r"[ \t\n\f\r]*"
_WORD = r"[A-Za-z0-9_]+"
_INSIDE = (
    rf"(?:{_SPACE}(?:([A-Za-z0-9]+)|({_WORD}\.{_WORD})|((?:variable|global|automation):{_WORD})){_SPACE}"
    r"| *((?:ssm|ssm-secure):[A-Za-z0-9_/.:-]+) *)"
)


@cache
def _pattern(delimiter: Delimiter) -> re.Pattern[str]:
    """The expression for one delimiter, made when a text has it, for making it takes longer than most searches."""
    opening, closing = (r"\{\{", r"\}\}") if delimiter is Delimiter.BRACES else ("<<", ">>")
    return re.compile(opening + _INSIDE + closing)


_OPENINGS = tuple((delimiter, delimiter.value) for delimiter in Delimiter)


@lru_cache(maxsize=4096)
def find_references(text: str) -> tuple[Reference, ...]:
    """The references in a text, in order.

    Whether `<< x >>` means one is for the document to say: only where it resolves, else it is shell text.
    """
    found: list[Reference] = []
    for delimiter, opening in _OPENINGS:
        if opening in text:
            matches = _pattern(delimiter).finditer(text)
            found.extend(Reference(*_meaning(match), match.start(), match.end(), delimiter) for match in matches)
    if len(found) > 1:
        found.sort(key=lambda reference: reference.start)
    return tuple(found)


def whole_reference(text: str) -> Reference | None:
    """The reference that a text is, without anything around it; None of any other text."""
    found = find_references(text) if text[:2] in ("{{", "<<") else ()
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text) else None


def has_loose_braces(text: str, references: tuple[Reference, ...]) -> bool:
    """Whether a text has pairs of braces, or what may be meant as one, besides those of its references."""
    if "{{" not in text and "}}" not in text and "{ {" not in text:
        return False
    pairs = 2 * sum(found.delimiter is Delimiter.BRACES for found in references)
    return text.count("{") != pairs or text.count("}") != pairs


def leaves_braces(text: str) -> bool:
    """Whether a text has braces that its references leave over for broken ones: seldom, and quick to tell."""
    references = find_references(text) if "{{" in text else ()
    if has_loose_braces(text, references):
        return True
    return any(found.form in (Form.OUTPUT, Form.VARIABLE) for found in references)


def _meaning(match: re.Match[str]) -> tuple[Form, tuple[str, ...]]:
    parameter, output, prefixed, store = match.groups()
    if parameter:
        return Form.PARAMETER, (parameter,)
    if output:
        return Form.OUTPUT, tuple(output.split("."))
    prefix, name = (prefixed or store).split(":", 1)
    return Form(prefix), store_names(name) if store else (name,)


def store_names(name: str) -> tuple[str, ...]:
    """A Parameter Store name, and its version when the text ends in a numbered one."""
    before, _, version = name.rpartition(":")
    return (before, version) if before and version.isdecimal() else (name,)


def braced(name: str) -> str:
    """The usual way to write a reference to a parameter."""
    return f"{{{{ {name} }}}}"
