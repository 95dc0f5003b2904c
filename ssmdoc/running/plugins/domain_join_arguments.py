"""The command line that aws:domainJoin makes of its inputs, and what it refuses.

Source: amazon-ssm-agent domainjoin_unix.go makeArguments, isMatchingIPAddress, domainjoin_common.go isShellInjection.
"""

import re
from dataclasses import dataclass

from ssmdoc.running.plugins.script_inputs import InvalidInputsError

_OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)"
_ADDRESS = rf"({_OCTET}\.){{3}}{_OCTET}"
_SHELL_SYNTAX = b"$`;|&"


@dataclass(frozen=True, slots=True)
class DomainInputs:
    """The inputs of a step; what is not given is empty."""

    directory_id: str = ""
    directory_name: str = ""
    directory_ou: str = ""
    host_name: str = ""
    append_digits: str = ""
    dns_ip_addresses: tuple[str, ...] = ()
    keep_host_name: bool = False


def command_line(script: str, inputs: DomainInputs, region: str) -> str:
    """The line that the agent cuts into words.

    Raises:
        InvalidInputsError: something is missing, not as it must be, or has a character that a shell would act on.
    """
    parts = [
        script,
        f" --directory-id {_required('directoryId', inputs.directory_id)}",
        f" --directory-name {_required('directoryName', inputs.directory_name)}",
        f" --instance-region {region}",
    ]
    if inputs.directory_ou:
        unquoted = inputs.directory_ou.strip('"')
        parts.append(f" --directory-ou '{unquoted}'")
    # the agent names the directory, not the value with the character
    if _is_shell_syntax(inputs.directory_ou) or _is_shell_syntax(inputs.host_name):
        raise _injection(inputs.directory_name)
    if inputs.host_name:
        parts.append(f" --set-hostname {inputs.host_name}{_append_digits(inputs.append_digits)}")
    if inputs.keep_host_name:
        parts.append(" --keep-hostname  ")
    if inputs.dns_ip_addresses:
        parts.append(f" --dns-addresses {','.join(_checked_address(each) for each in inputs.dns_ip_addresses)}")
    return "".join(parts)


def _required(name: str, value: str) -> str:
    if not value:
        raise InvalidInputsError(f"{name} is required")
    if _is_shell_syntax(value):
        raise _injection(value)
    return value


def _append_digits(digits: str) -> str:
    if not digits:
        return ""
    if not re.fullmatch("[+-]?[0-9]+", digits):
        raise InvalidInputsError(_as_format(f"HostNameNumAppendDigits %s has non-digits {digits}"))
    return f" --set-hostname-append-num-digits {digits}"


def _checked_address(address: str) -> str:
    if _is_shell_syntax(address):
        raise _injection(address)
    if not re.fullmatch(_ADDRESS, address):
        raise InvalidInputsError(_as_format(f"Invalid DNS IP address {address}"))
    return address


def _injection(value: str) -> InvalidInputsError:
    return InvalidInputsError(_as_format(f"Shell command injection string {value}"))


def _is_shell_syntax(value: str) -> bool:
    # the agent looks at the lowest byte of each character
    return any(ord(character) & 0xFF in _SHELL_SYNTAX for character in value)


def _as_format(message: str) -> str:
    """The message as Go prints it when it is the format itself, with nothing to put in."""
    verbs = {"%": "%", "": "%!(NOVERB)"}
    return re.sub("%(.?)", lambda found: verbs.get(found[1], f"%!{found[1]}(MISSING)"), message, flags=re.DOTALL)
