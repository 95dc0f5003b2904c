"""The server: each handler converts what the client says and hands it on."""

import logging
import os
import sys
from contextlib import redirect_stdout

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

from ssmdoc import __version__
from ssmdoc.lsp.hover import said_of
from ssmdoc.lsp.session import Session
from ssmdoc.lsp.texts import OpenText, path_of
from ssmdoc.source.text import Source

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """pygls' server, with the session of its one client."""

    def __init__(self) -> None:
        super().__init__("ssmdoc", __version__)
        self.session = Session(self.text_document_publish_diagnostics)
        self.was_shut_down = False
        """Whether the client said goodbye before it ended the server or went away."""

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log an error; the user, to whom pygls would show it, can do nothing about it."""
        logger.error("%s: %s", getattr(source, "__name__", source), error, exc_info=error)


def serve() -> bool:
    """Serve one client on standard input and output until it ends; whether it asked the server to shut down first."""
    server = make_server()
    # What the protocol is written to is out of reach for everything else: a stray print goes to stderr.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with redirect_stdout(sys.stderr):
        server.start_io(sys.stdin.buffer, output)
    return server.was_shut_down


def make_server() -> Server:
    """A server with its handlers."""
    server = Server()
    _keep_texts(server)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.session.checked(params.text_document.uri)
        if checked is None:
            return None
        positions = checked.text.positions
        said = said_of(checked, positions.offset(params.position))
        if said is None:
            return None
        return types.Hover(types.MarkupContent(_markup(server), said.markdown), positions.range(said.span))

    @server.feature(types.SHUTDOWN)
    def shut_down(_: None) -> None:
        server.was_shut_down = True

    return server


def _markup(server: Server) -> types.MarkupKind:
    """How a text is announced: as plain where the client shows no Markdown, which reads well enough as it is."""
    shown = get_capability(server.client_capabilities, "text_document.hover.content_format")
    return types.MarkupKind.PlainText if shown and types.MarkupKind.Markdown not in shown else types.MarkupKind.Markdown


def _keep_texts(server: Server) -> None:
    """Register what keeps the session's texts in step with the editor's, in place of pygls' own (see `texts`)."""
    session = server.session
    for method in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE):
        del server.protocol.fm.builtin_features[method]

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        source = Source(path_of(item.uri, item.language_id), item.text)
        encoding = types.PositionEncodingKind(server.workspace.position_encoding)
        session.put(OpenText(item.uri, item.version, source, encoding))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        if text := session.text(params.text_document.uri):
            session.put(text.changed(params.text_document.version, params.content_changes))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if text := session.text(params.text_document.uri):
            session.put(text)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)
