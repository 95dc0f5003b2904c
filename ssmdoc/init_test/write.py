"""A draft as the text of a spec."""

import textwrap
from collections.abc import Iterable

from ssmdoc.aws.mock_text import to_yaml
from ssmdoc.init_test.draft import Draft, DraftCase

_WIDTH = 110


def spec_text(draft: Draft, document: str) -> str:
    """YAML in block style; `document` is the path of the document as the spec names it."""
    head = [*_comment(draft.notes), to_yaml({"document": document}).rstrip()]
    blocks = ["\n".join(head)]
    for key, value in draft.keys.items():
        blocks.append("\n".join([*_comment(draft.comments.get(key, ())), to_yaml({key: value}).rstrip()]))
    cases = [_case(case) for case in draft.cases]
    return "\n\n".join([*blocks, "cases:\n" + "\n\n".join(cases)]) + "\n"


def _case(case: DraftCase) -> str:
    lines = to_yaml([{"name": case.name, **case.keys}]).rstrip().splitlines()
    return textwrap.indent("\n".join([*_comment(case.comment), *lines]), "  ")


def _comment(lines: Iterable[str]) -> list[str]:
    """Lines of comment; what is not printable is shown as an escape."""
    found: list[str] = []
    for line in lines:
        plain = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line)
        found += textwrap.wrap(
            plain, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
        )
    return found
