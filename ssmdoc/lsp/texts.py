"""The texts that are open in the editor, kept in step with it.

pygls could keep them, but it takes form feeds and U+2028 for line breaks, which they are not in LSP, and then puts
changes into the wrong line.
"""

from collections.abc import Sequence

from lsprotocol.types import PositionEncodingKind, TextDocumentContentChangeEvent, TextDocumentContentChangePartial

from ssmdoc.lsp.positions import Positions
from ssmdoc.source.text import Source

_ENDINGS = (".json", ".yaml", ".yml")
_JSON = ("json", "jsonc")


class OpenText:
    """A text as it is in the editor at one version; a change makes a new one."""

    __slots__ = ("encoding", "source", "uri", "version")

    def __init__(self, uri: str, version: int, source: Source, encoding: PositionEncodingKind) -> None:
        self.uri = uri
        self.version = version
        self.source = source
        self.encoding = encoding

    @property
    def positions(self) -> Positions:
        """Its offsets as the client counts them."""
        return Positions(self.source, self.encoding)

    def changed(self, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> "OpenText":
        """The text after changes, each of which applies to what the one before it left."""
        text = self
        for change in changes:
            new = change.text
            if isinstance(change, TextDocumentContentChangePartial):
                positions, old = text.positions, text.source.text
                start, end = positions.offset(change.range.start), positions.offset(change.range.end)
                new = old[:start] + new + old[end:]
            text = OpenText(self.uri, version, Source(self.source.path, new), self.encoding)
        return text


def path_of(uri: str, language: str) -> str:
    """What tells the reader JSON from YAML: the address with its ending, or one that the editor's language gives it."""
    path = uri.partition("?")[0]
    if path.lower().endswith(_ENDINGS):
        return path
    if language in _JSON or path.lower().endswith(".jsonc"):
        return f"{path}.json"
    return f"{path}.yaml" if language.split(".")[0] == "yaml" else path
