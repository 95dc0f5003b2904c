"""Runs on the node, not here, once a script imports boto3 or botocore: its AWS calls go to ssmdoc instead of to AWS.

botocore tells of each call twice: before it looks at the parameters, when they are as the script wrote them, and before
it sends the request, when a handler may have the answer. What is not a call (paginators, waiters, presigned addresses)
is its own. Where there is no boto3, ssmdoc lends its own: the code at once, models when they are read.
"""

import base64
import sys
from datetime import UTC
from importlib.machinery import PathFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    Harness = Any
    Job = dict[str, Any]

LARGEST_CALL = 16 * 1024 * 1024
ADDED = "ssmdoc"
"""The key of the parameters in the context of a call."""


class NoAnswerError(BaseException):
    """Nobody answers a call. Not an Exception: a script that goes on as if AWS had refused would go astray."""


class Http:
    """What is left of an HTTP response."""

    raw = None
    content = b""
    text = ""

    def __init__(self, status: int) -> None:
        self.status_code = status
        self.headers: dict[str, str] = {}


def find_spec(channel: "Harness", job: "Job", name: str, path: "Any") -> object:
    """The module to import, with what is changed in it.

    Raises:
        ModuleNotFoundError: the node has none, and ssmdoc has none to lend.
    """
    spec: Any = PathFinder.find_spec(name, path)
    if spec is None and path is None:
        borrow(channel, job, name)
        spec = PathFinder.find_spec(name)
    change = {"botocore.session": change_sessions, "botocore.loaders": change_loaders}.get(name)
    if spec is not None and change is not None:
        run = spec.loader.exec_module

        def run_and_change(module: "ModuleType") -> None:
            run(module)
            change(channel, job, module)

        spec.loader.exec_module = run_and_change
    return spec


def change_sessions(channel: "Harness", _job: "Job", module: "Any") -> None:
    """Let every session, and with it every client, have the two handlers."""
    begin = module.Session.__init__

    def remember(params: "dict[str, object]", context: "dict[str, object]", **_: object) -> None:
        context[ADDED] = plain(params)

    def answer(model: "Any", context: "dict[str, object]", **_: object) -> "tuple[Http, dict[str, Any]]":
        return call(channel, model, context.get(ADDED) or {}, context.get("client_region"))

    def __init__(self: "Any", *arguments: object, **named: object) -> None:  # noqa: N807
        begin(self, *arguments, **named)
        events = self.get_component("event_emitter")
        events.register_first("provide-client-params", remember)
        events.register_last("before-parameter-build.dynamodb", remember)  # of resources: values get their types
        events.register_last("before-call", answer)

    module.Session.__init__ = __init__


def call(channel: "Harness", model: "Any", params: object, region: object) -> "tuple[Http, dict[str, Any]]":
    """Ask for the answer to a call, and give it the types that botocore would have read.

    Raises:
        NoAnswerError: nobody has one.
    """
    import json

    service = model.service_model.service_name
    text = json.dumps([service, model.name, params, str(region or "")])
    if len(text) > LARGEST_CALL:
        raise NoAnswerError(f"a call of {service}:{model.name} with {len(text):,} bytes; ssmdoc takes {LARGEST_CALL:,}")
    told: dict[str, Any] = json.loads(channel.ask("call", text).decode())
    if "refused" in told:
        raise NoAnswerError(told["refused"])
    metadata = {"RequestId": "", "HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}
    if "code" in told:
        status = metadata["HTTPStatusCode"] = max(300, told["status"])
        error = {"Code": told["code"], "Message": told["message"]}
        return Http(status), {"Error": error, "ResponseMetadata": metadata}
    value = told["value"]
    metadata.update(value.pop("ResponseMetadata", None) or {})
    parsed = typed(model.output_shape, value) if model.output_shape is not None else value
    if model.name == "GetConsoleOutput" and isinstance(parsed.get("Output"), str):
        parsed["Output"] = base64.b64encode(parsed["Output"].encode()).decode()  # a handler of botocore decodes it
    stream = model.get_streaming_output()
    if stream is not None and stream.type_name == "blob":
        name = model.output_shape.serialization["payload"]
        parsed[name] = streamed(parsed.get(name) or b"")
    parsed["ResponseMetadata"] = metadata
    return Http(200), parsed


def streamed(data: bytes) -> object:
    """A body that is read piece by piece."""
    from io import BytesIO

    from botocore.response import StreamingBody

    return StreamingBody(BytesIO(data), len(data))


def plain(value: "Any") -> object:
    """Parameters as JSON values: what ssmdoc.automation.scripts.calls.ScriptCall says of them."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return blob(bytes(value))
    if hasattr(value, "isoformat"):
        return moment(value)
    if hasattr(value, "read"):
        return body(value)
    return str(value)


def blob(data: bytes) -> object:
    """Bytes as text, or marked."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return {"$base64": base64.b64encode(data).decode()}


def moment(value: "Any") -> str:
    """A date or a time in ISO 8601, in UTC."""
    if hasattr(value, "astimezone"):
        value = value.astimezone(UTC)
    return str(value.isoformat()).replace("+00:00", "Z")


def body(file: "Any") -> object:
    """What a file has to say, which is left as it was if it can be."""
    at = file.tell() if hasattr(file, "seek") and hasattr(file, "tell") else None
    data = file.read()
    if at is not None:
        file.seek(at)
    return blob(data.encode() if isinstance(data, str) else bytes(data))


def typed(shape: "Any", value: "Any") -> "Any":
    """An answer with the types of its shape; what has another form than its shape stays as it is."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        return {key: typed(shape.members[key], item) if key in shape.members else item for key, item in value.items()}
    if kind == "map" and isinstance(value, dict):
        return {key: typed(shape.value, item) for key, item in value.items()}
    if kind == "list" and isinstance(value, list):
        return [typed(shape.member, item) for item in value]
    if kind == "timestamp" and isinstance(value, (str, int, float)):
        from botocore import utils

        parse: Any = utils.parse_timestamp  # takes numbers too
        return parse(value)
    if kind == "blob" and isinstance(value, str):
        return value.encode()
    if kind == "blob" and isinstance(value, dict) and "$base64" in value:
        return base64.b64decode(value["$base64"])
    if kind == "string" and isinstance(value, (dict, list)):
        return document_text(shape.name, value)
    return value


def document_text(name: str, value: object) -> str:
    """A document inside an answer, as the text that it is there; botocore decodes that of policies again."""
    import json
    from urllib.parse import quote

    text = json.dumps(value)
    return quote(text) if name == "policyDocumentType" else text


def borrow(channel: "Harness", job: "Job", name: str) -> None:
    """Let boto3 of ssmdoc's machine be found, for all scripts of this node.

    Raises:
        ModuleNotFoundError: it has none for this Python.
    """
    import os

    folder = job["lent"]
    if not os.path.isdir(folder):  # noqa: PTH112 (slow to import)
        try:
            import http.client  # noqa: F401
            import json
            import zipfile  # noqa: F401
        except ModuleNotFoundError as error:
            problem = f"and the node's Python is too small for it: it has no module named {error.name!r}"
        else:
            problem = ""
            new = f"{folder}.{os.getpid()}"
            unpack(channel.ask("lend", json.dumps({"python": sys.version_info[:2]})), new, name)
            try:
                os.rename(new, folder)  # noqa: PTH104
            except OSError:  # another process of the script was faster
                folder = folder if os.path.isdir(folder) else new  # noqa: PTH112
        if problem:
            raise ModuleNotFoundError(f"No module named {name!r}, {problem}", name=name)
    if folder not in sys.path:
        sys.path.insert(1, folder)


def unpack(answer: bytes, folder: str, name: str) -> None:
    """Unpack what ssmdoc has lent.

    Raises:
        ModuleNotFoundError: it lends nothing.
    """
    import json
    import zipfile
    from io import BytesIO

    head, _, archive = answer.partition(b"\n")
    problem = json.loads(head.decode()).get("problem")
    if problem:
        raise ModuleNotFoundError(f"No module named {name!r}, {problem}", name=name)
    with zipfile.ZipFile(BytesIO(archive)) as files:
        files.extractall(folder)


def change_loaders(channel: "Harness", job: "Job", module: "Any") -> None:
    """Fetch the model of a service when it is first read, if botocore is lent."""
    import json
    import os

    data = f"{job['lent']}/botocore/data/"
    if not (module.__file__ or "").startswith(job["lent"]):
        return
    load, exists = module.JSONFileLoader.load_file, module.JSONFileLoader.exists
    with open(f"{data}ssmdoc.json", encoding="utf-8") as file:  # noqa: PTH123
        names = frozenset(json.load(file))

    def load_file(self: "Any", file_path: str) -> object:
        if file_path.startswith(data) and file_path[len(data) :] in names:
            version = os.path.dirname(file_path[len(data) :])  # noqa: PTH120
            if not os.path.exists(f"{data}{version}/ssmdoc"):  # noqa: PTH110
                unpack(channel.ask("lend", json.dumps({"data": version})), data, f"botocore.data.{version}")
        return load(self, file_path)

    def is_there(self: "Any", file_path: str) -> object:
        return file_path[len(data) :] in names if file_path.startswith(data) else exists(self, file_path)

    module.JSONFileLoader.load_file, module.JSONFileLoader.exists = load_file, is_there
