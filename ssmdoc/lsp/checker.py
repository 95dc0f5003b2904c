"""The thread in which texts are examined, so that the server answers at once however long a text takes."""

import logging
from collections.abc import Callable
from threading import Condition, Thread
from typing import NamedTuple

from lsprotocol import types

from ssmdoc.analysis.discover import looks_like_a_document
from ssmdoc.analysis.examine import Examination, examine
from ssmdoc.diagnostic import Diagnostic
from ssmdoc.lsp.diagnostics import converted
from ssmdoc.lsp.texts import OpenText

logger = logging.getLogger(__name__)


class Checked(NamedTuple):
    """A text, and what is known of it; nothing when the examination failed."""

    text: OpenText
    examination: Examination | None
    findings: tuple[Diagnostic, ...]
    diagnostics: tuple[types.Diagnostic, ...]
    """The findings as the editor gets them."""


class Checker:
    """Examines the texts in the order in which they come; of a text that changes meanwhile only the newest version."""

    def __init__(self, checked: Callable[[Checked], None]) -> None:
        """`checked` is called in the thread with each result."""
        self._checked = checked
        self._waiting: dict[str, OpenText] = {}
        self._changed = Condition()

    def start(self) -> None:
        """Begin to work, in a thread that does not keep the process from ending."""
        Thread(target=self._work, name="checker", daemon=True).start()

    def submit(self, text: OpenText) -> None:
        """Have a text examined, instead of an older version of it that still waits."""
        with self._changed:
            self._waiting[text.uri] = text
            self._changed.notify()

    def drop(self, uri: str) -> None:
        """Leave out a text that has been closed."""
        with self._changed:
            self._waiting.pop(uri, None)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                text = self._waiting.pop(next(iter(self._waiting)))
            self._checked(check(text))


def check(text: OpenText) -> Checked:
    """Examine a text. Never raises: what fails is a mistake of ssmdoc's and goes to the log."""
    try:
        examination = examine(text.source)
        findings = shown(examination)
        return Checked(text, examination, findings, tuple(converted(text, findings)))
    except Exception:
        logger.exception("cannot examine %s, version %s", text.uri, text.version)
        return Checked(text, None, (), ())


def shown(examination: Examination) -> tuple[Diagnostic, ...]:
    """The findings to show: none in a text that is not meant as an SSM document, for an editor opens any text."""
    if examination.kind is None and not looks_like_a_document(examination.source.text):
        return ()
    return examination.diagnostics
