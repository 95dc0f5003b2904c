"""aws:downloadContent from its inputs to its outcome.

Source: amazon-ssm-agent agent/plugins/downloadcontent/downloadcontent.go; dl-001 to dl-004.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ssmdoc.plan.go_json import Anything, Map, Struct, Text, UnmarshalError, unmarshal
from ssmdoc.plan.go_text import marshalled, printed
from ssmdoc.plan.parameter_store import ParameterStore
from ssmdoc.running.node_files import NodeFileError
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.download_content.git import open_git
from ssmdoc.running.plugins.download_content.github import open_github
from ssmdoc.running.plugins.download_content.http import open_http
from ssmdoc.running.plugins.download_content.resource import DownloadError, Resource
from ssmdoc.running.plugins.download_content.s3 import open_s3
from ssmdoc.running.plugins.download_content.ssm_document import open_ssm_document
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status
from ssmdoc.running.sources import SourceError
from ssmdoc.source.values import JsonValue

_INPUTS = Struct(
    "downloadcontent.DownloadContentPlugin", dict.fromkeys(("sourceType", "sourceInfo", "destinationPath"), Text())
)
_OPENERS: Mapping[str, Callable[[str, ParameterStore], Resource]] = {
    "Git": open_git,
    "GitHub": open_github,
    "HTTP": open_http,
    "S3": open_s3,
    "SSMDocument": open_ssm_document,
}


class _Inputs(NamedTuple):
    source_type: str
    source_info: str
    destination: str


def execute(call: PluginCall) -> PluginOutcome:
    """Write what the inputs name to the node, with mode 700."""
    try:
        inputs = _read(call.inputs)
        resource = _open(inputs, call.surroundings.store)
        destination = inputs.destination
        if not destination.startswith("/"):
            destination = f"{call.downloads}/{destination}"
        resource.validate()
        resource.download(call, destination)
    except (InvalidInputsError, DownloadError, NodeFileError, SourceError) as error:
        return failed(str(error))
    return PluginOutcome(Status.SUCCESS, 0, Streams(f"Content downloaded to {destination}".encode(errors="replace")))


def open_resource(inputs: JsonValue, store: ParameterStore) -> Resource:
    """What the inputs name.

    Raises:
        InvalidInputsError, DownloadError: they name nothing.
    """
    return _open(_read(inputs), store)


def _open(inputs: _Inputs, store: ParameterStore) -> Resource:
    return _OPENERS[inputs.source_type](inputs.source_info, store)


def _read(given: JsonValue) -> _Inputs:
    """The inputs; a `sourceInfo` that is a map is written as JSON first."""
    try:
        fields = unmarshal(given, Map(Anything()))
    except UnmarshalError as error:
        raise InvalidInputsError(f"problem while remarshalling {printed(given)}; \nerror {error}") from None
    fields = fields if isinstance(fields, dict) else {}
    texts: dict[str, JsonValue] = {
        name: marshalled(value) if name.lower() == "sourceinfo" and isinstance(value, dict) else value
        for name, value in sorted(fields.items())
    }
    try:
        inputs = unmarshal(texts, _INPUTS)
    except UnmarshalError as error:
        raise InvalidInputsError(f"invalid format in plugin properties {printed(texts)}; \nerror {error}") from None
    read = (
        _Inputs(*(str(value or "") for value in inputs.values())) if isinstance(inputs, dict) else _Inputs("", "", "")
    )
    if not read.source_type:
        raise InvalidInputsError("invalid input: SourceType must be specified")
    if read.source_type not in _OPENERS:
        raise InvalidInputsError("invalid input: Unsupported source type")
    if not read.source_info:
        raise InvalidInputsError("invalid input: SourceInfo must be specified")
    return read
