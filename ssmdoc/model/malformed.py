"""What is meant as a reference and is none: AWS replaces nothing there and the script receives the braces.

Scripts are full of braces that are no references, so a text counts as a broken one only when it names a declared
parameter, or begins like a Parameter Store reference, or could be nothing else.
"""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from ssmdoc.model.references import Form, find_references


class MalformedReference(NamedTuple):
    """A broken reference: its range in the text, what is wrong, and what was most likely meant."""

    start: int
    end: int
    problem: str
    meant: str | None
    certain: bool
    """Nothing but a reference looks like this."""


_DELIMITED = re.compile(r"(\{[ \t]*\{|\{)[ \t]*([A-Za-z0-9]+)[ \t]*(\}[ \t]*\}|\})")
_BRACES = re.compile(r"\{\{([^{}\n]{0,200})(\}\})?")
_PREFIX = re.compile(r"(?:parameters?|params?|inputs?|vars?|variable)[.:/]([A-Za-z0-9]+)", re.IGNORECASE)
_AROUND = re.compile(r"[$@#&*!\"'(<%-]*([A-Za-z0-9]+)\s*(?:[^\w\s.:].*|:\w.*|\.)?")
_STORE = re.compile(r"\s*ssm(?:-secure)?\s*:", re.IGNORECASE)
_OPEN = re.compile(r"[ \t]*([A-Za-z0-9]+)(?![A-Za-z0-9:=.|])[ \t]*")
_SNAKE = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+")
_PARTS = re.compile(r"\w+(?:\.\w+)+")
_JOINTS = re.compile(r"[\s_-]+")
_STATEMENTS = frozenset(("break", "continue", "done", "else", "exit", "fi", "return", "true", "false"))
"""Words of shell and PowerShell that stand alone between braces; no sign of a parameter."""


def find_malformed(text: str, declared: Container[str]) -> Iterator[MalformedReference]:
    """The broken references of a text, given the names of the declared parameters."""
    if "{{" not in text and "}}" not in text and "{ {" not in text:
        return
    seen: set[int] = set()
    for found in (*_wrong_delimiters(text, declared), *_wrong_contents(text, declared)):
        if found.start not in seen:
            seen.add(found.start)
            yield found


def _wrong_delimiters(text: str, declared: Container[str]) -> Iterator[MalformedReference]:
    for match in _DELIMITED.finditer(text):
        opening, name, closing = match.groups()
        if name not in declared or name in _STATEMENTS:
            continue
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        meant = _braced(name)
        spaced = "white space stands between its braces"
        match opening, closing:
            case ("{{", "}") if after not in (",", "{"):
                yield MalformedReference(start, end, 'it ends with one "}"', meant, certain=True)
            case ("{", "}}") if before not in ("$", "%", "#", "@", "{"):
                yield MalformedReference(start, end, 'it begins with one "{"', meant, certain=_is_all(text, start, end))
            case ("{{", "} }" | "}\t}"):
                yield MalformedReference(start, end, spaced, meant, certain=True)
            case ("{ {" | "{\t{", "}}"):
                yield MalformedReference(start, end, spaced, meant, certain=True)
            case ("{ {", "} }"):
                yield MalformedReference(start, end, spaced, meant, certain=_is_all(text, start, end))


def _wrong_contents(text: str, declared: Container[str]) -> Iterator[MalformedReference]:
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
        elif broken := _problem(content, declared, templated=templated):
            problem, meant = broken
            certain = meant is not None and _is_all(text, start, end)
            yield MalformedReference(start, end, problem, meant, certain)


def _unclosed(text: str, start: int, content: str, declared: Container[str]) -> MalformedReference | None:
    """The broken reference that begins with two braces at `start` and has none at its end."""
    name = _OPEN.match(content)
    if name is None or name[1] not in declared or name[1] in _STATEMENTS:
        return None
    after = content[name.end() :]
    if not after and text[start + 2 + len(content) :].startswith("}"):
        return None  # it is closed by one brace, which is found by the delimiters
    certain = not after or after[0] in "\"'`)],;/"
    return MalformedReference(start, start + 2 + name.end(1), 'it has no closing "}}"', _braced(name[1]), certain)


def _problem(content: str, declared: Container[str], *, templated: bool) -> tuple[str, str | None] | None:
    """What is wrong with the content of a pair of braces, and what was meant; None when it is right, or just text."""
    name = content.strip(" \t\n\f\r")
    if name in declared or name.isalnum():
        return None
    if (prefixed := _PREFIX.fullmatch(name)) and prefixed[1] in declared:
        return "a parameter is named alone", _braced(prefixed[1])
    if _PARTS.fullmatch(name) and name.partition(".")[0] in declared:
        return "a parameter has no parts", _braced(name.partition(".")[0])
    if name.strip() in declared:
        return "only ASCII white space may stand around the name", _braced(name.strip())
    joined = _JOINTS.sub("", name)
    if joined != name and joined in declared:
        return "a name has letters and digits only", _braced(joined)
    if (around := _AROUND.fullmatch(name)) and around[1] in declared:
        return _explain(content), _braced(around[1])
    if _STORE.match(content):
        return _explain(content), None
    if not templated and _SNAKE.fullmatch(name):
        return "a parameter name has letters and digits only", None
    return None


def _explain(content: str) -> str:
    """Where the grammar of references stops."""
    from ssmdoc.model.grammar import Unexpected, parse_reference  # lark is slow to import

    found = parse_reference(content)
    if not isinstance(found, Unexpected):
        return "it is no parameter"
    before = content[: found.offset].strip()
    after = f' after "{before}"' if before else ""
    if not found.word:
        return f"a name is missing{after}"
    return f"unexpected {found.word}{after}" if found.word == '"' else f'unexpected "{found.word}"{after}'


def _braced(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether a range is the whole of a text but for white space."""
    return not text[:start].strip() and not text[end:].strip()
