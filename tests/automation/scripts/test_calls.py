"""Answers to scripts while they run, in every sandbox: the scripts forge their calls, so they need no boto3."""

import json
import textwrap
from typing import Protocol

import pytest

from ssmdoc.automation.scripts.calls import CallError, CallRefused, CallValue, OnCall, ScriptAnswer, ScriptCall
from ssmdoc.automation.scripts.end import Broken, Returned, ScriptEnd
from ssmdoc.automation.scripts.job import PythonJob
from ssmdoc.running.sandbox.protocol import Stream
from ssmdoc.source.values import JsonValue

FOLDER = "/tmp/run"


class Runner(Protocol):
    printed: dict[Stream, bytes]

    def python(self, job: PythonJob, on_call: OnCall = ...) -> ScriptEnd: ...


class Door:
    """Answers calls in turn, and keeps them."""

    def __init__(self, *answers: ScriptAnswer) -> None:
        self._answers = iter(answers)
        self.calls: list[ScriptCall] = []

    def __call__(self, call: ScriptCall) -> ScriptAnswer:
        self.calls.append(call)
        return next(self._answers, CallRefused(f"nobody answers {call.service}:{call.operation}"))


def job(body: str, payload: JsonValue = None, timeout: float = 60) -> PythonJob:
    text = "def main(events, context):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    return PythonJob(text, "main", payload, FOLDER, timeout=timeout, region="eu-west-1")


ASK = """
    import sys
    channel = next(finder for finder in sys.meta_path if hasattr(finder, "_channel"))._channel
"""


def test_large_answers_arrive_whole(runner: Runner) -> None:
    door = Door(CallValue({"text": "é\\%s\0'" * 150_000}), CallError("Code", "text", 403), CallValue({}))
    body = """
        call = '["s3", "GetObject", {"Key": "k"}, "r"]'
        large = channel.ask("call", call)
        return [len(large), hash(large) != 0, channel.ask("call", call).decode(), channel.ask("call", call).decode()]
    """
    how = runner.python(job(textwrap.dedent(ASK) + textwrap.dedent(body)), door).how
    error = json.dumps({"code": "Code", "message": "text", "status": 403})
    size = len(json.dumps({"value": {"text": "é\\%s\0'" * 150_000}}))
    assert how == Returned([size, True, error, '{"value": {}}'])
    assert door.calls == [ScriptCall("s3", "GetObject", {"Key": "k"}, "r")] * 3


def test_many_calls_leave_no_processes(runner: Runner) -> None:
    body = """
        for _ in range(1500):
            channel.ask("call", '["s3", "ListBuckets", {}, "r"]')
        return "done"
    """
    end = runner.python(job(textwrap.dedent(ASK) + textwrap.dedent(body)), lambda _: CallValue({}))
    assert end.how == Returned("done")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "[" * 100_000,
        '["s3", "ListBuckets", [], "r"]',
        '{"python": [3, "x"]}',
        "null",
        "NaN",
        '"\\ud800"',
    ],
)
@pytest.mark.parametrize("kind", ["call", "lend", "raised", "returned", "runtime", "other"])
def test_forged_messages_do_no_harm(runner: Runner, kind: str, text: str) -> None:
    body = f"""
        channel.say({kind!r}, {text!r})
        return "came to its end"
    """
    assert runner.python(job(textwrap.dedent(ASK) + textwrap.dedent(body)), Door()).how == Returned("came to its end")


def test_what_was_refused_is_the_end_of_the_script_whatever_it_returns(runner: Runner) -> None:
    body = """
        channel.ask("call", '["s3", "ListBuckets", {}, "r"]')
        return "went on"
    """
    end = runner.python(job(textwrap.dedent(ASK) + textwrap.dedent(body)), Door())
    assert end.how == Broken("nobody answers s3:ListBuckets")


def test_a_script_that_does_not_read_its_answer_ends_at_its_time(runner: Runner) -> None:
    body = """
        import os
        os.mkfifo(channel.folder + "/answers.1")
        while True:
            channel._mark and os.write(1, (channel._mark + ' 1 call . ["s3", "ListBuckets", {}, "r"]\\n').encode())
    """
    answers = lambda _: CallValue({"text": "x" * 100_000})  # noqa: E731
    how = runner.python(job(textwrap.dedent(ASK) + textwrap.dedent(body), timeout=2), answers).how
    assert not isinstance(how, Returned)
    assert runner.python(job("return 'next'")).how == Returned("next")
