"""aws:domainJoin: the checks of the agent; the script with which it joins a domain is its own (plg-011).

Source: amazon-ssm-agent domainjoin_unix.go, domainjoin_common.go, pluginutil.go LoadParametersAsMap.
"""

import posixpath
import shlex

from ssmdoc.plan.go_json import Boolean, List, Struct, Text
from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.domain_join_arguments import DomainInputs, command_line
from ssmdoc.running.plugins.inputs import read_fields, text, texts
from ssmdoc.running.plugins.script_inputs import InvalidInputsError
from ssmdoc.running.result import Status

_TEXTS = {
    "DirectoryId": "directory_id",
    "DirectoryName": "directory_name",
    "DirectoryOU": "directory_ou",
    "HostName": "host_name",
    "HostNameNumAppendDigits": "append_digits",
}
_INPUTS = Struct(
    "domainjoin.DomainJoinPluginInput",
    {**dict.fromkeys(_TEXTS, Text()), "DnsIpAddresses": List(Text()), "KeepHostName": Boolean()},
)
_SCRIPT = "aws_domainjoin.sh"
_LEXER_ERRORS = {
    "No closing quotation": "EOF found when expecting closing quote",
    "No escaped character": "EOF found after escape character",
}
"""What Python's shlex says, and the agent's."""


def domain_join(call: PluginCall) -> PluginOutcome:
    """Check the inputs; what passes still fails, and says what the agent would have run."""
    if call.inputs is not None and not isinstance(call.inputs, dict):
        return failed("Execution failed because agent is unable to parse plugin configuration")
    try:
        fields = read_fields(call.inputs, _INPUTS)
        inputs = DomainInputs(
            **{name: text(fields, key) for key, name in _TEXTS.items()},
            dns_ip_addresses=texts(fields, "DnsIpAddresses"),
            keep_host_name=bool(fields["KeepHostName"]),
        )
    except InvalidInputsError as error:
        return _failed(str(error))
    try:
        command = command_line(posixpath.join(call.directory, _SCRIPT), inputs, call.identity.region)
    except InvalidInputsError as error:
        return _failed(f"Failed to build domain join command because : {error}")
    try:
        words = shlex.split(command, comments=True)
    except ValueError as error:
        reason = _LEXER_ERRORS.get(str(error), str(error))
        return _failed(f"Failed to parse domain join command because : Command lexical analysis failed: {reason}")
    return _failed(
        "ssmdoc cannot join a domain: it has no directory, and not the script that the SSM agent would run here: "
        f"{shlex.join([_SCRIPT, *words[1:]])}"
    )


def _failed(message: str) -> PluginOutcome:
    return PluginOutcome(Status.FAILED, 1, Streams(b"Domain join failed.", message.encode(errors="replace")))
