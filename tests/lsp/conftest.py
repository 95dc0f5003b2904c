"""The session that tests share which need no state of their own."""

from collections.abc import Iterator

import pytest

from tests.lsp.client import Editor, editor


@pytest.fixture(scope="module")
def shared() -> Iterator[Editor]:
    """An initialized editor with nothing open; a test closes what it opens."""
    with editor() as client:
        client.initialize()
        yield client
