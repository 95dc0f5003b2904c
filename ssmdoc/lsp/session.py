"""What an editor has open and what was found in it; only the checker works outside the server's loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from lsprotocol.types import PublishDiagnosticsParams

from ssmdoc.lsp.checker import Checked, Checker
from ssmdoc.lsp.texts import OpenText


class Session:
    """The texts that are open. Findings are published once, and only those of a text as it is at that moment."""

    def __init__(self, publish: Callable[[PublishDiagnosticsParams], None]) -> None:
        self._publish = publish
        self._texts: dict[str, OpenText] = {}
        self._results: dict[str, Checked] = {}
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._checker = Checker(self._pass_on)

    def text(self, uri: str) -> OpenText | None:
        """The text as it is now; None when it is not open."""
        return self._texts.get(uri)

    def put(self, text: OpenText) -> None:
        """Take a text that is new or changed, and have it checked."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._checker.start()
        self._texts[text.uri] = text
        self._checker.submit(text)

    def close(self, uri: str) -> None:
        """Forget a text, and clear what the editor shows of it."""
        self._texts.pop(uri, None)
        self._results.pop(uri, None)
        self._checker.drop(uri)
        self._tell()
        self._publish(PublishDiagnosticsParams(uri, []))

    async def checked(self, uri: str) -> Checked | None:
        """What is known of a text as it is now, as soon as that is known; None when it is not open."""
        while text := self._texts.get(uri):
            result = self._results.get(uri)
            if result and result.text is text:
                return result
            await self._news.wait()
        return None

    def _pass_on(self, checked: Checked) -> None:
        """Called in the checker's thread."""
        if self._loop:
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                self._loop.call_soon_threadsafe(self._take, checked)

    def _take(self, checked: Checked) -> None:
        text = checked.text
        if self._texts.get(text.uri) is not text:
            return  # it has changed since, and its newest state is checked next
        self._results[text.uri] = checked
        self._tell()
        self._publish(PublishDiagnosticsParams(text.uri, checked.diagnostics, text.version))

    def _tell(self) -> None:
        """Wake those who wait for a result, to look whether it is theirs."""
        self._news.set()
        self._news.clear()
