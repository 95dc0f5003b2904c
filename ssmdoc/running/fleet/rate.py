"""MaxConcurrency and MaxErrors: how they are written, and how many nodes they are.

Source: BOTO MaxConcurrency, MaxErrors; UG23 send-commands-multiple.md ("10% of 50 nodes: the sixth error stops").
"""

import re

DEFAULT_CONCURRENCY, DEFAULT_ERRORS = "50", "0"

_CONCURRENCY = re.compile(r"[1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%")
_ERRORS = re.compile(r"[1-9][0-9]*|0|[1-9][0-9]%|[0-9]%|100%")
_LONGEST = 7


def concurrency_text(text: str) -> str:
    """The text, if it is a MaxConcurrency.

    Raises:
        ValueError: it is none.
    """
    if len(text) > _LONGEST or not _CONCURRENCY.fullmatch(text):
        raise ValueError(f'must be a number of nodes from 1 or a percentage from 1% to 100%, not "{text}"')
    return text


def errors_text(text: str) -> str:
    """The text, if it is a MaxErrors.

    Raises:
        ValueError: it is none.
    """
    if len(text) > _LONGEST or not _ERRORS.fullmatch(text):
        raise ValueError(f'must be a number of errors from 0 or a percentage from 0% to 100%, not "{text}"')
    return text


def concurrency(text: str, targets: int) -> int:
    """The most nodes that a command runs on at a time; of a percentage the whole nodes, but one at least."""
    return max(1, _number(text, targets))


def allowed_errors(text: str, targets: int) -> int:
    """The errors after which a command still goes on; of a percentage the whole nodes."""
    return _number(text, targets)


def _number(text: str, targets: int) -> int:
    return int(text[:-1]) * targets // 100 if text.endswith("%") else int(text)
