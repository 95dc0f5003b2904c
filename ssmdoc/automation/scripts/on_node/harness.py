"""Runs on the node, not here: calls the handler of a script and says what came of it.

Any Python from 3.6 on reads this, and it imports nothing that a minimal Python lacks or that takes time: every script
waits for it. What it says are lines of at most PIPE_BUF bytes, which nothing that writes beside it can cut in two:

    MARK PID KIND END DATA       END is `+` when more of the message follows, `.` at its end; DATA is JSON in ASCII

KIND is `runtime` (what runs here), `line` (one of the script runs, if that is asked for), `call` and `lend` (see
aws_calls.py), `raised` or `returned`. An answer is read
from a pipe that this process makes in the folder of the script: its length, a line break, and that many bytes.
"""

import _thread
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FrameType
    from typing import Any, NoReturn

    from _typeshed import TraceFunction

    Job = dict[str, Any]

LONGEST_LINE = 4096
SCRIPT = "customer_script"
MOST_FRAMES = 20
LARGEST_VALUE = 8 * 1024 * 1024
"""Of a returned value's JSON; what is longer is too long for Automation, and its beginning shows that as well."""


class Refused(BaseException):
    """Nobody answers a call; what it says is known to ssmdoc already."""


class Channel:
    """The way to ssmdoc; a process that was forked gets a pipe of its own."""

    def __init__(self, mark: str, folder: str) -> None:
        self.folder = folder
        self._mark = mark
        self._out = os.dup(1)
        self._begin()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        self._lock = _thread.allocate_lock()
        self._answers = -1

    def say(self, kind: str, text: str) -> None:
        """Send a message."""
        head = f"{self._mark} {os.getpid()} {kind} "
        room = LONGEST_LINE - len(head) - 3
        for start in range(0, len(text), room):
            end = "+" if start + room < len(text) else "."
            os.write(self._out, (head + end + " " + text[start : start + room] + "\n").encode("ascii"))

    def ask(self, kind: str, text: str) -> bytes:
        """Send a message and wait for the answer to it."""
        with self._lock:
            if self._answers < 0:
                self._answers = self._open_pipe()
            self.say(kind, text)
            length = b""
            while not length.endswith(b"\n"):
                length += os.read(self._answers, 1)
            left = int(length)
            pieces = []
            while left:
                pieces.append(os.read(self._answers, left))
                left -= len(pieces[-1])
            return b"".join(pieces)

    def _open_pipe(self) -> int:
        path = f"{self.folder}/answers.{os.getpid()}"
        try:  # noqa: SIM105 (an import)
            os.mkfifo(path, 0o600)
        except FileExistsError:
            pass  # of an earlier process with this number
        return os.open(path, os.O_RDWR)


class AwsImports:
    """Stands before all other finders, and wakes up when the SDK is imported."""

    def __init__(self, channel: Channel, job: "Job") -> None:
        self._channel = channel
        self._job = job

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:  # noqa: ARG002 (a finder's)
        """As `MetaPathFinder.find_spec`."""
        if name.partition(".")[0] not in ("boto3", "botocore"):
            return None
        sys.path.insert(0, self._job["library"])
        try:
            calls = __import__("ssmdoc_aws_calls")
        finally:
            sys.path.remove(self._job["library"])
        spec: object = calls.find_spec(self._channel, self._job, name, path)
        return spec


def to_json(value: object) -> str:
    """As json.dumps; importing that takes as long as all the rest of this.

    Raises:
        TypeError: a value or a key that JSON does not have.
        ValueError: a value that contains itself, or a number that is none.
    """
    return "".join(json_pieces(value, set()))


def json_pieces(value: object, above: "set[int]") -> "Iterator[str]":
    """The parts of the JSON text."""
    if value is None or isinstance(value, (bool, str, int, float)):
        yield json_scalar(value)
        return
    if not isinstance(value, (list, tuple, dict)):
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    if id(value) in above:
        raise ValueError("Circular reference detected")
    above.add(id(value))
    separator = ""
    if isinstance(value, dict):
        yield "{"
        for key in value:
            if key is not None and not isinstance(key, (bool, str, int, float)):
                raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")
            text = json_scalar(key)
            yield separator + (text if isinstance(key, str) else f'"{text}"') + ":"
            separator = ","
            yield from json_pieces(value[key], above)
        yield "}"
    else:
        yield "["
        for item in value:
            yield separator
            separator = ","
            yield from json_pieces(item, above)
        yield "]"
    above.remove(id(value))


def json_scalar(value: "bool | str | float | None") -> str:
    """One value that contains no other."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json_text(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("Out of range float values are not JSON compliant")
    return float.__repr__(value)


def json_text(text: str) -> str:
    """A string in ASCII."""
    text = str.__str__(text)  # members of an Enum say something else of themselves
    pieces = []
    if '"' not in text and "\\" not in text and text.isprintable() and max(text, default=" ") <= "~":
        pieces, text = [text], ""
    for character in text:
        code = ord(character)
        if character in '"\\':
            pieces.append("\\" + character)
        elif " " <= character <= "~":
            pieces.append(character)
        elif code < 0x10000:
            pieces.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            pieces.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
    return '"' + "".join(pieces) + '"'


def find_handler(job: "Job") -> "Callable[[object, object], object]":
    """Run the script, import the attachment, and take the function out of either."""
    place, _, function = job["handler"].rpartition(".")
    module = None
    if job["source"] or not place:
        code: CodeType = compile(job["source"], job["script"], "exec", dont_inherit=True)
        module = type(sys)(SCRIPT)
        module.__file__ = job["script"]
        sys.modules[SCRIPT] = module
        exec(code, module.__dict__)  # noqa: S102 (that is the task)
    if place:
        import importlib

        module = importlib.import_module(place.replace("/", "."))
    handler: Callable[[object, object], object] = getattr(module, function)
    return handler


def trace(channel: Channel, job: "Job") -> None:
    """Say of each line of the script that it runs, when it does so first; at once, as it may be the last."""
    script, seen = job["script"], set()

    def on_line(frame: "FrameType", event: str, _argument: object) -> "TraceFunction | None":
        if event == "line" and frame.f_lineno not in seen:
            seen.add(frame.f_lineno)
            channel.say("line", str(frame.f_lineno))
        return on_line

    def on_call(frame: "FrameType", _event: str, _argument: object) -> "TraceFunction | None":
        return on_line if frame.f_code.co_filename == script else None

    import threading

    threading.settrace(on_call)
    sys.settrace(on_call)


def unpack(job: "Job") -> None:
    """Unpack the archives beside the script."""
    for name in job["archives"]:
        path = f"{job['folder']}/{name}"
        try:
            import zipfile
        except ImportError:
            sys.path.insert(1, path)
            continue
        with zipfile.ZipFile(path) as archive:
            archive.extractall(job["folder"])


def is_own(job: "Job", path: str) -> bool:
    """Whether a file is a part of ssmdoc, or of the import machinery."""
    return path.startswith((job["library"], "<frozen ")) or path == job["launcher"]


def describe(job: "Job", error: BaseException, handler: object) -> "dict[str, object]":
    """An exception in words, without the frames of ssmdoc.

    A handler that cannot be called, or whose value cannot be returned, has none: then its definition is the place.
    """
    import traceback

    told = traceback.TracebackException(type(error), error, error.__traceback__)
    each: traceback.TracebackException | None = told
    while each is not None:
        each.stack[:] = [frame for frame in each.stack if not is_own(job, frame.filename)]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    frames = [[frame.filename, frame.lineno or 0, frame.name, frame.line or ""] for frame in told.stack]
    if len(frames) > 2 * MOST_FRAMES:
        frames = frames[:MOST_FRAMES] + frames[-MOST_FRAMES:]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append([error.filename, error.lineno or 0, "<module>", (error.text or "").strip()])
    code: CodeType | None = getattr(handler, "__code__", None)
    if not frames and code is not None:
        frames.append([code.co_filename, code.co_firstlineno, code.co_name, ""])
    return {"frames": frames, "traceback": "".join(told.format())}


def report(channel: Channel, job: "Job", error: BaseException, handler: object) -> None:
    """Say that an exception ended the script."""
    told: dict[str, object] = {"type": type(error).__name__, "message": "", "frames": [], "traceback": ""}
    try:
        told["message"] = str(error)
        told.update(describe(job, error, handler))
    except Exception:  # noqa: S110 (an error that cannot say what it is, or no memory to say it)
        pass
    channel.say("raised", to_json(told))


def flush() -> None:
    """Write out what the script printed."""
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 (an import)
            stream.flush()
        except Exception:  # noqa: S110 (the script has closed it)
            pass


def main(job: "Job") -> "NoReturn":
    """Run the job and end the process, whatever threads the script has left."""
    channel = Channel(job["mark"], job["folder"])
    channel.say("runtime", to_json("Python {}.{}.{}".format(*sys.version_info)))
    finders: list[Any] = sys.meta_path
    finders.insert(0, AwsImports(channel, job))
    handler = None
    try:
        os.chdir(job["folder"])
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(line_buffering=True)
        with open(job["script"], "w", encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 (slow)
            file.write(job["source"])
        unpack(job)
        if job["traced"]:
            trace(channel, job)
        handler = find_handler(job)
        text = to_json(handler(job["payload"], job["context"]))
        flush()
        channel.say("returned", text if len(text) <= LARGEST_VALUE else to_json(text[:LARGEST_VALUE]))
    except BaseException as error:
        flush()
        report(channel, job, error, handler)
    try:
        import atexit

        atexit._run_exitfuncs()  # noqa: SLF001 (as at the end of an interpreter)
        flush()
    finally:
        os._exit(0)
