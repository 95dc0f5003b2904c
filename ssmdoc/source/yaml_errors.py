"""libyaml's errors in plain words, at the place where the mistake is rather than where the parser noticed it."""

import re
from typing import NamedTuple

from yaml import MarkedYAMLError

from ssmdoc.source.problem import Problem, in_quotes
from ssmdoc.source.text import Source, Span


class _Error(NamedTuple):
    """An error of the parser: what it was at and since where, what it met and where."""

    source: Source
    context: str
    context_offset: int
    problem: str
    offset: int

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def found(self) -> str:
        """The character that the parser stopped at, empty at the end of the text."""
        return self.text[self.offset : self.offset + 1]

    @property
    def line_before(self) -> str:
        """What stands on the line before the place."""
        return self.text[self.source.line_starts[self.source.position(self.offset).line - 1] : self.offset]


_SAID = {
    "block sequence entries are not allowed in this context": (
        'a list item ("- ") cannot stand here; start the list on a line of its own'
    ),
    "mapping keys are not allowed in this context": '"?" cannot start a value here; put the value in quotes',
    "did not find expected comment or line break": "the text of a block scalar starts on the next line, not here",
    "found an indentation indicator equal to 0": "the indentation of a block scalar is at least 1",
    "found undefined tag handle": 'this tag uses a "!name!" that nothing defines; quote the value if it is text',
    "did not find expected <document start>": "unexpected text after the end of the document",
    "found unexpected document indicator": 'the quote that opens here is not closed before the line "---" or "..."',
    "did not find expected hexdecimal number": r'the escape is not complete: "\x" takes 2, "\u" 4, "\U" 8 hex digits',
    "found invalid Unicode character escape code": "this escape does not stand for a character",
    "found incompatible YAML document": "this version of YAML is not supported; remove the %YAML line",
    "found duplicate %YAML directive": "a second %YAML line; remove it",
    "did not find expected node content": "expected a value",
}
_DIRECTIVE = 'a line that starts with "%" is a directive to YAML; indent it deeper than its key, or put it in quotes'
_FLOW_CLOSERS = {"while parsing a flow sequence": ("[", "]"), "while parsing a flow mapping": ("{", "}")}
_leading_tab = re.compile(r"[ ]*(\t+)")
_escape = re.compile(r"\\.?", re.DOTALL)
_lone_word = re.compile(r" *(?:- +)?([A-Za-z][A-Za-z0-9_]*)[ \t]*(?: #.*)?")
_content_below = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)+([^\r\n]*)")
_word = re.compile(r"[^\s:,\[\]{}]+")


def explain(source: Source, error: MarkedYAMLError) -> Problem:
    """The problem that an error of the parser stands for."""
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(source.text)) if mark else 0
    context_offset = min(error.context_mark.index, len(source.text)) if error.context_mark else offset
    known = _Error(source, error.context or "", context_offset, error.problem or "", offset)
    for explanation in (_tab, _alias, _quoted, _no_value_start, _no_colon, _second_colon, _flow, _block):
        found = explanation(known)
        if found is not None:
            return found
    if known.context == "while scanning a directive" and known.problem not in _SAID:
        return _at(_DIRECTIVE, *_one(context_offset), source)
    message = _SAID.get(known.problem) or f"not valid YAML: {known.context or 'here'}: {known.problem}"
    return _at(message, *_one(offset), source)


def _at(message: str, start: int, end: int, source: Source, *notes: tuple[Span, str]) -> Problem:
    return Problem("syntax-error", message, Span(start, min(end, len(source.text))), notes)


def _tab(error: _Error) -> Problem | None:
    line = error.source.position(error.offset).line
    start = error.source.line_starts[line - 1]
    tab = _leading_tab.match(error.text, start)
    if tab is None or error.context == "while scanning a quoted scalar":
        return None
    return _at("a tab cannot indent YAML; use spaces", tab.start(1), tab.end(1), error.source)


def _alias(error: _Error) -> Problem | None:
    if error.context not in ("while scanning an alias", "while scanning an anchor"):
        return None
    sign = error.text[error.context_offset : error.context_offset + 1]
    message = f'a value that starts with "{sign}" must be in quotes'
    return _at(message, error.context_offset, error.offset + 1, error.source)


def _quoted(error: _Error) -> Problem | None:
    if error.problem == "found unknown escape character":
        escape = _escape.match(error.text, error.offset)
        written = escape[0] if escape else "\\"
        message = f'"{written}" is not an escape; write "\\{written}", or use single quotes'
        return _at(message, error.offset, error.offset + len(written), error.source)
    if error.problem == "found unexpected end of stream":
        quote = error.text[error.context_offset : error.context_offset + 1]
        return _at(f"the quote ({quote}) that opens here is never closed", *_one(error.context_offset), error.source)
    return None


def _one(offset: int) -> tuple[int, int]:
    return offset, offset + 1


def _no_value_start(error: _Error) -> Problem | None:
    if error.problem != "found character that cannot start any token":
        return None
    return _at(f'a value cannot start with "{error.found}"; put it in quotes', *_one(error.offset), error.source)


def _no_colon(error: _Error) -> Problem | None:
    if error.problem != "could not find expected ':'":
        return None
    end = error.text.find("\n", error.context_offset)
    end = len(error.text) if end < 0 else end
    if error.text[error.context_offset] in "\"'":
        message = 'expected ":" after this text, or the quote that opens here is closed too late'
        return _at(message, *_one(error.context_offset), error.source)
    below = _content_below.match(error.text, end)
    if below:
        lone = _without_colon(error.source, error.source.position(error.context_offset).line, below[1])
        if lone:
            return lone
    message = 'expected "key: value"; a line of a block scalar or of a longer text must be indented deeper than its key'
    return _at(message, error.context_offset, end, error.source)


def _second_colon(error: _Error) -> Problem | None:
    if error.problem != "mapping values are not allowed in this context":
        return None
    before = error.line_before
    key = before.strip()
    lone = _without_colon(error.source, _number_above(error), before)
    if lone and ": " not in before:
        return lone
    if ": " in before:
        value = before.index(": ") + 2
        message = 'a second ": " in one line; put the value in quotes'
        return _at(message, error.offset - len(before) + value, error.offset + 1, error.source)
    if not key:
        message = '":" without a key before it'
    elif _indentation(before) > _indentation(_line_above(error)):
        message = f"{in_quotes(key)} is indented deeper than the line above, which has a value already"
    else:
        message = f'{in_quotes(key)} follows a text that has no ": "; a key cannot continue it'
    return _at(message, error.offset - len(before.lstrip()), error.offset + 1, error.source)


def _without_colon(source: Source, number: int, below: str) -> Problem | None:
    """The problem if a line is a word alone, and what is below can only be its value: a list, or indented deeper."""
    line = source.line(number) if number else ""
    word = _lone_word.fullmatch(line)
    if word is None or (_indentation(below) <= word.start(1) and not below.lstrip().startswith("- ")):
        return None
    start = source.line_starts[number - 1]
    return _at(f'expected ":" after {in_quotes(word[1])}', start + word.start(1), start + word.end(1), source)


def _line_above(error: _Error) -> str:
    """The nearest line above that is not blank."""
    number = _number_above(error)
    return error.source.line(number) if number else ""


def _number_above(error: _Error) -> int:
    number = error.source.position(error.offset).line - 1
    while number and not error.source.line(number).strip():
        number -= 1
    return number


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _flow(error: _Error) -> Problem | None:
    """A bracket or brace that is not closed where it should be."""
    if error.context not in _FLOW_CLOSERS or not error.problem.startswith("did not find expected '"):
        return None
    opener, closer = _FLOW_CLOSERS[error.context]
    start = error.context_offset
    for reference in (start - 1, start):
        if reference >= 0 and error.text.startswith("{{", reference):
            return _unquoted_reference(error, reference)
    if not error.found or error.text[error.offset :].strip() == "":
        return _at(f'the "{opener}" that opens here is never closed', *_one(start), error.source)
    line = error.source.position(start).line
    message = f'expected "," or "{closer}" because of the "{opener}" in line {line}'
    return _at(message, *_one(error.offset), error.source, (Span(*_one(start)), "opens here"))


def _block(error: _Error) -> Problem | None:
    """Text where the next key or list item should be."""
    if error.problem not in ("did not find expected key", "did not find expected '-' indicator"):
        return None
    before = error.line_before
    word = _word.match(error.text, error.offset)
    end = word.end() if word else error.offset + 1
    if before.strip():
        return _after_value(error, before, end)
    line, column = error.source.position(error.context_offset)
    if column - 1 != len(before):
        message = f"indentation of {len(before)} matches no line above; line {line} has {column - 1}"
    elif error.problem == "did not find expected '-' indicator":
        message = f'expected a list item ("- ") as in line {line}'
    elif error.found == "-":
        message = f"a list item where a key is expected as in line {line}; check its indentation"
    else:
        message = f'expected "key: value" as in line {line}'
    return _at(message, error.offset, end, error.source, (Span(*_one(error.context_offset)), "starts here"))


def _after_value(error: _Error, before: str, end: int) -> Problem:
    last = before.rstrip()[-1]
    if "{{" in before and last == "}":
        return _unquoted_reference(error, error.offset - len(before) + before.index("{{"))
    if last == "'":
        message = "unexpected text after the closing quote; inside single quotes a quote is written twice ('')"
    elif last == '"':
        message = 'unexpected text after the closing quote; inside double quotes a quote is written \\"'
    elif last in "]}":
        message = f'unexpected text after the closing "{last}"; put the whole value in quotes if it is text'
    else:
        message = "unexpected text after the value; put the whole value in quotes if it is text"
    return _at(message, error.offset, end, error.source)


def _unquoted_reference(error: _Error, start: int) -> Problem:
    line = error.source.line(error.source.position(start).line)
    value = error.text[start : start + len(line)].partition("\n")[0].rstrip()
    hint = "" if '"' in value else f": {in_quotes(value)}"
    return _at(f'a value that starts with "{{{{" must be in quotes{hint}', start, start + len(value), error.source)
