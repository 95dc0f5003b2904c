"""Python scripts on real nodes: what they are given, what they return, and every way in which they end."""

import json
import textwrap
import zipfile
from dataclasses import replace
from io import BytesIO
from threading import Event, Timer
from typing import Protocol

import pytest

from ssmdoc.automation.scripts.end import (
    Broken,
    Cancelled,
    Frame,
    HowItEnded,
    Raised,
    Returned,
    ScriptEnd,
    TimedOut,
    failure_text,
)
from ssmdoc.automation.scripts.job import Attachment, PythonJob
from ssmdoc.running.sandbox.protocol import Stream
from ssmdoc.source.values import JsonValue

FOLDER = "/tmp/run"
SCRIPT = f"{FOLDER}/customer_script.py"


class Runner(Protocol):
    printed: dict[Stream, bytes]

    def python(self, job: PythonJob, *, cancel: Event | None = None) -> ScriptEnd: ...


def job(source: str, handler: str = "main", payload: JsonValue = None, timeout: float = 60) -> PythonJob:
    return PythonJob(textwrap.dedent(source), handler, payload, FOLDER, timeout=timeout)


PAYLOAD: JsonValue = {"text": 'é😀"\\\n\x00', "n": [1, -(2**70), 1.5, True, False, None], "deep": {"": [[]], "x": {}}}


def test_a_handler_gets_the_payload_with_its_types_and_returns_it(runner: Runner) -> None:
    end = runner.python(
        job("def main(events, context): return {'events': events, 'context': context}", payload=PAYLOAD)
    )
    assert end.how == Returned({"events": PAYLOAD, "context": {}})
    assert end.runtime is not None
    assert end.runtime.startswith("Python 3.")
    assert runner.printed == {"stdout": b"", "stderr": b""}


@pytest.mark.parametrize(
    ("expression", "payload"),
    [
        ("None", None),
        ("(1, [2], {'a': (3,)})", [1, [2], {"a": [3]}]),
        ("{1: 'a', None: 'b', True: 'c', 1.5: 'd'}", {"1": "c", "null": "b", "1.5": "d"}),
        ("__import__('enum').Enum('E', 'A B', type=str).A", "1"),
        ("__import__('enum').IntEnum('E', 'A B').B", 2),
        ("'\\ud800\\x7f'", "?\x7f"),
        ("-0.0", -0.0),
        ("''", ""),
    ],
)
def test_values_are_returned_as_json(runner: Runner, expression: str, payload: JsonValue) -> None:
    end = runner.python(job(f"def main(events, context): return {expression}"))
    assert end.how == Returned(payload)


def raised(kind: str, message: str, line: int, text: str, function: str = "main") -> tuple[str, str, Frame]:
    return kind, message, Frame(SCRIPT, line, function, text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "def main(events, context):\n  return {}['k']",
            raised("KeyError", "'k'", 2, "return {}['k']"),
            id="exception",
        ),
        pytest.param(
            "def main(events): pass",
            raised("TypeError", "main() takes 1 positional argument but 2 were given", 1, ""),
            id="arity",
        ),
        pytest.param(
            "\ndef main(events, context):\n  return object()",
            raised("TypeError", "Object of type object is not JSON serializable", 2, ""),
            id="not serialisable",
        ),
        pytest.param(
            "def main(events, context): return {(1, 2): 3}",
            raised("TypeError", "keys must be str, int, float, bool or None, not tuple", 1, ""),
            id="key",
        ),
        pytest.param(
            "def main(events, context): return float('nan')",
            raised("ValueError", "Out of range float values are not JSON compliant", 1, ""),
            id="nan",
        ),
        pytest.param(
            "def main(events, context):\n  x = []\n  x.append(x)\n  return x",
            raised("ValueError", "Circular reference detected", 1, ""),
            id="circle",
        ),
        pytest.param(
            "x = 1\nimport no_such_module_at_all",
            raised(
                "ModuleNotFoundError",
                "No module named 'no_such_module_at_all'",
                2,
                "import no_such_module_at_all",
                "<module>",
            ),
            id="import",
        ),
        pytest.param(
            "import sys\ndef main(events, context):\n  sys.exit('enough')",
            raised("SystemExit", "enough", 3, "sys.exit('enough')"),
            id="exit",
        ),
        pytest.param(
            "def main(events, context):\n  return 'a' * 10**9",
            raised("MemoryError", "", 2, "return 'a' * 10**9"),
            id="memory",
        ),
        pytest.param(
            "class E(Exception):\n  def __str__(self): raise ValueError\ndef main(events, context):\n  raise E",
            ("E", "", None),
            id="an exception without words",
        ),
        pytest.param(
            "x = 1", ("AttributeError", "module 'customer_script' has no attribute 'main'", None), id="missing"
        ),
    ],
)
def test_exceptions_have_the_lines_of_the_script(
    runner: Runner, source: str, expected: tuple[str, str, Frame | None]
) -> None:
    how = runner.python(job(source)).how
    assert isinstance(how, Raised)
    assert (how.type, how.message, how.frames[-1] if how.frames else None) == expected
    assert how.line == (expected[2].line if expected[2] else None)


def test_a_syntax_error_has_its_line(runner: Runner) -> None:
    how = runner.python(job("x = 1\ndef main(events, context)\n  pass")).how
    assert isinstance(how, Raised)
    assert (how.type, how.line) == ("SyntaxError", 2)
    assert "customer_script.py, line 2" in how.message


def test_the_failure_reads_as_in_the_service(runner: Runner) -> None:
    source = """
        def inner(events):
            return events["expected"]

        def main(events, context):
            try:
                return inner(events)
            except KeyError as error:
                raise RuntimeError("no such key") from error
    """
    how = runner.python(job(source, payload={})).how
    assert failure_text(how) == (
        f'Traceback (most recent call last):\n  File "{SCRIPT}", line 9, in main\n'
        '    raise RuntimeError("no such key") from error\n\nRuntimeError - no such key'
    )
    assert isinstance(how, Raised)
    assert "KeyError: 'expected'\n\nThe above exception was the direct cause" in how.traceback
    assert "ssmdoc" not in how.traceback


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("while True: pass", TimedOut(0.5), id="endless"),
        pytest.param(
            "import os; os._exit(4)",
            Broken("the script ended its own process with exit code 4, before its handler returned"),
            id="_exit",
        ),
        pytest.param(
            "import os; os.kill(os.getpid(), 15)",
            Broken("the script was ended by signal SIGTERM, before its handler returned"),
            id="signal",
        ),
        pytest.param(
            "\nwhile True: print('x' * 10000)",
            Broken("the script was stopped: it exceeded the limit of 8 MiB of output"),
            id="output",
        ),
        pytest.param(
            "return 'a' * 200000",
            Broken(
                "the script returned 200,002 bytes of JSON; Automation takes at most 102,400 (100 KB): "
                "return less, or keep it elsewhere and return where"
            ),
            id="payload",
        ),
        pytest.param(
            "return list(range(1000))",
            Returned(list(range(100)), ("the script returned a list of 1000 items; Automation keeps the first 100",)),
            id="list",
        ),
        pytest.param(
            "import sys; sys.stdout.close(); sys.stderr.close(); return 'closed'", Returned("closed"), id="closed"
        ),
        pytest.param(
            "import threading, time; threading.Thread(target=time.sleep, args=(600,)).start(); return 'left'",
            Returned("left"),
            id="threads",
        ),
    ],
)
def test_every_other_end(runner: Runner, source: str, expected: HowItEnded) -> None:
    timeout = 0.5 if isinstance(expected, TimedOut) else 60
    text = f"def main(events, context):\n  {source.strip()}"
    assert runner.python(job(text, timeout=timeout)).how == expected


def test_a_recursion_without_end_is_cut(runner: Runner) -> None:
    how = runner.python(job("def main(events, context):\n  return main(events, context)")).how
    assert isinstance(how, Raised)
    assert (how.type, how.line, len(how.frames)) == ("RecursionError", 2, 40)


def test_a_script_is_cancelled(runner: Runner) -> None:
    cancel = Event()
    timer = Timer(0.3, cancel.set)
    timer.start()
    assert runner.python(job("def main(events, context):\n  while True: pass"), cancel=cancel).how == Cancelled()


def test_the_log_is_what_the_script_prints(runner: Runner) -> None:
    source = r"""
        import sys

        def main(events, context):
            print("é", end="")
            sys.stdout.buffer.write(b"\xff\x1d\x1d0123456789abcdef \n")
            print("to stderr", file=sys.stderr)
            print("\x1d", end="")
            return 1
    """
    end = runner.python(job(source))
    assert end.how == Returned(1)
    assert runner.printed == {"stdout": b"\xff\x1d\x1d0123456789abcdef \n\xc3\xa9\x1d", "stderr": b"to stderr\n"}
    assert sorted(end.log) == sorted(b"".join(runner.printed.values()))


def archive(files: dict[str, str]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as written:
        for name, text in files.items():
            written.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("attachment", "handler", "source", "payload"),
    [
        pytest.param(Attachment("lib.py", b"def go(e, c): return [e, __file__]"),
            "lib.go", "", [7, f"{FOLDER}/lib.py"],
       ),
        pytest.param(
            Attachment("lib.zip", archive({"first.py": "from utils import add\ndef go(e, c): return add(e)",
                                           "utils/__init__.py": "def add(n): return n + 1"})),
            "first.go", "", 8,
        ),
        pytest.param(
            Attachment("lib.py", b"def add(n): return n + 1"),
            "main", "from lib import add\ndef main(e, c): return add(e)", 8,
        ),
        pytest.param(Attachment("../out.py", b"def go(e, c): return __file__"), "out.go", "", f"{FOLDER}/out.py"),
    ],
)  # fmt: skip
def test_attachments(runner: Runner, attachment: Attachment, handler: str, source: str, payload: JsonValue) -> None:
    ran = job(source, handler, 7)
    assert runner.python(replace(ran, attachments=(attachment,))).how == Returned(payload)


def test_scripts_see_the_environment_of_the_sdk_and_none_of_ours(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of the host")
    source = "import os\ndef main(e, c): return {k: v for k, v in os.environ.items() if k.startswith('AWS_')}"
    how = runner.python(replace(job(source), region="eu-west-1")).how
    assert isinstance(how, Returned)
    assert isinstance(how.payload, dict)
    assert how.payload["AWS_REGION"] == how.payload["AWS_DEFAULT_REGION"] == "eu-west-1"
    assert how.payload["AWS_SECRET_ACCESS_KEY"] == "ssmdoc"
    assert "of the host" not in json.dumps(how.payload)
