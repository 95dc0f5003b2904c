"""What aws:domainJoin refuses, and what it would have run."""

from threading import Event

import pytest

from ssmdoc.running.output import Streams
from ssmdoc.running.plugins.call import PluginCall, PluginOutcome, failed
from ssmdoc.running.plugins.domain_join import domain_join
from ssmdoc.running.result import Status
from ssmdoc.source.values import JsonValue
from tests.running.recorded import IDENTITY, ORCHESTRATION, RecordedNode

GOOD: dict[str, JsonValue] = {"directoryId": "d-1", "directoryName": "corp.example.com"}
BUILD = "Failed to build domain join command because : "


def run(inputs: JsonValue) -> PluginOutcome:
    call = PluginCall(
        "s", "aws:domainJoin", inputs, RecordedNode([]), f"{ORCHESTRATION}/s", lambda _s, _d: None, Event(), IDENTITY
    )
    return domain_join(call)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (None, f"{BUILD}directoryId is required"),
        ({**GOOD, "directoryName": "a$b"}, f"{BUILD}Shell command injection string a$b"),
        ({**GOOD, "directoryId": "50%&"}, f"{BUILD}Shell command injection string 50%!&(MISSING)"),
        ({**GOOD, "directoryName": "\u0124"}, f"{BUILD}Shell command injection string \u0124"),
        ({**GOOD, "directoryOU": "OU=a;b"}, f"{BUILD}Shell command injection string corp.example.com"),
        ({**GOOD, "hostName": "a`b"}, f"{BUILD}Shell command injection string corp.example.com"),
        (
            {**GOOD, "hostName": "a", "hostNameNumAppendDigits": "x"},
            f"{BUILD}HostNameNumAppendDigits %!s(MISSING) has non-digits x",
        ),
        ({**GOOD, "dnsIpAddresses": ["10.0.0.1", "300.1.1.1"]}, f"{BUILD}Invalid DNS IP address 300.1.1.1"),
        (
            {**GOOD, "directoryOU": "it's"},
            "Failed to parse domain join command because : Command lexical analysis failed: "
            "EOF found when expecting closing quote",
        ),
        (
            {**GOOD, "keepHostName": "true"},
            "Invalid format in plugin properties "
            "map[directoryId:d-1 directoryName:corp.example.com keepHostName:true];\n"
            "error json: cannot unmarshal string into Go struct field DomainJoinPluginInput.KeepHostName of type bool",
        ),
    ],
)
def test_refused(inputs: JsonValue, message: str) -> None:
    assert run(inputs) == PluginOutcome(Status.FAILED, 1, Streams(b"Domain join failed.", message.encode()))


def test_inputs_that_are_no_map() -> None:
    assert run("x") == failed("Execution failed because agent is unable to parse plugin configuration")


def test_what_would_be_run_is_said() -> None:
    outcome = run(
        {
            **GOOD,
            "directoryOU": '"OU=My Unit,DC=corp"',
            "dnsIpAddresses": ["10.0.0.1", "10.0.0.2"],
            "hostName": "web",
            "hostNameNumAppendDigits": "3",
            "keepHostName": True,
        }
    )
    command = (
        "aws_domainjoin.sh --directory-id d-1 --directory-name corp.example.com --instance-region eu-west-1 "
        "--directory-ou 'OU=My Unit,DC=corp' --set-hostname web --set-hostname-append-num-digits 3 --keep-hostname "
        "--dns-addresses 10.0.0.1,10.0.0.2"
    )
    assert outcome.status is Status.FAILED
    assert outcome.output.stderr.decode().endswith(f"that the SSM agent would run here: {command}")
