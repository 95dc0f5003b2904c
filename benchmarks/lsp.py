"""How long an editor waits for findings: after it has started the server, and after a key has been pressed."""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.documents import document_of_size
from benchmarks.measure import Measured, Row, command, compared, medians

_ADDRESS = "file:///document.yaml"


class Editor:
    """A client with one document open, which it has been told the findings of."""

    def __init__(self, text: str) -> None:
        program = str(Path(sys.executable).with_name("ssmdoc"))
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.version = 1
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
        self._read()
        self._send("initialized", {})
        item = {"uri": _ADDRESS, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": item})
        self._read()

    def press_a_key(self) -> None:
        """Add a space at the end of the first line, and wait for the findings."""
        self.version += 1
        place = {"line": 0, "character": 1000}
        change = {"range": {"start": place, "end": place}, "text": " "}
        document = {"uri": _ADDRESS, "version": self.version}
        self._send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        self._read()

    def close(self) -> None:
        """End the server."""
        self.process.communicate()

    def _send(self, method: str, params: object, **more: int) -> None:
        body = json.dumps({"jsonrpc": "2.0", **more, "method": method, "params": params}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> None:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            name, _, value = line.partition(b": ")
            length = int(value) if name == b"Content-Length" else length
        self.process.stdout.read(length)


def lsp_rows(workplace: Path, rounds: int) -> list[Row]:
    """The start with a 4 KB document, and a change in one of 28 KB."""
    large = workplace / "large.yaml"
    large.write_text(document_of_size(28_000))
    editor = Editor(large.read_text())
    start, imports, change, whole = medians(
        [
            _started(document_of_size(4096)),
            command(sys.executable, "-c", "import pygls.lsp.server"),
            _changed(editor),
            _composed(large.read_text()),
        ],
        rounds,
    )
    editor.close()
    return [
        compared("start to first findings, 4 KB document", start, 'python -c "import pygls.lsp.server"', imports, None),
        compared("a change to its findings, 28 KB document", change, "yaml.compose with CSafeLoader", whole, None),
    ]


def _started(text: str) -> Measured:
    def run() -> float:
        begin = time.perf_counter()
        editor = Editor(text)
        taken = time.perf_counter() - begin
        editor.close()
        return taken

    return run


def _changed(editor: Editor) -> Measured:
    def run() -> float:
        begin = time.perf_counter()
        editor.press_a_key()
        return time.perf_counter() - begin

    return run


def _composed(text: str) -> Measured:
    import yaml

    def run() -> float:
        begin = time.perf_counter()
        yaml.compose(text, yaml.CSafeLoader)
        return time.perf_counter() - begin

    return run
