"""A small editor: it starts `ssmdoc lsp`, speaks the protocol over its pipes and checks what it reads to the letter."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any, TypeAlias

from tests.commands.run_process import PATIENCE, PROGRAM

Message: TypeAlias = dict[str, Any]

YAML = "file:///documents/hello.yaml"
JSON = "file:///documents/hello.json"


class Editor:
    """One session; every read ends when the server does, and the server ends when patience does."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self.stdin = process.stdin
        self.stdout = process.stdout
        self.requests = 0

    def send(self, body: bytes) -> None:
        self.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.stdin.flush()

    def notify(self, method: str, params: Message | None = None) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, params: Message | None = None) -> int:
        """Send a request without waiting for the answer."""
        self.requests += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self.requests, "method": method, "params": params}).encode())
        return self.requests

    def request(self, method: str, params: Message | None = None) -> Any:
        """The result of a request, which must be the next thing that the server says."""
        number = self.ask(method, params)
        answer = self.read()
        assert answer["id"] == number, answer
        return answer["result"]

    def read(self) -> Message:
        length = None
        while (line := self.stdout.readline()) != b"\r\n":
            assert line.endswith(b"\r\n"), f"the server ended or said {line!r}"
            name, _, value = line.decode().partition(": ")
            if name == "Content-Length":
                length = int(value)
        assert length is not None
        message: Message = json.loads(self.stdout.read(length))
        return message

    def initialize(self, **capabilities: Any) -> Message:
        result: Message = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.notify("initialized", {})
        return result

    def open(self, text: str, uri: str = YAML, language: str = "yaml", version: int = 1) -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, version: int, *changes: Message, uri: str = YAML) -> None:
        text = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": text, "contentChanges": changes})

    def close(self, uri: str = YAML) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def published(self) -> Message:
        """What the next message publishes."""
        message = self.read()
        assert message["method"] == "textDocument/publishDiagnostics", message
        params: Message = message["params"]
        return params

    def found(self) -> list[str]:
        """The findings that are published next, one in a line."""
        return [brief(each) for each in self.published()["diagnostics"]]

    def hover(self, line: int, character: int, uri: str = YAML) -> Any:
        position = {"line": line, "character": character}
        return self.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})

    @contextmanager
    def opened(self, text: str, uri: str = YAML, language: str = "yaml") -> Iterator[Message]:
        """A text that is open for a while, and what is published of it."""
        self.open(text, uri, language)
        yield self.published()
        self.close(uri)
        assert self.published() == {"uri": uri, "diagnostics": []}

    def exit_code(self) -> int:
        """Close the pipe and wait for the end."""
        self.stdin.close()
        assert self.stdout.read() == b""
        return self.process.wait()


@contextmanager
def editor(*arguments: str, program: tuple[str, ...] = (PROGRAM, "lsp")) -> Iterator[Editor]:
    """A session with a server that has just been started; what it logs must be looked at by the test."""
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    limit = Timer(PATIENCE, process.kill)
    limit.start()
    try:
        with process:
            try:
                yield Editor(process)
            finally:
                process.kill()
    finally:
        limit.cancel()


def insert(line: int, character: int, text: str, length: int = 0) -> Message:
    """The change that puts a text in the place of `length` units."""
    start = {"line": line, "character": character}
    return {"range": {"start": start, "end": {"line": line, "character": character + length}}, "text": text}


def brief(found: Message) -> str:
    """A diagnostic in a line: range, severity, rule, message."""
    start, end = found["range"]["start"], found["range"]["end"]
    where = f"{start['line']}:{start['character']}-{end['line']}:{end['character']}"
    return f"{where} {found['severity']} {found['code']}: {found['message']}"
