"""The grammar of references: parses what stands between the delimiters, or says where and why it is none.

Importing lark takes as long as reading a document, so this module is imported only to explain a malformed reference.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from lark import Lark, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ssmdoc.model.references import Form, store_names


class Unexpected(NamedTuple):
    """Where the content stops being a reference: an offset, and the word found there (empty at the end)."""

    offset: int
    word: str


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("reference.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr")


def parse_reference(content: str) -> tuple[Form, tuple[str, ...]] | Unexpected:
    """The form and names of a reference without its delimiters, or what makes it none."""
    try:
        reference = _parser().parse(content)
    except UnexpectedInput as error:
        return _unexpected(error, content)
    form = Form(str(reference.data).replace("_", "-"))
    names = tuple(str(token) for token in reference.children)
    return form, store_names(names[0]) if form in (Form.SSM, Form.SSM_SECURE) else names


def _unexpected(error: UnexpectedInput, content: str) -> Unexpected:
    match error:
        case UnexpectedToken(token=Token(type="$END")):
            return Unexpected(len(content), "")
        case UnexpectedToken(token=Token(start_pos=int(offset)) as token):
            return Unexpected(offset, str(token))
        case UnexpectedCharacters(pos_in_stream=int(offset)):
            return Unexpected(offset, content[offset])
    return Unexpected(len(content), "")
