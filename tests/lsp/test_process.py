"""The process that an editor starts: how it begins and ends, and what it needs."""

import signal
import subprocess
import sys
import time

import pytest

from tests.lsp.client import YAML, Editor, editor, insert

GOOD = 'schemaVersion: "2.2"\nmainSteps:\n  - {action: aws:runShellScript, name: a, inputs: {runCommand: [ls]}}\n'


def logged(client: Editor) -> str:
    assert client.process.stderr is not None
    return client.process.stderr.read().decode()


@pytest.mark.parametrize("arguments", [(), ("--stdio",)], ids=["plain", "--stdio"])
def test_what_the_server_says_of_itself(arguments: tuple[str, ...]) -> None:
    with editor(*arguments) as client:
        answer = client.initialize()
        capabilities = answer["capabilities"]
        assert answer["serverInfo"]["name"] == "ssmdoc"
        assert capabilities["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
        assert capabilities["hoverProvider"] is True
        assert "diagnosticProvider" not in capabilities, "an editor would show all findings twice"


def test_the_end_as_the_protocol_has_it() -> None:
    with editor() as client:
        client.initialize()
        client.open(GOOD)
        client.published()
        assert client.request("shutdown") is None
        client.notify("exit")
        assert (client.exit_code(), logged(client)) == (0, "")


def test_exit_without_shutdown_is_exit_code_1() -> None:
    with editor() as client:
        client.initialize()
        client.notify("exit")
        assert (client.exit_code(), logged(client)) == (1, "")


@pytest.mark.parametrize("begun", [False, True])
def test_the_end_of_the_pipe_is_the_end(begun: bool) -> None:
    with editor() as client:
        if begun:
            client.initialize()
            client.open(GOOD)
            client.published()
        assert (client.exit_code(), logged(client)) == (1, "")


def test_the_end_of_the_pipe_within_a_message() -> None:
    with editor() as client:
        client.initialize()
        client.stdin.write(b'Content-Length: 1000\r\n\r\n{"jsonrpc"')
        client.stdin.flush()
        assert client.exit_code() == 1


def test_the_end_is_not_delayed_by_a_text_that_is_being_checked() -> None:
    with editor() as client:
        client.initialize()
        client.open(GOOD + "# 😀{{ x }}\n" * 300_000)
        number = client.ask("shutdown")
        assert client.read()["id"] == number
        client.notify("exit")
        assert client.exit_code() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"{not json",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 3}}',
        b'{"jsonrpc": "2.0", "method": "nobody/knows", "params": {}}',
    ],
)
def test_what_is_no_message_is_logged_and_nothing_else(body: bytes) -> None:
    with editor() as client:
        client.initialize()
        client.send(body)
        client.open(GOOD)
        assert client.published() == {"uri": YAML, "version": 1, "diagnostics": []}
        client.exit_code()
        assert logged(client)


def test_changes_of_a_text_that_is_not_open_are_left_out() -> None:
    with editor() as client:
        client.initialize()
        client.change(2, {"text": GOOD})
        client.notify("textDocument/didSave", {"textDocument": {"uri": YAML}})
        client.open(GOOD, version=3)
        assert client.published() == {"uri": YAML, "version": 3, "diagnostics": []}
        client.close()
        client.close()
        assert [client.published(), client.published()] == [{"uri": YAML, "diagnostics": []}] * 2


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_without_the_extra() -> None:
    done = python("import sys; sys.modules['pygls'] = None; from ssmdoc.cli import main; sys.exit(main(['lsp']))")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ssmdoc lsp needs the extra: pip install 'ssmdoc[lsp]'\n"


def test_lint_imports_nothing_of_it() -> None:
    code = "import sys; from ssmdoc.cli import main; main(['rules']); print({'pygls', 'asyncio'} & set(sys.modules))"
    assert python(code).stdout.endswith("\nset()\n")


SERVER_WITH = """
import sys
from ssmdoc.lsp import checker
def examine(source):
    print("a stray print")
    if "boom" in source.text:
        raise RecursionError("boom")
    return real(source)
real, checker.examine = checker.examine, examine
from ssmdoc.cli import main
sys.exit(main(["lsp"]))
"""


def test_a_failure_of_ssmdoc_is_logged_and_a_print_cannot_break_the_protocol() -> None:
    with editor(program=(sys.executable, "-c", SERVER_WITH)) as client:
        client.initialize()
        client.open("boom")
        assert client.published() == {"uri": YAML, "version": 1, "diagnostics": []}
        assert client.hover(0, 0) is None
        client.change(2, {"text": GOOD.replace("ls", "'{{ x }}'")})
        assert client.found() == ['2:65-2:72 1 undeclared-parameter: parameter "x" is not declared']
        client.request("shutdown")
        client.notify("exit")
        assert client.exit_code() == 0
        log = logged(client)
        assert f"cannot examine {YAML}, version 1" in log
        assert "RecursionError: boom" in log
        assert log.count("a stray print") == 2


@pytest.mark.parametrize("length", [b"9" * 12, b"9" * 40, b"9" * 5_000], ids=["memory", "index", "digits"])
def test_a_message_of_no_possible_length_is_the_end(length: bytes) -> None:
    with editor() as client:
        client.initialize()
        client.stdin.write(b"Content-Length: " + length + b"\r\n\r\n{}")
        client.stdin.flush()
        assert client.process.wait(30) == 1
        assert logged(client).startswith("ssmdoc lsp: a message has no length that can be read: ")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it(number: signal.Signals) -> None:
    with editor() as client:
        client.initialize()
        client.open(GOOD)
        client.published()
        client.process.send_signal(number)
        assert (client.process.wait(10), logged(client)) == (-number, "")


def test_many_changes_do_not_wait_for_the_checker() -> None:
    steps = "".join(f"  - {{action: aws:runShelScript, name: a{number}, inputs: {{}}}}\n" for number in range(500))
    with editor() as client:
        client.initialize()
        client.open('schemaVersion: "2.2"\nmainSteps:\n' + steps)
        before = time.monotonic()
        for version in range(2, 502):
            client.change(version, insert(0, 0, "#" if version % 2 else " "))
        number = client.ask("shutdown")
        while client.read().get("id") != number:
            pass
        assert time.monotonic() - before < 5
