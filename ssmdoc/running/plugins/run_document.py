"""aws:runDocument: runs the steps of another document, from the library or from the node, inside of its own.

Source: amazon-ssm-agent agent/plugins/rundocument/rundocument.go; doc-001 to doc-008.
"""

import posixpath
from typing import NamedTuple

from ssmdoc.plan.agent_document import AgentCrashError, DocumentError
from ssmdoc.plan.command_plan import CommandPlan
from ssmdoc.plan.go_json import Anything, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import printed
from ssmdoc.plan.nested_document import plan_document, read_parameters
from ssmdoc.running.library import DocumentMissingError, missing, parse_reference
from ssmdoc.running.node_files import NodeFile, NodeFileError, read_file, write_files
from ssmdoc.running.output import NO_OUTPUT, Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status, merged
from ssmdoc.source.values import JsonValue

_INPUTS = Struct(
    "rundocument.RunDocumentPluginInput",
    {"documentType": Text(), "documentPath": Text(), "documentParameters": Anything()},
)
MOST_LEVELS = 3
_NOTHING_TO_DO = "AWS-Noop"
_MOST_BYTES = 1024**2
"""As much of a document on the node as is read; AWS takes 64 KiB, the agent any size."""


class _Inputs(NamedTuple):
    type: str
    path: str
    parameters: JsonValue


def run_document(call: PluginCall) -> PluginOutcome:
    """Find the document, plan it with its parameters, run it and merge what its steps gave."""
    try:
        inputs = _read(call.inputs)
    except InvalidInputsError as error:
        return failed(str(error))
    level = call.nesting.level + 1
    if level == 1 and call.settings is not None:
        return failed("There was an error obtaining the depth of execution")
    if level > MOST_LEVELS:
        return failed(too_deep(level))
    if inputs.path == _NOTHING_TO_DO:
        return PluginOutcome(Status.SUCCESS, 0)
    problem, path = "", posixpath.normpath(posixpath.join(call.downloads, inputs.path))
    if inputs.type == "SSMDocument":
        try:
            path = _download(call, inputs.path)
        except (DocumentMissingError, NodeFileError) as error:
            # the agent goes on without a path, and then fails over that too (doc-004)
            problem, path = str(error), ""
            if problem != missing(parse_reference(inputs.path).name):
                # ours, such as a mistake in a file of the library: a text that need not run into the agent's
                problem += "; "
    try:
        plan = _plan(call, path, inputs.parameters)
    except (DocumentError, NodeFileError) as error:
        return failed(f"{problem}There was an error while preparing documents - {error}")
    except AgentCrashError as error:
        return PluginOutcome(Status.FAILED, 1, combined=f"Plugin crashed with message {error.panic}!")
    return _run(call, plan)


def too_deep(level: int) -> str:
    """What the agent says of a document inside too many others."""
    return (
        "Maximum depth for document execution exceeded. "
        f"Maximum depth permitted - {MOST_LEVELS} and current depth - {level}"
    )


def _read(inputs: JsonValue) -> _Inputs:
    try:
        fields = unmarshal(inputs, _INPUTS)
    except UnmarshalError as error:
        raise InvalidInputsError(f"invalid format in plugin properties {printed(inputs)}; \nerror {error}") from None
    fields = fields if isinstance(fields, dict) else {}
    kind, path = fields.get("documentType") or "", fields.get("documentPath") or ""
    if not kind:
        problem = "Document Type must be specified to either by SSMDocument or LocalPath."
    elif kind not in ("SSMDocument", "LocalPath"):
        problem = "Document type specified in invalid"
    elif not path:
        problem = "Document Path must be provided"
    else:
        return _Inputs(str(kind), str(path), fields.get("documentParameters"))
    raise InvalidInputsError(f"invalid input: {problem}")


def _download(call: PluginCall, name: str) -> str:
    """Put a document of the library where the agent does, below the step's own directory."""
    reference = parse_reference(name)
    content = call.surroundings.library.get_document(reference)
    path = posixpath.join(call.directory, "downloads", f"{reference.base_name}.json")
    write_files(call.node, [NodeFile(path, content.encode(errors="replace"), 0o644)])
    return path


def _plan(call: PluginCall, path: str, given: JsonValue) -> CommandPlan:
    parameters = read_parameters(given)
    content = _content(call, path)
    if not content:
        raise DocumentError("File is empty!")
    text = content.decode(errors="replace")
    return plan_document(text, parameters, call.surroundings.store, env_vars=call.environment is not None)


def _content(call: PluginCall, path: str) -> bytes:
    """The bytes of a file on the node; none if there is no such file (source: fileutil.go ReadAllText)."""
    if not path:
        return b""
    try:
        content = read_file(call.node, path, _MOST_BYTES + 1)
    except NodeFileError as error:
        if error.reason == "no such file or directory":
            return b""
        call_name = {"is a directory": "read", "not a directory": "stat"}.get(error.reason, "open")
        raise DocumentError(f"{call_name} {path}: {error.reason}") from None
    if len(content) > _MOST_BYTES:
        raise DocumentError(f"ssmdoc does not read documents of more than {_MOST_BYTES:,} bytes")
    return content


def _run(call: PluginCall, plan: CommandPlan) -> PluginOutcome:
    """Run the plan; what its steps wrote follows each other directly, here in the order of the document (doc-002)."""
    status: Status | None = None
    code, output = 0, NO_OUTPUT
    for end in call.nesting.run(plan):
        output = output.followed_by(end.output)
        if end.error:
            code, status = 1, Status.FAILED
            output = output.followed_by(Streams(stderr=end.error.encode(errors="replace")))
        status = merged(end.status, *((status,) if status else ()))
    return PluginOutcome(status or Status.FAILED, code, output)
